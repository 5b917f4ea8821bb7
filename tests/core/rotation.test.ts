import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chosenIndicators } from "#core/digests/rotation/portions.ts";
import { openRotation, type DigestPlan, type Rotation } from "#core/digests/rotation/rotation.ts";
import type { Finding } from "#core/profile/profile.ts";
import { shippedPack } from "#tests/fixtures/library.ts";
import { loadTestLibrary } from "#tests/fixtures/library.ts";

const { taxonomy } = loadTestLibrary();
const pack = shippedPack();
const SLUGS = [...taxonomy.pillars, ...taxonomy.sections, ...taxonomy.indicators].map(({ slug }) => slug);
const TELLABLE = pack.findings.filter(({ people }) => people.length === 0);

const rotationOf = (...topics: readonly string[]): Rotation => openRotation({ pack, taxonomy, topics });

/** The first digests of a rotation. */
function digests(rotation: Rotation, count: number, from = 0): readonly DigestPlan[] {
  return Array.from({ length: count }, (_, at) => rotation.plan({ number: from + at, rotationFrom: 0 }));
}

/** From the first digest on up to the one with which everything has come. */
function cycle(rotation: Rotation): readonly DigestPlan[] {
  const plans: DigestPlan[] = [];
  for (let number = 0; plans.at(-1)?.completed === undefined || plans.at(-1)?.completed === null; number++) {
    if (number > 400) throw new Error("It never ends");
    plans.push(rotation.plan({ number, rotationFrom: 0 }));
  }
  return plans;
}

function findingsOf({ lead, more }: DigestPlan): readonly Finding[] {
  return [...lead, ...more];
}

function idsOf(plans: readonly DigestPlan[]): ReadonlySet<string> {
  return new Set(plans.flatMap(findingsOf).map(({ id }) => id));
}

const topicsOf = ({ topics }: DigestPlan): readonly string[] => topics.map(({ slug }) => slug);

/** Any selection that a channel may make: pillars, sections and indicators mixed. */
const selections = fc.uniqueArray(fc.constantFrom(...SLUGS), { maxLength: 6 });

describe("A rotation of everything", () => {
  const plans = digests(rotationOf(), 65);

  it("brings all 26 indicators in each 13 digests", () => {
    for (let start = 0; start < 65; start += 13)
      expect(new Set(plans.slice(start, start + 13).flatMap(topicsOf)).size).toBe(26);
  });

  it("brings all that may be told within 65 digests, and never who is named", () => {
    expect(idsOf(plans)).toEqual(new Set(TELLABLE.map(({ id }) => id)));
    expect(TELLABLE).toHaveLength(176);
  });

  it("is one digest in four a single fact, which comes alone", () => {
    const singles = plans.flatMap(({ isSingle }, at) => (isSingle ? [at] : []));
    expect(singles).toEqual(Array.from({ length: 16 }, (_, four) => 4 * four + 3));
    for (const at of singles) expect(plans[at]?.topics).toHaveLength(1);
  });

  it("opens with what the content marks as striking, as long as there is something new so marked", () => {
    const openings = plans.slice(0, 26).map(({ lead }) => lead.some(({ striking }) => striking));
    expect(openings.filter(Boolean).length).toBeGreaterThan(22);
  });

  it("has one finding that opens and two or three more in every other digest", () => {
    const counts = plans.filter(({ isSingle }) => !isSingle).map((plan) => findingsOf(plan).length);
    expect(Math.min(...counts)).toBe(3);
    expect(Math.max(...counts)).toBe(4);
  });

  it("goes on for years", () => {
    expect(digests(rotationOf(), 1, 5200)[0]).toEqual(plans[5200 % 65]);
  });
});

