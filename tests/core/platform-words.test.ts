import { describe, expect, it } from "vitest";
import { commandOf, type Venue } from "#core/briefings/context.ts";
import { plainText } from "#core/document/plain-text.ts";
import type { Briefing } from "#core/document/briefing.ts";
import { PLATFORMS, type Platform } from "#core/request.ts";
import { library } from "#tests/fixtures/bot.ts";
import { contextAt, everyMessage, VENUES } from "#tests/fixtures/messages.ts";

const SLACK_WORDS = [/(?<![\w/])\/kyrgyzstan/u, /(?<![\w/])\/invite/u];
const TEAMS_WORDS = [/@Briefing \w/u];
/** What nobody says in a place: the other places' commands, and the other platform's name. In a terminal both may be named. */
const FOREIGN: Readonly<Record<Platform, readonly RegExp[]>> = {
  slack: [...TEAMS_WORDS, /\bTeams\b/u, /npm run/u],
  teams: [...SLACK_WORDS, /\bSlack\b/u, /npm run/u],
  terminal: [...SLACK_WORDS, ...TEAMS_WORDS],
};

/** Sentences that are sent to one platform only; one whose key ends with a platform's name is that platform's. */
const SENT_TO: Readonly<Record<string, Platform>> = {
  "advice.invite": "slack",
  "subscribe.terminal": "terminal",
};

const places: readonly (readonly [string, Venue])[] = Object.entries(VENUES);

/** Whatever a person may read: the message, its title and notification, its buttons and its menu. */
function everyWord(briefing: Briefing): readonly string[] {
  const labels = briefing.blocks.flatMap((block) =>
    block.kind === "actions" ? [...block.items, ...block.more].map(({ label }) => label) : [],
  );
  return [briefing.title, briefing.summary, plainText(briefing), ...labels];
}

function isSentTo(key: string, { platform }: Venue): boolean {
  const only = SENT_TO[key] ?? PLATFORMS.find((each) => key.endsWith(`.${each}`)) ?? platform;
  return only === platform;
}

/** Every sentence of the wording and every fact as it is sent to a place, by its key. */
function everySentence(venue: Venue): readonly (readonly [string, string])[] {
  const context = contextAt(venue);
  const command = commandOf(context);
  const facts = library.facts.flatMap(({ slug, title, lines }) =>
    [title, ...lines].map((line, at) => [`${slug}, line ${at}`, line] as const),
  );
  const wording = Object.entries(library.wording).filter(([key]) => isSentTo(key, venue));
  return [...facts, ...wording].map(([key, text]) => [key, filled(text, command)]);
}

/** An empty command takes the space behind it along, as `say` does. */
function filled(text: string, command: string): string {
  return text.replaceAll("`", "").replaceAll(command === "" ? /\{command\} ?/gu : "{command}", command);
}

/** Where others would type otherwise. */
function elsewhere({ platform }: Venue): Venue {
  return platform === "slack" ? VENUES["a Teams channel"] : VENUES["a Slack channel"];
}

describe.each(places)("In %s", (_, venue) => {
  const foreign = FOREIGN[venue.platform];

  it("no message has the words of another platform", () => {
    const found = everyMessage(venue).flatMap(({ name, briefing }) =>
      everyWord(briefing)
        .filter((text) => foreign.some((word) => word.test(text)))
        .map((text) => `${name}: ${text}`),
    );
    expect(found).toEqual([]);
  });

  it("the words of another platform would be found", () => {
    const others = everyMessage(elsewhere(venue)).filter(({ kind }) => kind === "help");
    const texts = others.map(({ briefing }) => plainText(briefing));
    expect(texts.filter((text) => foreign.some((word) => word.test(text)))).toEqual(texts);
  });

  it("no sentence of the wording and of the facts has them either", () => {
    expect(everySentence(venue).filter(([, text]) => foreign.some((word) => word.test(text)))).toEqual([]);
  });

  it("says commands as they are typed there", () => {
    const help = everyMessage(venue).find(({ kind }) => kind === "help");
    const lines = help?.briefing.blocks.flatMap((block) => (block.kind === "bullets" ? block.items : [])) ?? [];
    const before = { slack: "/kyrgyzstan ", teams: "@Briefing ", terminal: "" }[venue.platform];
    const command = `${venue.kind === "direct" ? "" : before}drugs`;
    expect(lines.flat()).toContainEqual({ kind: "code", text: command });
  });

  it("no mark of the files is left in a message, and no command stands in quotation marks", () => {
    const command = commandOf(contextAt(venue));
    const quoted = command === "" ? /“(?:drugs|subscribe|export)\b/u : `“${command}`;
    for (const { name, briefing } of everyMessage(venue)) {
      const text = everyWord(briefing).join("\n");
      expect(text, name).not.toContain("`");
      expect(text, name).not.toMatch(quoted);
    }
  });

  it("every sentence begins with a capital, an opening mark or what is filled in, though the command be empty", () => {
    const withCommand = [
      ...library.facts.flatMap(({ lines }) => lines),
      ...Object.entries(library.wording).flatMap(([key, text]) => (isSentTo(key, venue) ? [text] : [])),
    ].filter((text) => text.includes("{command}"));
    expect(withCommand.length).toBeGreaterThan(10);
    const command = commandOf(contextAt(venue));
    const sentences = withCommand.flatMap((text) => filled(text, command).split(/(?<=[.?!]) /u));
    expect(sentences.filter((sentence) => /^[a-z]/u.test(sentence) && !sentence.startsWith(command || "\n"))).toEqual(
      [],
    );
  });
});
