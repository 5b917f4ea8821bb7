import { readFileSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { EVENTS } from "#slack/listeners.ts";
import { FREE_METHODS, SCOPES } from "#slack/wire/scopes.ts";

const Manifest = z.object({
  display_information: z.object({ name: z.string() }),
  features: z.object({
    bot_user: z.object({ display_name: z.string() }),
    slash_commands: z.array(z.object({ command: z.string(), url: z.string() })),
  }),
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()), bot_optional: z.array(z.string()) }) }),
  settings: z.object({
    event_subscriptions: z.object({ request_url: z.string(), bot_events: z.array(z.string()) }),
    interactivity: z.object({
      is_enabled: z.boolean(),
      request_url: z.string(),
      message_menu_options_url: z.string(),
    }),
  }),
});

const root = new URL("../../", import.meta.url);
const manifest = Manifest.parse(JSON.parse(await readFile(new URL("manifest.json", root), "utf8")));
const scopes = (which: (scope: (typeof SCOPES)[number]) => boolean) =>
  SCOPES.filter(which)
    .map(({ scope }) => scope)
    .toSorted();

/** `client.chat.postMessage(` in the adapter is the method `chat.postMessage`. */
async function calledMethods(): Promise<readonly string[]> {
  const folder = new URL("adapters/slack/", root);
  const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".ts"));
  const sources = await Promise.all(files.map((name) => readFile(new URL(name, folder), "utf8")));
  const calls = sources.flatMap((source) =>
    [...source.matchAll(/\bclient\.((?:\w+\.)+\w+)\(/gu)].map(([, method = ""]) => method),
  );
  return [...new Set(calls)].toSorted();
}

describe("the Slack manifest", () => {
  it("has a command for every content pack and no other", async () => {
    const entries = await readdir(new URL("content/", root), { withFileTypes: true });
    const packs = entries.filter((entry) => entry.isDirectory() && !["index", "wording"].includes(entry.name));
    expect(packs.length).toBeGreaterThan(0);
    expect(manifest.features.slash_commands.map(({ command }) => command)).toEqual(packs.map(({ name }) => `/${name}`));
  });

  it("asks for every scope that the code uses and no other", () => {
    expect(manifest.oauth_config.scopes.bot).toEqual(scopes(() => true));
  });

  it("leaves it to the workspace to grant what the bot can do without", () => {
    expect(manifest.oauth_config.scopes.bot_optional).toEqual(scopes(({ without }) => without !== null));
  });

  it("subscribes to every event that is listened to and no other", () => {
    expect(manifest.settings.event_subscriptions.bot_events).toEqual(EVENTS.toSorted());
  });

  it("takes everything at one address", () => {
    const { event_subscriptions: events, interactivity } = manifest.settings;
    const addresses = [
      events.request_url,
      interactivity.request_url,
      interactivity.message_menu_options_url,
      ...manifest.features.slash_commands.map(({ url }) => url),
    ];
    expect(new Set(addresses)).toEqual(new Set(["https://your.host/slack/events"]));
    expect(interactivity.is_enabled).toBe(true);
  });

  it("calls the bot by the name that its sentences use", () => {
    expect([manifest.display_information.name, manifest.features.bot_user.display_name]).toEqual([
      "Briefing",
      "Briefing",
    ]);
  });
});

describe("the page of permissions", () => {
  const rows = new Map(
    [
      ...readFileSync(new URL("docs/permissions.md", root), "utf8").matchAll(
        /^\| `([a-z_.]+(?::[a-z.]+)?)` \| (.+) \| (.+) \|$/gmu,
      ),
    ].map(([, scope = "", reason = "", without = ""]) => [scope, { reason, without }]),
  );
  const rowOf = (scope: string) => rows.get(scope) ?? { reason: "", without: "" };

  it("gives every scope that is asked for a reason, and has no other", () => {
    expect([...rows.keys()]).toEqual(manifest.oauth_config.scopes.bot);
  });

  it("names what of Slack's each scope is for", () => {
    for (const { scope, for: uses } of SCOPES.filter((each) => each.scope !== "commands")) {
      // Where it says "as" of another one, that one names them.
      const [, like = scope] = /as `([a-z:]+)`/u.exec(rowOf(scope).reason) ?? [];
      for (const use of uses) expect([scope, rowOf(like).reason]).toEqual([scope, expect.stringContaining(use)]);
    }
  });

  it("says what a workspace goes without where it may leave a scope out", () => {
    const needed = [...rows].flatMap(([scope, { without }]) => (without === "needed" ? [scope] : []));
    expect(needed).toEqual(scopes(({ without }) => without === null));
  });
});

describe("the table of scopes", () => {
  it("names every Web API method that the code calls", async () => {
    const called = await calledMethods();
    expect(called).toContain("chat.postMessage");
    const named = [
      ...FREE_METHODS,
      ...SCOPES.flatMap((scope) => scope.for.filter((use) => /^[a-z]+\.[\w.]+$/u.test(use) && use !== "message.im")),
    ];
    expect(called).toEqual([...new Set(named)].toSorted());
  });
});
