/** Charts to try renderers with: one that has everything, and any at all. */
import * as fc from "fast-check";
import { CHART_FORMS, type Chart } from "#core/document/chart.ts";

/** Two directions, a score that is missing, one that is calculated, and places. */
export function aChart(): Chart {
  const series = { high: "worse", basis: "published", own: false, decimals: 2, place: "" } as const;
  return {
    form: "lines",
    title: "Criminality *fell*; resilience rose.",
    name: "Scores of <Atlantis> & others",
    caption: "Over the editions",
    heads: { series: "Measure", place: "Place", value: "Score (of 10)" },
    columns: [
      { name: "2021", note: "" },
      { name: "2023", note: "32 indicators" },
    ],
    series: [
      { ...series, name: "Criminality", short: "Criminality", own: true, values: [5.33, 5.2], place: "2nd" },
      { ...series, name: "Criminality, calculated", short: "Like for like", basis: "calculated", values: [5.33, 5.64] },
      { ...series, name: "Resilience", short: "Resilience", high: "better", values: [null, 3.8], place: "joint 3rd" },
    ],
    scale: { low: 1, high: 10, line: 5.5, lineName: "5.50 line", onLine: "low", cut: "" },
    reading: "criminality: higher is worse; resilience: better",
    readings: [
      { high: "worse", words: "higher is worse" },
      { high: "better", words: "higher is better" },
    ],
    caveat: "Editions differ.",
    source: "GI-TOC Index 2021, 2023",
  };
}

/** Any figures under any words: nothing in it is known to fit anywhere. */
export function anyChart(words: fc.Arbitrary<string>, most: number): fc.Arbitrary<Chart> {
  return fc.integer({ min: 1, max: most }).chain((width) => {
    const exactly = { minLength: width, maxLength: width };
    const high = fc.constantFrom("worse" as const, "better" as const);
    const score = fc.integer({ min: 100, max: 1000 }).map((hundredths) => hundredths / 100);
    const series = fc.record({
      name: words,
      short: words,
      high,
      basis: fc.constantFrom("published" as const, "calculated" as const),
      own: fc.boolean(),
      values: fc.array(fc.option(score), exactly),
      decimals: fc.constantFrom(1 as const, 2 as const),
      place: words,
    });
    return fc.record({
      form: fc.constantFrom(...CHART_FORMS),
      title: words,
      name: words,
      caption: fc.oneof(fc.constant(""), words),
      heads: fc.record({ series: words, place: fc.oneof(fc.constant(""), words), value: words }),
      columns: fc.array(fc.record({ name: words, note: fc.oneof(fc.constant(""), words) }), exactly),
      series: fc.array(series, { minLength: 1, maxLength: most }),
      scale: fc.record({
        low: fc.constant(1),
        high: fc.constant(10),
        line: fc.constant(5.5),
        lineName: words,
        onLine: words,
        cut: words,
      }),
      reading: words,
      readings: fc.array(fc.record({ high, words }), { minLength: 1, maxLength: 2 }),
      caveat: words,
      source: words,
    });
  });
}
