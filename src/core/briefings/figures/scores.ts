/** The scores of one edition: of a subject, or the highest and the lowest of many. */
import { paragraph } from "#core/document/blocks.ts";
import type { FigureQuestion, FigureSubject } from "#core/profile/figure-question.ts";
import type { CountryFigures, Indicator } from "#core/profile/profile.ts";
import { nameOf, pillarOf, says, type Context } from "#core/briefings/context.ts";
import type { Part, SaidPart } from "./answer-part.ts";
import { linesOver } from "./charts.ts";
import { barsIn, endVerdict, firstOf, scored } from "./groups.ts";
import { measureScore, wholeHeadline } from "./headline.ts";
import { placeInCountry, placeInRegion, placesSentence } from "./places.ts";
import { indicatorsIn, indicatorLine, subjectName } from "./tables.ts";
import { scoreVerdict } from "./scored.ts";
import { scoreCell, scoreColumns, scoreTable } from "#core/briefings/scores.ts";

/** The topic of an answer about the headline. */
export const HEADLINE = "scores";
/** How many of the highest or lowest to show; ties with the last of them are shown too. */
const EXTREMES = 3;

type Asked = Pick<Extract<FigureQuestion, { kind: "score" }>, "subject" | "detail">;

export function scoreOf(context: Context, { subject, detail = "brief" }: Asked, figures: CountryFigures): Part {
  const about = { topic: topicOf(context, subject, figures), name: subjectName(context, subject) };
  if (subject.kind === "headline") {
    const { measure } = subject;
    const said = measure === null ? wholeHeadline(context, figures, detail) : measureScore(context, measure, figures);
    return { ...about, ...said };
  }
  const indicators = scored(indicatorsIn(context, subject), figures);
  const [first] = indicators;
  if (first === undefined) return { ...about, verdict: about.name, editions: [figures.edition], blocks: [] };
  if (indicators.length === 1) return { ...about, ...oneScore(context, first, figures) };
  const verdict = endVerdict(context, { group: about.name, end: "highest" }, { indicators, figures });
  const picture = barsIn(context, { title: verdict, group: about.name }, { indicators, figures });
  const blocks = picture.length > 0 ? picture : [scoreTable(context, indicators, figures)];
  return { ...about, verdict, editions: [figures.edition], blocks };
}

function oneScore(context: Context, indicator: Indicator, figures: CountryFigures): SaidPart {
  const editions = context.country.editions.flatMap(({ edition, indicators }) =>
    indicators[indicator.slug] === undefined ? [] : [edition],
  );
  const places = [
    placeInCountry(context, indicator, figures),
    placeInRegion(context, figures.edition, (each) => each?.indicators[indicator.slug]),
  ];
  const verdict = scoreVerdict(context, indicator, figures);
  // Only its own: the scores of others are no answer to what was asked.
  const over = { title: verdict, name: says(context, "figures.editions", { subject: indicator.name }) };
  const blocks = [
    paragraph(placesSentence(context, figures.edition, places)),
    ...linesOver(context, over, [indicatorLine(context, indicator)]),
  ];
  return {
    verdict,
    editions,
    blocks,
    notes: [says(context, "stamp.places")],
  };
}

/** The topic that a subject's ways on lead to: of a section the one that scored highest. */
export function topicOf(context: Context, subject: FigureSubject, figures: CountryFigures): string {
  if (subject.kind === "headline") return HEADLINE;
  if (subject.kind === "indicator") return subject.slug;
  return scored(indicatorsIn(context, subject), figures)[0]?.slug ?? HEADLINE;
}

/** Nothing narrower than a country: all scores and all editions would not fit into one message. */
export function isWholeHeadline(subject: FigureSubject): boolean {
  return subject.kind === "headline" && subject.measure === null;
}

/** The one section of a pillar is asked for as the pillar: what later editions added to it is in no section. */
export function ofWholePillar({ taxonomy }: Context, question: FigureQuestion): FigureQuestion {
  if (question.kind === "extreme" || question.subject.kind !== "section") return question;
  const { slug } = question.subject;
  const own = taxonomy.sections.find((section) => section.slug === slug)?.pillar;
  const isOnly = taxonomy.sections.filter(({ pillar }) => pillar === own).length === 1;
  return own === undefined || !isOnly ? question : { ...question, subject: { kind: "headline", measure: own } };
}

export function extremes(
  context: Context,
  { pillar, section, end }: Extract<FigureQuestion, { kind: "extreme" }>,
  figures: CountryFigures,
): Part {
  const group = context.taxonomy.indicators.filter((indicator) => {
    if (section !== null) return indicator.section === section;
    return pillar === null ? pillarOf(context, indicator.pillar).high === "worse" : indicator.pillar === pillar;
  });
  const scoreIn = ({ slug }: Indicator): number => figures.indicators[slug] ?? Number.NaN;
  const highestFirst = scored(group, figures);
  const ordered =
    end === "highest" ? highestFirst : highestFirst.toSorted((one, other) => scoreIn(one) - scoreIn(other));
  const last = ordered[EXTREMES - 1];
  const shown = ordered.filter((each, at) => at < EXTREMES || (last !== undefined && scoreIn(each) === scoreIn(last)));
  const name = groupName(context, { pillar, section });
  const [first] = shown;
  const isOne = first !== undefined && ordered.length === 1;
  const verdict = isOne
    ? scoreVerdict(context, first, figures)
    : endVerdict(context, { group: name, end }, { indicators: ordered, figures });
  const rows = shown.map((each) => [each.name, scoreCell(context, scoreIn(each))]);
  const own = shown.filter((each) => first !== undefined && scoreIn(each) === scoreIn(first)).map(({ slug }) => slug);
  const picture = barsIn(
    context,
    { title: verdict, group: name, end },
    { indicators: shown, figures, own, of: ordered.length },
  );
  return {
    topic: first?.slug ?? HEADLINE,
    name,
    verdict,
    editions: [figures.edition],
    blocks: [
      ...(pillar === null && section === null ? [paragraph(otherEnd(context, end, figures))] : []),
      ...(picture.length > 0
        ? picture
        : [{ kind: "table", caption: "", columns: scoreColumns(context), rows } as const]),
    ],
  };
}

/** Where no pillar was named, the worst of crime has the worst of resilience beside it: what is worst when low. */
function otherEnd(context: Context, end: "highest" | "lowest", figures: CountryFigures): string {
  const resilience = context.taxonomy.indicators.filter(({ pillar }) => pillarOf(context, pillar).high === "better");
  const highestFirst = scored(resilience, figures);
  const scoreIn = ({ slug }: Indicator): number => figures.indicators[slug] ?? Number.NaN;
  const ordered =
    end === "lowest" ? highestFirst : highestFirst.toSorted((one, other) => scoreIn(one) - scoreIn(other));
  const other = end === "lowest" ? says(context, "place.highest") : says(context, "place.lowest");
  const ends = firstOf(context, ordered, figures);
  return says(context, ends.sharing > 1 ? "verdict.end.resilience.several" : "verdict.end.resilience", {
    end: other,
    ...ends,
  });
}

function groupName(
  context: Context,
  { pillar, section }: Pick<Extract<FigureQuestion, { kind: "extreme" }>, "pillar" | "section">,
): string {
  if (section !== null) return nameOf(context, section);
  return pillar === null ? says(context, "figures.all") : pillarOf(context, pillar).name;
}
