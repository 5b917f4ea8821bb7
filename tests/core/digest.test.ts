import { describe, expect, it } from "vitest";
import { countWords } from "#core/briefings/findings.ts";
import { compareContent, hasSameFigures, markContent } from "#core/digests/content-change.ts";
import { composeDigest, type DigestOrder } from "#core/digests/digest.ts";
import { listDigests, type CycleRange } from "#core/digests/cycle.ts";
import { openRotation } from "#core/digests/rotation/rotation.ts";
import type { Schedule } from "#core/digests/schedule.ts";
import { openZonedContext, type ZonedContext } from "#core/digests/zone.ts";
import type { Action, Block, Briefing } from "#core/document/briefing.ts";
import { plainBlock, plainText } from "#core/document/plain-text.ts";
import type { Library } from "#core/profile/profile.ts";
import { contentOf } from "#tests/fixtures/bot.ts";
import { loadTestLibrary, loadTwoPacks } from "#tests/fixtures/library.ts";
import { MONDAY } from "#tests/fixtures/subscriptions.ts";

const schedule: Schedule = { rhythm: { kind: "weekly", weekday: 1 }, time: "09:00", zone: "Asia/Bishkek" };
const year: CycleRange = { weeks: 65, start: "2026-11-30", schedule, topics: [] };
const BUDGET = 130;
const HEADLINE =
  "Criminality barely changed from 5.33 (2021) to 5.25 (2025) as published; on the same indicators it rose to 5.48 (the bot's calculation). Resilience fell from 4.17 to 3.79.";

function contextOf(library: Library, slug: string): ZonedContext {
  return openZonedContext(contentOf(library), slug, { now: MONDAY });
}

const context = contextOf(loadTestLibrary(), "kyrgyzstan");
const order: DigestOrder = {
  schedule,
  number: 0,
  rotationFrom: 0,
  factsFrom: 0,
  openingsFrom: 0,
  occurrence: { day: "2026-11-23", dueAt: MONDAY },
  late: false,
  change: null,
  headline: false,
};

function compose(changes: Partial<DigestOrder> = {}, topics: readonly string[] = []): Briefing {
  return composeDigest(context, { ...order, ...changes }, openRotation({ ...context, topics }));
}

/** The name that stands over what is said of a topic, without its score. */
function topicsIn(block: Extract<Block, { kind: "subheading" }>): readonly string[] {
  const name = plainBlock(block).replace(/ \(\d\.\d in 2021(?:, higher is (?:worse|better))?\)$/u, "");
  return context.taxonomy.indicators.some((indicator) => indicator.name === name) ? [name] : [];
}

function actionsOf({ blocks }: Briefing): Record<"items" | "more", readonly Action[]> {
  const actions = blocks.flatMap((block) => (block.kind === "actions" ? [block] : []));
  return { items: actions.flatMap(({ items }) => items), more: actions.flatMap(({ more }) => more) };
}
describe("Every fourth digest", () => {
  it("carries one picture of what its single fact is about, no two of a cycle alike, and no other does", () => {
    const pictures = Array.from({ length: 13 }, (_, number) =>
      compose({ number }).blocks.flatMap((block) => (block.kind === "chart" ? [block.chart.form] : [])),
    );
    // The second fact's score is the same in every edition: its place in the region says more than a flat line.
    expect(pictures).toEqual(pictures.map((_, number) => (number % 4 === 3 ? [number === 7 ? "ranks" : "lines"] : [])));
    const named = Array.from({ length: 65 }, (_, number) => compose({ number }).blocks).flatMap((blocks) =>
      blocks.flatMap((block) => (block.kind === "chart" ? [block.chart.name] : [])),
    );
    expect(named).toHaveLength(16);
    expect(new Set(named).size).toBe(16);
  });
});

/** Words before the buttons, without the source line and the picture. */
function wordsOf({ blocks, ...rest }: Briefing): number {
  return countWords(plainText({ ...rest, blocks: blocks.filter(({ kind }) => kind !== "stamp" && kind !== "chart") }));
}

