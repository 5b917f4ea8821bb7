/** The headline scores of one edition: of a measure, or of the whole country. */
import { notice, paragraph, strong, text } from "#core/document/blocks.ts";
import type { Block } from "#core/document/briefing.ts";
import { MEASURES, type CountryFigures, type Indicator, type Measure } from "#core/profile/profile.ts";
import type { Detail } from "#core/request.ts";
import { pillarOf, says, type Context } from "#core/briefings/context.ts";
import {
  directionOf,
  formatHeadline,
  measureName,
  scoreCell,
  underDirections,
  scoreColumns,
} from "#core/briefings/scores.ts";
import type { SaidPart } from "./answer-part.ts";
import { headlineBars } from "./charts.ts";
import { barsIn, scored, worstFirst, worstInWords } from "#core/briefings/figures/several/groups.ts";
import { groupTitle } from "#core/briefings/figures/several/picture-titles.ts";
import { publishedPlaces } from "./places.ts";
import { headlinePlaces } from "#core/briefings/figures/order/world-places.ts";
import { headlineVerdict } from "./scored.ts";
import { linesOf, type Line } from "./tables.ts";

/** Its places, and the scores that it is the mean of. */
export function measureScore(context: Context, measure: Measure, figures: CountryFigures): SaidPart {
  const group = measureName(context, measure);
  const indicators = scored(behind(context, measure), figures);
  const verdict = headlineVerdict(context, measure, figures);
  const high = measure === "resilience" ? "better" : "worse";
  const title = groupTitle(context, { group, high }, { indicators, figures });
  const shown = worstFirst(indicators, figures, high);
  return {
    verdict,
    editions: [figures.edition],
    blocks: [
      paragraph(publishedPlaces(context, figures, measure)),
      ...barsIn(context, { title, group }, { indicators: shown, figures }),
    ],
    notes: [says(context, "stamp.places")],
  };
}

/** On one screen the headline, its places and the worst of every pillar; in full every score there is. */
export function wholeHeadline(context: Context, figures: CountryFigures, detail: Detail): SaidPart {
  const verdict = headlineVerdict(context, null, figures);
  const said = { verdict, editions: [figures.edition] };
  if (detail === "full") return { ...said, blocks: everyScore(context, figures) };
  const { edition } = figures;
  const name = says(context, "figures.countries", { subject: says(context, "scores.headline"), edition });
  const lines = linesOf(context, { kind: "headline", measure: null });
  const blocks = [
    headlinePlaces(context, figures),
    ...headlineBars(context, { title: `${verdict}${highPart(context, lines, figures)}`, name }, { lines, figures }),
    pillarEnds(context, figures),
  ];
  return { ...said, blocks, notes: [says(context, "stamp.places")] };
}

/** Where one part alone is high, no headline says it: the picture does, so its title does. */
function highPart(context: Context, lines: readonly Line[], figures: CountryFigures): string {
  const highs = lines.filter(({ score }) => (score(figures) ?? 0) > context.taxonomy.scale.line);
  const [only, other] = highs;
  if (only === undefined || other !== undefined || only.measure === "criminality" || only.high === "better") return "";
  const score = formatHeadline(only.score(figures) ?? Number.NaN);
  return ` ${says(context, "title.high.part", { subject: only.phrase, score })}`;
}

/** How many indicators an edition scored: what is counted among them is told of so many. */
export function countIndicators({ taxonomy }: Context, { indicators }: CountryFigures): number {
  return taxonomy.indicators.filter(({ slug }) => indicators[slug] !== undefined).length;
}

/** What a measure is the mean of: its pillar's scores, and for criminality those of both pillars. */
function behind(context: Context, measure: Measure): readonly Indicator[] {
  return context.taxonomy.indicators.filter(({ pillar }) =>
    measure === "criminality" ? pillarOf(context, pillar).high === "worse" : pillar === measure,
  );
}

/** Of each pillar what scored worst. */
function pillarEnds(context: Context, figures: CountryFigures): Block {
  const items = context.taxonomy.pillars.flatMap(({ slug, high }) => {
    const indicators = scored(behind(context, slug), figures);
    return indicators.length === 0
      ? []
      : [
          [
            strong(says(context, `scores.ends.${slug}`)),
            text(`: ${worstInWords(context, high, { indicators, figures })}`),
          ],
        ];
  });
  return { kind: "bullets", items };
}

/** Each pillar's scores under its own, the worst first; criminality, the mean of two of them, stands first. */
function everyScore(context: Context, { headline, ...figures }: CountryFigures): readonly Block[] {
  const first = context.pack.edition;
  const groups = MEASURES.map((measure) => {
    const own = context.taxonomy.indicators.filter(({ pillar }) => pillar === measure);
    const high = directionOf(measure);
    return [
      {
        high,
        cells: [measureName(context, measure), scoreCell(context, headline[measure], formatHeadline)],
        isHead: true,
      },
      ...worstFirst(own, { headline, ...figures }, high).map((indicator) => ({
        high,
        cells: [
          indicator.since > first ? `${indicator.name}${ADDED}` : indicator.name,
          scoreCell(context, figures.indicators[indicator.slug]),
        ],
      })),
    ];
  });
  const added = scored(context.taxonomy.indicators, { headline, ...figures }).filter(({ since }) => since > first);
  const since = [...new Set(added.map((indicator) => indicator.since))].toSorted((one, other) => one - other);
  return [
    { kind: "table", caption: "", columns: scoreColumns(context), ...underDirections(context, groups.flat()) },
    ...(since.length === 0 ? [] : [notice(`${ADDED} ${says(context, "chart.added", { since: since.join(", ") })}`)]),
  ];
}

/** Behind the name of what later editions added: in words it made every such row break. */
const ADDED = "*";

/** Criminality and resilience: what the whole headline comes to. */
export function endsOf(lines: readonly Line[]): readonly Line[] {
  return lines.filter(({ measure }) => measure === "criminality" || measure === "resilience");
}
