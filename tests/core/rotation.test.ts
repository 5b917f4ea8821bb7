import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chosenIndicators } from "#core/digests/rotation/portions.ts";
import { openRotation, type Begun, type DigestPlan, type Rotation } from "#core/digests/rotation/rotation.ts";
import type { Finding } from "#core/profile/profile.ts";
import { shippedPack } from "#tests/fixtures/library.ts";
import { loadTestLibrary } from "#tests/fixtures/library.ts";

const { taxonomy } = loadTestLibrary();
const pack = shippedPack();
const SLUGS = [...taxonomy.pillars, ...taxonomy.sections, ...taxonomy.indicators].map(({ slug }) => slug);
const TELLABLE = pack.findings.filter(({ people }) => people.length === 0);

const rotationOf = (...topics: readonly string[]): Rotation => openRotation({ pack, taxonomy, topics });

/** What a subscription keeps of when it began: under today's rotation, in one of the third, the second, the first. */
const TODAY = { rotationFrom: 0, factsFrom: 0, openingsFrom: 0 };
const THIRD = { rotationFrom: 0, factsFrom: 0, openingsFrom: null };
const SECOND = { rotationFrom: 0, factsFrom: null, openingsFrom: null };
const FIRST = { rotationFrom: null, factsFrom: null, openingsFrom: null };

/** The first digests of a rotation. */
function digests(rotation: Rotation, count: number, from = 0): readonly DigestPlan[] {
  return Array.from({ length: count }, (_, at) => rotation.plan({ number: from + at, ...TODAY }));
}

/** From the first digest on up to the one with which everything has come. */
function cycle(rotation: Rotation): readonly DigestPlan[] {
  const plans: DigestPlan[] = [];
  for (let number = 0; plans.at(-1)?.completed === undefined || plans.at(-1)?.completed === null; number++) {
    if (number > 400) throw new Error("It never ends");
    plans.push(rotation.plan({ number, ...TODAY }));
  }
  return plans;
}

function findingsOf({ lead, more }: DigestPlan): readonly Finding[] {
  return [...lead, ...more];
}

function idsOf(plans: readonly DigestPlan[]): ReadonlySet<string> {
  return new Set(plans.flatMap(findingsOf).map(({ id }) => id));
}

/** Whether it opens with what the content marks, or with what the profile contradicts itself in. */
function isStriking({ lead }: DigestPlan): boolean {
  const ids = new Set(lead.map(({ id }) => id));
  return lead.some(({ striking, contradicts }) => striking || contradicts.some((id) => ids.has(id)));
}