describe("Digests, week after week", () => {
  const lines = listDigests(context, year);

  it("come on Mondays at nine, the first on the day it may start", () => {
    expect(lines.map(({ day }) => day).slice(0, 3)).toEqual(["2026-11-30", "2026-12-07", "2026-12-14"]);
    expect(lines[0]?.dueAt).toBe("2026-11-30T03:00:00.000Z");
  });

  it("name no person", () => {
    const named = context.pack.findings.flatMap(({ people }) => people);
    expect(named.length).toBeGreaterThan(0);
    for (const { text } of lines) for (const person of named) expect(text).not.toContain(person);
  });

  it("keep to their number of words, also where the headline scores come", () => {
    const messages = lines.map((_, number) => compose({ number, headline: number % 13 === 0 }));
    expect(messages.map(wordsOf).filter((words) => words > BUDGET)).toEqual([]);
  });

  it("say the headline scores in the first and once a quarter", () => {
    const quarters = lines.flatMap(({ text, digest }) =>
      text.includes("Criminality barely changed from") ? [digest] : [],
    );
    expect(quarters).toEqual([1, 14, 27, 40, 53]);
    expect(lines[0]?.text).toContain(HEADLINE);
    expect(lines[0]?.text).toContain(
      "Organized Crime Index 2021 (https://ocindex.net/2021/country/kyrgyzstan) (describes 2020, 6 years ago), 2025 (https://ocindex.net)",
    );
  });

  it("say that everything has come once when it has, and not before", () => {
    const ends = lines.flatMap(({ text, digest }) => (text.includes("Everything has now come once") ? [digest] : []));
    expect(ends).toEqual([65]);
    expect(lines.at(-1)?.text).toContain("in 65 digests");
  });

  it("work for a tiny pack", () => {
    const few = listDigests(contextOf(loadTwoPacks(), "ruritania"), { ...year, weeks: 13 });
    expect(few).toHaveLength(13);
    for (const { text } of few) expect(text).toContain("Ruritania");
  });
});

