import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareContent, markContent } from "#core/digests/content-change.ts";
import { composeDigest, type DigestOrder } from "#core/digests/digest.ts";
import { listDigests, type CycleRange } from "#core/digests/cycle.ts";
import { plainText } from "#core/document/plain-text.ts";
import type { Library } from "#core/profile/profile.ts";
import { digestSlots, type Selection, type Slot } from "#core/digests/rotation.ts";
import type { Schedule } from "#core/digests/schedule.ts";
import { openZonedContext, type ZonedContext } from "#core/digests/zone.ts";
import { contentOf } from "#tests/fixtures/bot.ts";
import { loadTestLibrary, loadTwoPacks } from "#tests/fixtures/library.ts";
import { MONDAY } from "#tests/fixtures/subscriptions.ts";

const schedule: Schedule = { rhythm: { kind: "weekly", weekday: 1 }, time: "09:00", zone: "Asia/Bishkek" };
const quarter: CycleRange = { weeks: 13, start: "2026-11-30", schedule, topics: [] };

function contextOf(library: Library, slug: string): ZonedContext {
  return openZonedContext(contentOf(library), slug, { now: MONDAY });
}

const context = contextOf(loadTestLibrary(), "kyrgyzstan");
const order: DigestOrder = {
  schedule,
  topics: [],
  number: 0,
  occurrence: { day: "2026-11-23", dueAt: MONDAY },
  late: false,
  change: null,
};

/** The slots of each digest of a cycle, counting from 0. */
function planCycle(selection: Selection, cycle: number): readonly (readonly Slot[])[] {
  const { length } = digestSlots(selection, 0);
  return Array.from({ length }, (_, position) => digestSlots(selection, cycle * length + position).slots);
}

describe("Every fourth digest", () => {
  it("carries one picture, of the headline over the editions, and no other does", () => {
    const pictures = Array.from({ length: 13 }, (_, number) =>
      composeDigest(context, { ...order, number }).blocks.flatMap((block) =>
        block.kind === "chart" ? [block.chart.form] : [],
      ),
    );
    expect(pictures).toEqual(pictures.map((_, number) => (number % 4 === 3 ? ["lines"] : [])));
  });
});

describe("A quarter of weekly digests", () => {
  const lines = listDigests(context, quarter);
  const findings = lines.flatMap((line) => line.findings);

  it("brings every indicator of the edition at least once", () => {
    const scored = context.taxonomy.indicators
      .filter(({ since }) => since <= context.pack.edition)
      .map(({ slug }) => slug);
    expect(scored).toHaveLength(26);
    expect(new Set(findings.map(({ indicator }) => indicator))).toEqual(new Set(scored));
  });

  it("repeats no finding", () => {
    expect(new Set(findings.map(({ finding }) => finding)).size).toBe(findings.length);
  });

  it("has a market and a resilience indicator each time, and an actor every third time", () => {
    const kinds = planCycle({ ...context, topics: [] }, 0).map((slots) => slots.map(({ kind }) => kind).join(" "));
    expect(kinds).toEqual(lines.map((_, index) => (index % 3 === 2 ? "market resilience actor" : "market resilience")));
  });

  it("has two or three findings of each", () => {
    const counts = planCycle({ ...context, topics: [] }, 0).flatMap((slots) =>
      slots.map((slot) => slot.findings.length),
    );
    expect(Math.min(...counts)).toBe(2);
    expect(Math.max(...counts)).toBe(3);
  });

  it("comes on Mondays at nine, the first on the day it may start", () => {
    expect(lines.map(({ day }) => day).slice(0, 3)).toEqual(["2026-11-30", "2026-12-07", "2026-12-14"]);
    expect(lines[0]?.dueAt).toBe("2026-11-30T03:00:00.000Z");
  });

  it("names no person", () => {
    const named = context.pack.findings.flatMap(({ people }) => people);
    expect(named.length).toBeGreaterThan(0);
    for (const { text } of lines) for (const person of named) expect(text).not.toContain(person);
  });

  it("fits on a screen", () => {
    for (const { text } of lines) expect(text.length).toBeLessThan(1900);
  });

  it("says at its end that all has come, and offers to stop", () => {
    const ends = lines.map(({ text }) => text.includes("every topic has come once"));
    expect(ends.indexOf(true)).toBe(12);
    const last = composeDigest(context, { ...order, number: 12 });
    const actions = last.blocks.flatMap((block) =>
      block.kind === "actions" ? block.items.map(({ label }) => label) : [],
    );
    expect(actions).toEqual(["Stop", "Pause", "Change"]);
  });
});