function never(): never {
  throw new Error("There is no such digest");
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

  it.each([0, 1, 2, 3, 26, 39])("does so in each cycle of years, wherever it begins: at %d", (from) => {
    const rotation = rotationOf();
    const begun = { rotationFrom: from, factsFrom: from, openingsFrom: from };
    for (let start = from; start < from + 260; start += 65) {
      const plans = Array.from({ length: 65 }, (_, at) => rotation.plan({ number: start + at, ...begun }));
      expect(plans.map(({ completed }) => completed)).toEqual([...Array(64).fill(null), 65]);
      expect(idsOf(plans)).toEqual(new Set(TELLABLE.map(({ id }) => id)));
      expect(plans.filter(({ isSingle }) => isSingle).length).toBeGreaterThanOrEqual(16);
    }
  });

  it("is one digest in four a single fact, which the content marks as striking", () => {
    const singles = plans.flatMap((plan, at) => (plan.isSingle ? [{ at, plan }] : []));
    expect(singles.map(({ at }) => at)).toEqual(Array.from({ length: 16 }, (_, four) => 4 * four + 3));
    for (const { plan } of singles) {
      expect(plan.topics).toHaveLength(1);
      expect(plan.lead.some(({ striking }) => striking)).toBe(true);
      expect(plan.more).toEqual([]);
    }
  });

  it("lets every topic have its most striking fact alone before any has a second one, the worst market first", () => {
    const singles = digests(rotationOf(), 216).filter(({ isSingle }) => isSingle);
    const topics = singles.flatMap(topicsOf);
    expect(topics.slice(0, 4)).toEqual([
      "heroin-trade",
      "state-embedded-actors",
      "human-trafficking",
      "government-transparency-and-accountability",
    ]);
    expect(new Set(topics.slice(0, 26)).size).toBe(26);
    // One that waits for what takes four topics to be true lets another go before it.
    expect(new Set(topics.slice(26, 53)).size).toBe(26);
    expect(singles).toHaveLength(54);
    for (const plan of singles.slice(0, 26)) {
      const first = pack.findings.find(({ indicator, striking }) => striking && indicator === topicsOf(plan)[0]);
      expect(plan.lead).toContain(first);
    }
  });

  it("opens with what the content marks as striking, every time, or where the profile contradicts itself", () => {
    const others = plans.filter(({ lead }) => !lead.some(({ striking }) => striking));
    expect(others.map(({ lead }) => lead.map(({ id }) => id))).toEqual([
      ["fauna-crimes.no-effort-to-hinder", "prevention.flora-and-fauna"],
    ]);
  });

  it("has one finding that opens and two or three more in every other digest", () => {
    const counts = plans.filter(({ isSingle }) => !isSingle).map((plan) => findingsOf(plan).length);
    expect(new Set(counts)).toEqual(new Set([3, 4]));
  });

  it("goes on for years", () => {
    const [plan] = digests(rotationOf(), 1, 5203);
    expect(plan?.isSingle).toBe(true);
    expect(plan?.lead[0]?.striking).toBe(true);
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

  it("opens with what is striking wherever one of its topics has that left, and has single facts all along", () => {
    const pairs = SLUGS.flatMap((one, at) => SLUGS.slice(at).map((other) => [one, other]));
    expect(pairs.length).toBeGreaterThan(900);
    let openings = 0;
    let dull = 0;
    for (const topics of pairs) {
      const plans = digests(rotationOf(...topics), 24);
      const told = new Set<string>();
      for (const plan of plans) {
        if (plan.topics.length === 0) continue;
        const left = TELLABLE.filter(({ id, indicator, striking, with: others }) => {
          return striking && others.length === 0 && topicsOf(plan).includes(indicator) && !told.has(id);
        });
        openings++;
        if (!isStriking(plan)) {
          dull++;
          expect({ topics, left: left.map(({ id }) => id) }).toEqual({ topics, left: [] });
        }
        for (const { id } of findingsOf(plan)) told.add(id);
        if (plan.completed !== null) told.clear();
      }
      const singles = plans.filter(({ isSingle }) => isSingle).length;
      if (plans.some((plan) => plan.topics.length > 0)) expect({ topics, singles }).toEqual({ topics, singles: 6 });
    }
    // What is left to open with in the others has been told already in their cycle.
    expect(dull / openings).toBeLessThan(0.05);
  }, 120_000);

  it("never parts what is only true together, and never says one thing twice", () => {
    fc.assert(
      fc.property(selections, fc.nat(300), fc.constantFrom(TODAY, THIRD, SECOND, FIRST), (topics, number, begun) => {
        const plan = rotationOf(...topics).plan({ number, ...begun });
        const findings = findingsOf(plan);
        const ids = new Set(findings.map(({ id }) => id));
        expect(ids.size).toBe(findings.length);
        expect(findings.flatMap(({ with: partners }) => partners).filter((id) => !ids.has(id))).toEqual([]);
        if (begun !== FIRST) expect(findings.filter(({ repeats }) => repeats.some((id) => ids.has(id)))).toEqual([]);
        expect(findings.flatMap(({ people }) => people)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it("needs nothing but the number", () => {
    fc.assert(
      fc.property(selections, fc.nat(600), (topics, number) => {
        const asked = rotationOf(...topics);
        asked.plan({ number: number + 7, ...TODAY });
        expect(asked.plan({ number, ...TODAY })).toEqual(rotationOf(...topics).plan({ number, ...TODAY }));
      }),
      { numRuns: 50 },
    );
  });
});

describe("A subscription from before there was this rotation", () => {
  const rotation = rotationOf();
  const plansFrom = (begun: Omit<Begun, "openingsFrom">, count: number) =>
    Array.from({ length: count }, (_, number) => rotation.plan({ number, ...begun, openingsFrom: begun.factsFrom }));

  it("ends the cycle that it is in as it began, and then begins this one", () => {
    const before = plansFrom({ rotationFrom: 13, factsFrom: 13 }, 26);
    expect(before.slice(0, 13).map((plan) => topicsOf(plan).slice(0, 2))).toMatchObject([
      ["human-trafficking", "political-leadership-and-governance"],
      ["human-smuggling", "government-transparency-and-accountability"],
      ...Array.from({ length: 11 }, () => expect.anything()),
    ]);
    expect(before.slice(14, 15)[0]?.isSingle).toBe(false);
    expect(before.flatMap(({ isSingle }, at) => (isSingle ? [at] : []))).toEqual([15, 19, 23]);
  });

  it("ends a cycle of the third one as it began, before openings were kept for what is striking", () => {
    const third = Array.from({ length: 66 }, (_, number) => rotation.plan({ number, ...THIRD, openingsFrom: 65 }));
    expect(rotation.begunFor({ number: 1, ...THIRD })).toEqual({ ...TODAY, openingsFrom: 65 });
    expect(rotation.begunFor({ number: 65, ...THIRD, factsFrom: 65 })).toEqual({
      ...TODAY,
      factsFrom: 65,
      openingsFrom: 65,
    });
    expect(findingsOf(third[1] ?? never())).toHaveLength(5);
    expect(third[64]?.completed).toBe(65);
    expect(idsOf(third.slice(0, 65))).toEqual(new Set(TELLABLE.map(({ id }) => id)));
    expect(third[65]).toEqual(rotation.plan({ number: 65, ...TODAY, openingsFrom: 65 }));
  });

  it("ends a cycle of the second one under the second one, whose single facts were those of which least was left", () => {
    const before = plansFrom({ rotationFrom: 0, factsFrom: 65 }, 70);
    expect(before.slice(0, 16).flatMap((plan) => (plan.isSingle ? topicsOf(plan) : []))).toEqual([
      "foreign-actors",
      "mafia-style-groups",
      "human-smuggling",
      "non-renewable-resource-crimes",
    ]);
    expect(before.slice(65).flatMap((plan, at) => (plan.isSingle ? [65 + at, ...topicsOf(plan)] : []))).toEqual([
      67,
      "heroin-trade",
    ]);
  });

  it("is not told that everything has come, when it has not", () => {
    const before = plansFrom({ rotationFrom: 13, factsFrom: 13 }, 13);
    expect(before.filter(({ completed }) => completed !== null)).toEqual([]);
  });

  it("has its cycle's end reckoned from wherever it stands", () => {
    for (const number of [1, 6, 13])
      expect(rotation.begunFor({ number, ...FIRST })).toEqual({ rotationFrom: 13, factsFrom: 13, openingsFrom: 13 });
    expect(rotation.begunFor({ number: 14, ...FIRST })).toEqual({ rotationFrom: 26, factsFrom: 26, openingsFrom: 26 });
    for (const number of [1, 30, 65])
      expect(rotation.begunFor({ number, ...SECOND })).toEqual({ rotationFrom: 0, factsFrom: 65, openingsFrom: 65 });
    expect(rotation.begunFor({ number: 66, ...SECOND })).toEqual({
      rotationFrom: 0,
      factsFrom: 130,
      openingsFrom: 130,
    });
    expect(rotation.begunFor({ number: 0, ...FIRST })).toEqual(TODAY);
  });
});
