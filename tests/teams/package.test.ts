import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { inflateSync } from "node:zlib";
import { strFromU8, unzipSync } from "fflate";
import { afterAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Command } from "#core/request.ts";
import { LIMITS } from "#teams/drawing/limits.ts";
import { readActivity } from "#teams/read.ts";
import { renderTeams } from "#teams/drawing/render.ts";
import { everyBlock } from "#tests/contracts/briefings.ts";
import { leftOut } from "#tests/contracts/renderer.ts";
import { composeSitePage, SITE_PAGES } from "#core/briefings/site.ts";
import { plainText } from "#core/document/plain-text.ts";
import { CLOCK, contentOf, createTestBot } from "#tests/fixtures/bot.ts";

const FOLDER = new URL("../../adapters/teams/package/", import.meta.url);
const CommandList = z.object({
  scopes: z.array(z.string()),
  triggers: z.array(z.string()),
  commands: z.array(z.object({ title: z.string(), description: z.string() })),
});
const Manifest = z.object({
  $schema: z.string(),
  manifestVersion: z.string(),
  id: z.string(),
  name: z.object({ short: z.string().max(30), full: z.string().max(100) }),
  description: z.object({ short: z.string().max(80), full: z.string().max(4000) }),
  developer: z.object({ name: z.string().max(32), websiteUrl: z.url(), privacyUrl: z.url(), termsOfUseUrl: z.url() }),
  icons: z.object({ color: z.string(), outline: z.string() }),
  bots: z.tuple([
    z.object({
      botId: z.string(),
      scopes: z.array(z.string()),
      supportsTargetedMessages: z.boolean(),
      commandLists: z.array(CommandList).max(3),
    }),
  ]),
  validDomains: z.array(z.string()),
});

const whole = z.looseObject({}).parse(JSON.parse(readFileSync(new URL("manifest.json", FOLDER), "utf8")));
const manifest = Manifest.parse(whole);
const [bot] = manifest.bots;
const menu = bot.commandLists.flatMap(({ commands }) => commands);

describe("the Teams manifest", () => {
  it("is of the version that its schema is of", () => {
    expect(manifest.$schema).toContain(`/v${manifest.manifestVersion}/`);
  });

  it("offers every command that works without more words, and none that the bot does not know", () => {
    const kinds = menu.map(({ title }) => createTestBot().parse(title).kind);
    const alone: readonly Command["kind"][] = [
      "overview",
      "topic",
      "figures",
      "subscription",
      "help",
      "about",
      "privacy",
    ];
    expect(new Set(kinds)).toEqual(new Set(alone));
  });

  it("keeps its menu to what older clients show", () => {
    expect(bot.commandLists.every(({ commands }) => commands.length <= LIMITS.commandsPerList)).toBe(true);
    expect(menu.filter(({ title, description }) => title.length > 32 || description.length > 80)).toEqual([]);
  });

  it("offers its commands behind a slash, since it answers those in private", () => {
    const message = {
      type: "message",
      text: "drugs",
      serviceUrl: "https://smba.trafficmanager.net/emea/",
      recipient: { id: "28:briefing", name: "Briefing", isTargeted: true },
      conversation: { id: "19:1", conversationType: "channel" },
    };
    expect(readActivity(message)).toMatchObject({ kind: "message", seenBy: "asker" });
    expect(bot.supportsTargetedMessages).toBe(true);
    expect(bot.commandLists.map(({ triggers }) => triggers)).toEqual([["mention", "slash"]]);
  });

  it("asks for the scopes that the bot reads, no more and no fewer", () => {
    const scopeOf = { direct: "personal", channel: "team", group: "groupChat" } as const;
    const read = ["personal", "channel", "groupChat"].map((conversationType) => {
      const inbound = readActivity({
        type: "installationUpdate",
        action: "add",
        serviceUrl: "https://smba.trafficmanager.net/emea/",
        conversation: { id: "19:1", conversationType },
      });
      return inbound.kind === "installed" ? scopeOf[inbound.conversation.kind] : inbound.kind;
    });
    expect(bot.scopes.toSorted()).toEqual(read.toSorted());
    expect(bot.commandLists.flatMap(({ scopes }) => scopes).toSorted()).toEqual(read.toSorted());
  });

  it("names pages of the deployment's own, each of which the bot serves", () => {
    const { name: _name, ...pages } = manifest.developer;
    const served = SITE_PAGES.map((page) => `https://your.host/${page}`);
    expect(Object.values(pages)).toEqual(served);
    const texts = SITE_PAGES.map((page) => plainText(composeSitePage(page, contentOf(), CLOCK)));
    expect(texts[1]).toMatch(/400 days[^]*see, correct or delete/u);
    expect(texts[2]).toMatch(/^You may use[^]*Global Initiative[^]*MIT licence/u);
  });

  it("asks for nothing that the page of permissions does not give a reason for", () => {
    const page = readFileSync("docs/permissions.md", "utf8");
    for (const asked of [...bot.scopes, "supportsTargetedMessages", "validDomains"])
      expect(page).toMatch(new RegExp(`^\\| \`${asked}\`.* \\| .+ \\|$`, "mu"));
    const known = "$schema manifestVersion version id developer name description icons accentColor bots validDomains";
    const defaults = "defaultInstallScope defaultGroupCapability";
    expect(Object.keys(whole).toSorted()).toEqual([...known.split(" "), ...defaults.split(" ")].toSorted());
  });

  it("names no domain: cards open links in the browser and load nothing", () => {
    const card = renderTeams(everyBlock(), { leftOut }).attachments[0].content;
    const loading = [...JSON.stringify(card).matchAll(/"type":"(Image|Media|ImageSet)"/gu)];
    expect([manifest.validDomains, loading]).toEqual([[], []]);
  });

  it("has an icon in colour that is square and opaque", () => {
    const { size, pixels } = readPng(manifest.icons.color);
    expect([size, new Set(pixels.map(([, , , alpha]) => alpha))]).toEqual([192, new Set([255])]);
  });

  it("has an outline icon in white on nothing, out to the edges", () => {
    const { size, pixels } = readPng(manifest.icons.outline);
    expect([size, new Set(pixels.map(([red, green, blue]) => `${red},${green},${blue}`))]).toEqual([
      32,
      new Set(["255,255,255"]),
    ]);
    const opacities = pixels.map(([, , , alpha]) => alpha);
    expect([Math.min(...opacities), Math.max(...opacities)]).toEqual([0, 255]);
  });
});