describe("A digest", () => {
  it("is titled by its country, its day and its topics, and has each topic by its name, the first one's finding in bold", () => {
    const { title, blocks } = compose({ number: 8 });
    expect(title).toBe(
      "Kyrgyzstan's 2021 profile, 23 November 2026: Government transparency and accountability · Flora crimes",
    );
    expect(blocks.flatMap((block) => (block.kind === "subheading" ? topicsIn(block) : []))).toEqual([
      "Government transparency and accountability",
      "Flora crimes",
    ]);
    const topics = ["subheading", "lead", "findings", "subheading", "paragraph"];
    expect(blocks.map(({ kind }) => kind)).toEqual(["heading", ...topics, "paragraph", "actions", "stamp"]);
    const more = blocks.flatMap((block) => (block.kind === "findings" ? block.items : []));
    expect(more).toHaveLength(2);
  });

  it("names no topic, here or as what comes next, that it has nothing of in its own place", () => {
    const names = compose({ number: 1 }).blocks.flatMap((block) =>
      block.kind === "subheading" ? topicsIn(block) : [],
    );
    expect(names).toEqual(["Fauna crimes", "Political leadership and governance", "International cooperation"]);
    expect(plainText(compose({ number: 0 }))).toContain(
      "Next, on 30 November: fauna crimes · political leadership and governance · international cooperation\n",
    );
  });

  it("does not name again as next what it is about itself", () => {
    expect(plainText(compose({}, ["cocaine-trade"]))).toContain(": more on the same");
  });

  it("says over a table of a single fact of which edition it is", () => {
    expect(plainText(compose({ number: 7 }))).toMatch(/edition[^\n]*\nCountry \| Place/u);
  });

  it("leads on to its topics and to a question; pausing and changing wait in the menu", () => {
    const { items, more } = actionsOf(compose({ number: 9 }));
    expect(items).toMatchObject([
      { kind: "show", label: "Law enforcement", text: "law-enforcement" },
      { kind: "show", label: "Mafia-style groups", text: "mafia-style-groups" },
      { kind: "form", label: "Ask more", text: "ask-about law-enforcement mafia-style-groups" },
    ]);
    expect(more.map(({ label }) => label)).toEqual(["Pause", "Change"]);
  });

  it("has three buttons that fit in a row beside the menu, whatever its topics are called", () => {
    for (let number = 0; number < 65; number++) {
      const labels = actionsOf(compose({ number })).items.map(({ label }) => label);
      expect(labels.length).toBeLessThanOrEqual(3);
      expect(labels.join("").length).toBeLessThanOrEqual(43);
    }
  });

  it("offers to stop when everything has come", () => {
    expect(actionsOf(compose({ number: 64 })).more.map(({ label }) => label)).toEqual([
      "Non-state actors",
      "Stop",
      "Pause",
      "Change",
    ]);
  });

  it("says what comes next and when", () => {
    const next = openRotation({ ...context, topics: [] }).plan({
      number: 9,
      rotationFrom: 0,
      factsFrom: 0,
      openingsFrom: 0,
    });
    const [first] = next.topics;
    const words = plainText(compose({ number: 8 }));
    expect(words).toContain(`Next, on 30 November: ${first?.name.toLowerCase()} · `);
  });

  it("is now and then one striking fact with its figures, each said once, and which way is worse", () => {
    const words = plainText(compose({ number: 3 }));
    expect(words).toContain(
      "Heroin trade (7.0 in 2021)\n\nNearly a quarter of Afghanistan's heroin passed through Kyrgyzstan.",
    );
    expect(words.match(/7\.5/gu)).toHaveLength(1);
    expect(words).toContain("Heroin trade | high 7.0 | high 7.5 | high 7.0");
    expect(words).toContain("highest of Kyrgyzstan's 10 criminal-market scores and the 2nd-highest of 8 countries in");
    expect(words).toContain(
      "Organized Crime Index 2021 (https://ocindex.net/2021/country/kyrgyzstan) (describes 2020, 6 years ago), 2023, 2025 (https://ocindex.net)",
    );
    expect(words).toContain("Scores: above 5.50 is high · higher is worse · ranked by the bot\n");
  });

  it("says of what is not about the topic it opens with which topic it is about", () => {
    const [, words = ""] = plainText(compose({ number: 9 })).split(/ 2026: .*\n\n/u);
    expect(words).toMatch(
      /^Law enforcement \(3\.5 in 2021, higher is better\)\n\nMany police .*\n\n- Law enforcement was .*\n- .*\n\nMafia-style groups \(5\.5 in 2021, higher is worse\)\n\nThere were four/u,
    );
  });

  it("opens with the whole truth where only two findings together are one", () => {
    const [, , opening] = compose({}, ["national-policies-and-laws"]).blocks;
    expect(opening).toMatchObject({
      kind: "lead",
      spans: [
        {
          text: "Laws covered various forms of organized crime, including drug trafficking and human trafficking. The laws were rather ineffective and needed better implementation.",
        },
      ],
    });
  });

  it("says that it brings all there is, and that the next one brings the same, only where that is so", () => {
    const [all, same] = [
      "That is all the profile says about what was chosen here.",
      "The next digest brings the same.",
    ];
    const digests = Array.from({ length: 12 }, (_, number) => compose({ number }, ["cocaine-trade"]));
    const findings = Array.from({ length: 13 }, (_, number) => {
      const { lead, more } = openRotation({ ...context, topics: ["cocaine-trade"] }).plan({ ...order, number });
      return [...lead, ...more].map(({ id }) => id).toSorted();
    });
    for (const [number, words] of digests.map((digest) => plainText(digest)).entries()) {
      expect(words.includes(all)).toBe(findings[number]?.length === 3);
      expect(words.includes(same)).toBe(findings[number]?.length === 3 && findings[number + 1]?.length === 3);
      expect(words).not.toContain("come once");
    }
  });

  it("says what topic a finding is about that only belongs with one of those that were chosen", () => {
    const digests = [0, 1, 2, 3, 4].map((number) => plainText(compose({ number }, ["fauna-crimes"])));
    const beside = digests.filter((words) => words.includes("The profile contradicts itself on this."));
    expect(beside).toHaveLength(1);
    expect(beside[0]).toMatch(
      /\n\nInternational cooperation \(4\.5 in 2021\)\n\n- .*\n\nPolitical leadership and governance \(3\.5 in 2021\)\n\n- /u,
    );
  });

  it("says both at once where the profile contradicts itself, also in the line that a notification shows", () => {
    const briefing = compose({ number: 1 });
    const both =
      "The illicit animal trade earned some revenue, so no effort was made to hinder it. Despite inefficient crime prevention, the government worked to prevent flora and fauna crimes.";
    expect(plainText(briefing).split("\n\n").slice(2, 4)).toEqual([both, "The profile contradicts itself on this."]);
    expect(briefing.summary).toContain(both);
  });

  it("has the headline scores when an edition has come that the channel has not had", () => {
    expect(plainText(compose({ number: 5 }))).not.toContain("as published");
    expect(plainText(compose({ number: 5, headline: true }))).toContain(HEADLINE);
  });

  it("opens with what changed in the content since the last one", () => {
    const [first, second, ...others] = context.pack.findings;
    const { marks: before } = markContent({
      ...context.pack,
      findings: [first!, { ...second!, text: "Otherwise." }, { ...others[0]!, id: "gone.one" }],
    });
    const { marks: after } = markContent({ ...context.pack, findings: [first!, second!, others[0]!] });
    const change = compareContent(before, after);
    expect(change).toEqual({ added: [others[0]!.id], edited: [second!.id], withdrawn: ["gone.one"] });
    const words = plainText(compose({ change }));
    expect(words.split("\n\n")[1]).toBe(
      `The content has changed since the last digest. New (1): ${others[0]!.id}; Edited (1): ${second!.id}; Withdrawn (1): gone.one.`,
    );
  });

  it("says that it is late and when it was due", () => {
    const words = plainText(compose({ late: true }));
    expect(words).toContain("Sent late: it was due on Monday 23 November 2026, 09:00 (UTC+06:00).");
  });

  it("is reference about its own year, not news, with the stamp last", () => {
    const briefing = compose({ number: 8 });
    expect(plainText(briefing)).toContain(
      "Organized Crime Index 2021 (https://ocindex.net/2021/country/kyrgyzstan) · describes 2020 (6 years ago)",
    );
    expect(briefing.blocks.at(-1)?.kind).toBe("stamp");
    expect(briefing.summary).toMatch(/ \(Kyrgyzstan, 2021 profile\)$/u);
  });
});

describe("The version of the content", () => {
  it("is another when one word of one finding is another", () => {
    const [first, ...others] = context.pack.findings;
    const { version } = markContent(context.pack);
    expect(markContent({ ...context.pack }).version).toBe(version);
    expect(
      markContent({ ...context.pack, findings: [{ ...first!, text: `${first!.text} ` }, ...others] }).version,
    ).not.toBe(version);
  });

  it("tells whether a channel has had the newest edition of the figures", () => {
    const { figures } = context.pack;
    const { version } = markContent(context.pack);
    const fewer = figures.countries.map((country) => ({ ...country, editions: country.editions.slice(0, 2) }));
    const before = markContent({ ...context.pack, figures: { ...figures, countries: fewer } }).version;
    expect(hasSameFigures(version, version)).toBe(true);
    expect(hasSameFigures(before, version)).toBe(false);
    expect(hasSameFigures(null, version)).toBe(false);
    // As versions were written before they told the edition: those channels have had it every week.
    expect(hasSameFigures("kyrgyzstan-0123456789abcdef", version)).toBe(true);
  });
});
