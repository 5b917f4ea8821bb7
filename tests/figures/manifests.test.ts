import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { MANIFESTS, slackManifest, teamsManifest, writeManifests } from "#app/figures/manifests.ts";
import type { Pack } from "#core/profile/profile.ts";
import { loadTestLibrary } from "#tests/fixtures/library.ts";
import { anImportedCountry, worldOf } from "#tests/fixtures/world.ts";

const { packs } = loadTestLibrary();
const read = (file: string): unknown => JSON.parse(readFileSync(file, "utf8"));
const [slack, teams] = [read(MANIFESTS.slack), read(MANIFESTS.teams)];
const figuresOf = (slug: string): Pack =>
  worldOf([anImportedCountry(slug)])
    .current()
    .packOf(slug)!;
const chile = figuresOf("chile");

describe("The manifests", () => {
  it("are as they are shipped where no country is named", () => {
    // In the order of their lines as well.
    expect(JSON.stringify(slackManifest(slack, packs))).toBe(JSON.stringify(slack));
    expect(JSON.stringify(teamsManifest(teams, packs))).toBe(JSON.stringify(teams));
  });

  it("get a command for a country of figures, and lose it again", () => {
    const more = slackManifest(slack, [...packs, chile]);
    expect(more).toMatchObject({
      features: {
        slash_commands: [
          { command: "/kyrgyzstan" },
          {
            command: "/chile",
            url: "https://your.host/slack/events",
            description: "The Global Organized Crime Index's figures for Chile",
          },
        ],
      },
    });
    expect(slackManifest(more, packs)).toEqual(slack);
    const offered = teamsManifest(teams, [...packs, chile]);
    expect(JSON.stringify(offered)).toContain("Scores; add a year, or a country: Chile");
    expect(teamsManifest(offered, packs)).toEqual(teams);
  });

  it("keep what a deployment has written into them", () => {
    const own = JSON.parse(JSON.stringify(slack).replaceAll("your.host", "bot.example.org"));
    expect(JSON.stringify(slackManifest(own, [...packs, chile]))).not.toContain("your.host");
  });

  it("hold no more than the platforms take", () => {
    const many = Array.from({ length: 60 }, (_, at) =>
      figuresOf(`land-${String.fromCodePoint(97 + (at % 26))}`.repeat(1 + Math.floor(at / 26))),
    );
    expect(() => slackManifest(slack, [...packs, ...many])).toThrow("Slack takes 50 commands, and these are 61");
    expect(() => slackManifest(slack, [figuresOf("a-country-of-a-very-long-name-indeed")])).toThrow("32 letters");
    const [, offer = ""] = /"(Scores; add[^"]*)"/u.exec(JSON.stringify(teamsManifest(teams, many))) ?? [];
    expect(offer.length).toBeLessThanOrEqual(80);
    expect(offer).toMatch(/and \d+ more$/u);
  });

  it("are written where they stand, and only where they change", async () => {
    const folder = mkdtempSync(join(tmpdir(), "briefing-manifests-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const files = { slack: join(folder, "slack.json"), teams: join(folder, "teams.json") };
    for (const name of ["slack", "teams"] as const) cpSync(MANIFESTS[name], files[name]);
    const said: string[] = [];
    await writeManifests({ packs: [...packs, chile], print: (line) => said.push(line), files });
    await writeManifests({ packs: [...packs, chile], print: (line) => said.push(line), files });
    expect(said).toEqual([
      ...[`${files.slack}: written`, `${files.teams}: written`, "Commands: /kyrgyzstan /chile"],
      ...[`${files.slack}: as it was`, `${files.teams}: as it was`, "Commands: /kyrgyzstan /chile"],
    ]);
    expect(JSON.stringify(read(files.slack))).toContain('"/chile"');
  });
});
