import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { composeFigures } from "#core/briefings/figures.ts";
import type { FigureNumber } from "#core/profile/figure-number.ts";
import type { FigureQuestion } from "#core/profile/figure-question.ts";
import { figuresOf, firstBasis } from "#core/profile/figures.ts";
import { contextAt, everyFigureQuestion, VENUES } from "#tests/fixtures/messages.ts";

const context = contextAt(VENUES["a terminal"]);
const { countries } = context.pack.figures;

function answered(question: FigureQuestion): {
  readonly numbers: readonly FigureNumber[];
  readonly charted: readonly number[];
} {
  const reply = composeFigures(context, question);
  const charted = reply.briefing.blocks.flatMap((block) =>
    block.kind === "chart" ? block.chart.series.flatMap(({ values }) => values.filter((value) => value !== null)) : [],
  );
  return { numbers: reply.kind === "figures" ? reply.figures : [], charted };
}

const every = everyFigureQuestion(context).map((question) => ({ question, ...answered(question) }));

describe("The numbers of an answer about figures", () => {
  it("have every number of its picture", () => {
    for (const { question, numbers, charted } of every) {
      const values = new Set(numbers.map(({ value }) => value));
      expect(
        charted.filter((value) => !values.has(value)),
        JSON.stringify(question),
      ).toEqual([]);
    }
  });

  it("are each said once", () => {
    for (const { question, numbers } of every) {
      const keys = numbers.map(({ country, subject, edition, basis }) => `${country} ${subject} ${edition} ${basis}`);
      expect(new Set(keys).size, JSON.stringify(question)).toBe(keys.length);
    }
  });

  it("are the published ones, ranked by ties shared, and ours where they say so", () => {
    const all = every.flatMap(({ numbers }) => numbers);
    expect(all.length).toBeGreaterThan(5000);
    for (const { country: slug, subject, edition, value, basis, rank, high } of all) {
      const figures = figuresOf(
        countries.find((country) => country.slug === slug)!,
        edition,
      )!;
      const scoreOf = (each: typeof figures): number | undefined => ({ ...each.indicators, ...each.headline })[subject];
      const ours: Readonly<Record<string, number>> = firstBasis(context.taxonomy, figures, context.pack.edition);
      expect(value).toBe(basis === "published" ? scoreOf(figures) : ours[subject]);
      const isResilience = context.taxonomy.indicators.some(
        (each) => each.slug === subject && each.pillar === "resilience",
      );
      expect(high).toBe(isResilience || subject === "resilience" ? "better" : "worse");
      if (basis === "calculated") expect(rank).toBeNull();
      else {
        const scores = countries.flatMap((country) => scoreOf(figuresOf(country, edition)!) ?? []);
        expect(rank?.region).toEqual({
          rank: 1 + scores.filter((score) => score > value).length,
          of: scores.length,
          joint: scores.filter((score) => score === value).length > 1,
        });
      }
    }
  });

  it("say which of them make no trend: new indicators, and headlines over other indicators", () => {
    const subjects = answered({ kind: "score", subject: { kind: "headline", measure: "criminality" }, edition: 2025 });
    const apart = subjects.numbers.filter(({ comparable }) => !comparable).map(({ subject }) => subject);
    expect(apart).toEqual([
      "criminality",
      ...context.taxonomy.indicators.filter(({ since }) => since > 2021).map(({ slug }) => slug),
    ]);
    const trend = answered({ kind: "trend", subject: { kind: "headline", measure: "criminality" } }).numbers;
    expect(trend.map(({ edition, value, basis, comparable }) => [edition, value, basis, comparable])).toEqual([
      [2021, 5.33, "published", true],
      [2023, 5.32, "published", false],
      [2025, 5.25, "published", false],
      [2023, 5.64, "calculated", true],
      [2025, 5.48, "calculated", true],
    ]);
  });

  it("have the keys that are documented, and no others", () => {
    const documented = readFileSync("docs/figures-json.md", "utf8");
    const keys = new Set(every.flatMap(({ numbers }) => numbers.flatMap((number) => Object.keys(number))));
    expect([...keys].filter((key) => !documented.includes(`"${key}"`))).toEqual([]);
  });
});
