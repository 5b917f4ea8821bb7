/** What a finding says of its bearings: on which other indicators, together with which others, and how sure it is. */
import type { Problem } from "#content/problem.ts";
import type { PlacedFinding } from "./placed-finding.ts";

/** `indicators` are the slugs of all of them. */
export function bearingProblems(
  findings: readonly PlacedFinding[],
  indicators: ReadonlySet<string>,
): readonly Problem[] {
  const ids = new Set(findings.map(({ id }) => id));
  const accompanied = new Set(
    findings.flatMap(({ id, with: others, contradicts }) =>
      others.length + contradicts.length > 0 ? [id, ...contradicts] : [],
    ),
  );
  return findings.flatMap((finding) => [
    ...indicatorProblems(finding, indicators),
    ...companyProblems(finding, ids),
    ...behindProblems(finding, findings),
    ...hedgeProblems(finding),
    ...strikingProblems(finding, accompanied),
  ]);
}

/** What covers an indicator bears on it anyhow, so that each is named once, as the one or the other. */
function indicatorProblems(
  { file, path, indicator, also, covers }: PlacedFinding,
  indicators: ReadonlySet<string>,
): readonly Problem[] {
  const named = [
    ...also.map((found, at) => ({ path: [...path, "also", at], found })),
    ...covers.map((found, at) => ({ path: [...path, "covers", at], found })),
  ];
  const before = [...also, ...covers];
  return named
    .filter(({ found }, at) => !indicators.has(found) || found === indicator || before.indexOf(found) !== at)
    .map((problem) => ({ ...problem, file, expected: "the slug of another indicator, once" }));
}

function companyProblems(finding: PlacedFinding, ids: ReadonlySet<string>): readonly Problem[] {
  const { file, path, id } = finding;
  const expected = "the id of another finding, once";
  const named = [
    ...finding.with.map((found, at) => ({ file, path: [...path, "with", at], expected, found })),
    ...finding.contradicts.map((found, at) => ({ file, path: [...path, "contradicts", at], expected, found })),
    ...finding.repeats.map((found, at) => ({ file, path: [...path, "repeats", at], expected, found })),
  ];
  const before = named.map(({ found }) => found);
  return named.filter(({ found }, at) => !ids.has(found) || found === id || before.indexOf(found) !== at);
}

/** What it points back at is told before it on its page. */
function behindProblems(
  { file, path, indicator, id, behind }: PlacedFinding,
  findings: readonly PlacedFinding[],
): readonly Problem[] {
  if (behind === null) return [];
  const own = findings.filter((each) => each.indicator === indicator).map((each) => each.id);
  const place = own.indexOf(behind);
  if (place >= 0 && place < own.indexOf(id)) return [];
  return [{ file, path: [...path, "behind"], expected: "the id of a finding above it", found: behind }];
}

/** A text without a hedge cannot say it. */
function hedgeProblems({ file, path, certainty, said }: PlacedFinding): readonly Problem[] {
  return said && certainty === "stated"
    ? [{ file, path: [...path, "said"], expected: "no `said` where the certainty is stated", found: "true" }]
    : [];
}

/** A digest shows it in bold, and now and then alone: it has to be true by itself, and about nobody. */
function strikingProblems(
  { file, path, id, striking, people }: PlacedFinding,
  accompanied: ReadonlySet<string>,
): readonly Problem[] {
  return striking && (people.length > 0 || accompanied.has(id))
    ? [
        {
          file,
          path: [...path, "striking"],
          expected: "no `striking` where persons are named or another finding belongs with it",
          found: "true",
        },
      ]
    : [];
}