describe("npm run teams:package", () => {
  const folder = mkdtempSync(join(tmpdir(), "teams-package-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const script = fileURLToPath(new URL("zip.ts", FOLDER));
  const packed = (...args: readonly string[]) => {
    execFileSync(process.execPath, [script, ...args], { cwd: folder, stdio: "pipe" });
    return unzipSync(readFileSync(join(folder, "dist/briefing-teams.zip")));
  };

  it("writes manifest and icons at the top of the zip, with the bot and the site filled in", () => {
    const files = packed("11111111-0000-4000-8000-000000000001", "https://briefing.example");
    expect(Object.keys(files)).toEqual(["manifest.json", "color.png", "outline.png"]);
    const filled = Manifest.parse(JSON.parse(strFromU8(files["manifest.json"] ?? new Uint8Array())));
    expect([filled.id, filled.bots[0].botId, filled.developer.privacyUrl]).toEqual([
      "11111111-0000-4000-8000-000000000001",
      "11111111-0000-4000-8000-000000000001",
      "https://briefing.example/privacy",
    ]);
  });

  it("writes what older tenants take: the same without what came with 1.29", () => {
    const files = packed("11111111-0000-4000-8000-000000000001", "https://briefing.example/", "--manifest", "1.25");
    const words = strFromU8(files["manifest.json"] ?? new Uint8Array());
    expect(words).not.toMatch(/triggers|supportsTargetedMessages|1\.30/u);
    const older = Manifest.omit({ bots: true }).parse(JSON.parse(words));
    expect([older.manifestVersion, older.$schema]).toEqual(["1.25", expect.stringContaining("/v1.25/")]);
    for (const { title } of menu) expect(words).toContain(`"title": "${title}"`);
  });

  it.each([
    [["my-bot"], /^the app id is a GUID/u],
    [["--manifest", "1.12"], /^--manifest takes 1\.30 or 1\.25/u],
    [
      ["11111111-0000-4000-8000-000000000001", "http://briefing.example"],
      /^the address of your site starts with https/u,
    ],
    [["--site", "https://briefing.example"], /^Unknown option '--site'/u],
  ])("refuses %j in a sentence, with how it is used", (words, sentence) => {
    const { status, stderr, stdout } = spawnSync(process.execPath, [script, ...words], {
      cwd: folder,
      encoding: "utf8",
    });
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(sentence);
    expect(stderr).toMatch(/\nUsage: npm run teams:package -- APP_ID https:\/\/your\.host \[--manifest 1\.25\]\n$/u);
    expect(stderr).not.toMatch(/\n\s+at /u);
  });

  it("takes the bot and the site from the settings, and says what is still missing", () => {
    const run = (settings: string) => {
      writeFileSync(join(folder, ".env"), settings);
      return spawnSync(process.execPath, [script], {
        cwd: folder,
        encoding: "utf8",
        env: { PATH: process.env["PATH"] },
      });
    };
    const id = "11111111-0000-4000-8000-000000000002";
    expect(run(`MICROSOFT_APP_ID=${id}\nPUBLIC_URL=https://briefing.example/base\n`).stdout).not.toContain("yet");
    expect(strFromU8(unzipSync(readFileSync(join(folder, "dist/briefing-teams.zip")))["manifest.json"]!)).toContain(
      "https://briefing.example/base/terms",
    );
    expect(run(`MICROSOFT_APP_ID=${id}\n`).stdout).toContain("It names no site yet");
    expect(run("").stdout).toContain("It names no bot and no site yet");
  });
});

type Pixel = readonly [red: number, green: number, blue: number, alpha: number];

/** A PNG as `encodePng` writes it: eight bits a channel with opacity, no filter. */
function readPng(name: string): { readonly size: number; readonly pixels: readonly Pixel[] } {
  const file = readFileSync(new URL(name, FOLDER));
  const [width, height] = [file.readUInt32BE(16), file.readUInt32BE(20)];
  const data = file.indexOf("IDAT");
  const rows = inflateSync(file.subarray(data + 4, data + 4 + file.readUInt32BE(data - 4)));
  const pixels = Array.from({ length: width * height }, (_, index): Pixel => {
    const at = Math.floor(index / width) * (width * 4 + 1) + 1 + (index % width) * 4;
    return [rows[at] ?? 0, rows[at + 1] ?? 0, rows[at + 2] ?? 0, rows[at + 3] ?? 0];
  });
  expect(width).toBe(height);
  return { size: width, pixels };
}