describe("A rotation of any selection", () => {
  it("brings all that was chosen and may be told by the digest that says so", () => {
    fc.assert(
      fc.property(selections, (topics) => {
        const indicators = new Set(chosenIndicators({ pack, taxonomy, topics }).map(({ slug }) => slug));
        const plans = cycle(rotationOf(...topics));
        const owed = TELLABLE.filter(({ indicator }) => indicators.has(indicator)).map(({ id }) => id);
        expect(idsOf(plans)).toEqual(new Set([...owed, ...idsOf(plans)]));
        expect(plans.at(-1)?.completed).toBe(plans.length);
        expect(new Set(plans.flatMap(topicsOf))).toEqual(indicators);
      }),
      { numRuns: 200 },
    );
  });

  it("brings no topic twice while another has not come, whatever findings are put together", () => {
    fc.assert(
      fc.property(selections, fc.nat(90), (topics, from) => {
        const indicators = chosenIndicators({ pack, taxonomy, topics }).map(({ slug }) => slug);
        const times = new Map(indicators.map((slug) => [slug, 0]));
        for (const plan of digests(rotationOf(...topics), from + 30)) {
          const shown = findingsOf(plan).map(({ indicator }) => indicator);
          for (const slug of new Set([...topicsOf(plan), ...shown]))
            if (times.has(slug)) times.set(slug, (times.get(slug) ?? 0) + 1);
          const counts = [...times.values()];
          expect(Math.max(0, ...counts) - Math.min(...counts, Math.max(0, ...counts))).toBeLessThan(2);
        }
      }),
      { numRuns: 100 },
    );
  });

  it("never parts what is only true together, and never says one thing twice", () => {
    fc.assert(
      fc.property(selections, fc.nat(300), fc.boolean(), (topics, number, isFormer) => {
        const plan = rotationOf(...topics).plan({ number, rotationFrom: isFormer ? null : 0 });
        const findings = findingsOf(plan);
        const ids = new Set(findings.map(({ id }) => id));
        expect(ids.size).toBe(findings.length);
        expect(findings.flatMap(({ with: partners }) => partners).filter((id) => !ids.has(id))).toEqual([]);
        if (!isFormer) expect(findings.filter(({ repeats }) => repeats.some((id) => ids.has(id)))).toEqual([]);
        expect(findings.flatMap(({ people }) => people)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it("needs nothing but the number", () => {
    fc.assert(
      fc.property(selections, fc.nat(2000), (topics, number) => {
        const asked = rotationOf(...topics);
        asked.plan({ number: number + 7, rotationFrom: 0 });
        expect(asked.plan({ number, rotationFrom: 0 })).toEqual(
          rotationOf(...topics).plan({ number, rotationFrom: 0 }),
        );
      }),
      { numRuns: 50 },
    );
  });
});

describe("A subscription from before there was this rotation", () => {
  const rotation = rotationOf();

  it("ends the cycle that it is in as it began, and then begins this one", () => {
    const before = Array.from({ length: 26 }, (_, number) => rotation.plan({ number, rotationFrom: 13 }));
    expect(before.slice(0, 13).map((plan) => topicsOf(plan).slice(0, 2))).toMatchObject([
      ["human-trafficking", "political-leadership-and-governance"],
      ["human-smuggling", "government-transparency-and-accountability"],
      ...Array.from({ length: 11 }, () => expect.anything()),
    ]);
    expect(before.slice(13)).toEqual(digests(rotation, 13));
  });

  it("is not told that everything has come, when it has not", () => {
    const before = Array.from({ length: 13 }, (_, number) => rotation.plan({ number, rotationFrom: 13 }));
    expect(before.filter(({ completed }) => completed !== null)).toEqual([]);
  });

  it("has its cycle's end reckoned from wherever it stands", () => {
    for (const number of [1, 6, 13]) expect(rotation.startFor({ number, rotationFrom: null })).toBe(13);
    expect(rotation.startFor({ number: 14, rotationFrom: null })).toBe(26);
    expect(rotation.startFor({ number: 0, rotationFrom: null })).toBe(0);
  });
});