describe("The rotation", () => {
  const topics = fc.uniqueArray(fc.constantFrom(...context.topics.all.map(({ slug }) => slug)), { maxLength: 5 });

  it("covers whatever topics were chosen, without repeating a finding in a cycle, in every cycle", () => {
    fc.assert(
      fc.property(topics, fc.nat(400), (chosen, cycle) => {
        const selection = { pack: context.pack, taxonomy: context.taxonomy, topics: chosen };
        const slots = planCycle(selection, cycle).flat();
        const ids = slots.flatMap(({ findings }) => findings.map(({ id }) => id));
        expect(new Set(ids).size).toBe(ids.length);
        const wanted = context.taxonomy.indicators.filter(
          ({ slug, section, pillar, since }) =>
            since <= context.pack.edition &&
            (chosen.length === 0 || [slug, section, pillar].some((name) => chosen.includes(name ?? ""))),
        );
        expect(new Set(slots.map(({ indicator }) => indicator.slug))).toEqual(new Set(wanted.map(({ slug }) => slug)));
      }),
      { numRuns: 200 },
    );
  });

  it("needs nothing but the number: any digest can be made again", () => {
    const selection = { pack: context.pack, taxonomy: context.taxonomy, topics: [] };
    for (const number of [0, 12, 13, 40])
      expect(digestSlots(selection, number)).toEqual(digestSlots(selection, number));
    expect(digestSlots(selection, 13).position).toBe(0);
  });

  it("brings in the next cycle what there was no room for", () => {
    const [first, second] = [0, 1].map((cycle) =>
      planCycle({ ...context, topics: ["heroin-trade"] }, cycle)
        .flat()
        .flatMap(({ findings }) => findings.map(({ id }) => id)),
    );
    expect(second).not.toEqual(first);
  });

  it("works for a tiny pack", () => {
    const tiny = contextOf(loadTwoPacks(), "ruritania");
    const lines = listDigests(tiny, quarter);
    expect(lines).toHaveLength(13);
    for (const { text } of lines) expect(text).toContain("Ruritania");
  });
});

describe("A digest", () => {
  it("opens with what changed in the content since the last one", () => {
    const [first, second, ...others] = context.pack.findings;
    const { marks: before } = markContent({
      ...context.pack,
      findings: [first!, { ...second!, text: "Otherwise." }, { ...others[0]!, id: "gone.one" }],
    });
    const { marks: after } = markContent({ ...context.pack, findings: [first!, second!, others[0]!] });
    const change = compareContent(before, after);
    expect(change).toEqual({ added: [others[0]!.id], edited: [second!.id], withdrawn: ["gone.one"] });
    const words = plainText(composeDigest(context, { ...order, change }));
    expect(words.split("\n\n")[1]).toBe(
      `The content has changed since the last digest. New (1): ${others[0]!.id}; Edited (1): ${second!.id}; Withdrawn (1): gone.one.`,
    );
  });

  it("has another version when one word of one finding is another", () => {
    const [first, ...others] = context.pack.findings;
    const version = markContent(context.pack).version;
    expect(markContent({ ...context.pack }).version).toBe(version);
    expect(
      markContent({ ...context.pack, findings: [{ ...first!, text: `${first!.text} ` }, ...others] }).version,
    ).not.toBe(version);
  });

  it("says that it is late and when it was due", () => {
    const words = plainText(composeDigest(context, { ...order, late: true }));
    expect(words).toContain("Sent late: it was due on Monday 23 November 2026, 09:00 (UTC+06:00).");
  });

  it("is reference about its own year, not news, with the stamp last", () => {
    const briefing = composeDigest(context, order);
    expect(plainText(briefing)).toContain("GI-TOC Index 2021 · describes 2020 (6 years ago)");
    expect(briefing.blocks.at(-1)?.kind).toBe("stamp");
  });

  it("shows the scores over the editions, and which of them is the bot's own calculation", () => {
    const words = plainText(composeDigest(context, order));
    expect(words).toContain(
      "As published, criminality fell from 5.33 (2021) to 5.25 (2025); on the same 26 indicators it rose to 5.48 (the bot's calculation).",
    );
    expect(words).toContain("Resilience fell from 4.17 (2021) to 3.79 (2025).");
  });
});
