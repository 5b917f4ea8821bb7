/** The scores of one edition: of a subject, or the highest and the lowest of many. */
import { paragraph } from "#core/document/blocks.ts";
import { subjectAsked, type FigureQuestion, type FigureSubject } from "#core/profile/figure-question.ts";
import type { CountryFigures, Indicator } from "#core/profile/profile.ts";
import { pillarOf, says, type Context } from "#core/briefings/context.ts";
import type { Part, SaidPart } from "./answer-part.ts";
import { linesOver } from "./charts.ts";
import { barsIn, endVerdict, scored } from "#core/briefings/figures/several/groups.ts";
import { measureScore, wholeHeadline } from "./headline.ts";
import { groupTitle } from "#core/briefings/figures/several/picture-titles.ts";
import { placeInCountry, placeInRegion, placesSentence } from "./places.ts";
import { indicatorsIn, indicatorLine, linesOf, subjectName } from "./tables.ts";
import { boundVerdict, distanceVerdict, scoreVerdict } from "./scored.ts";
import { scoreTable } from "#core/briefings/scores.ts";

/** The topic of an answer about the headline. */
export const HEADLINE = "scores";
type Asked = Pick<Extract<FigureQuestion, { kind: "score" }>, "subject" | "detail" | "bound" | "distance"> & {
  readonly edition?: number | null;
};

export function scoreOf(context: Context, asked: Asked, figures: CountryFigures): Part {
  const part = scoresOf(context, asked, figures);
  const { bound, distance, subject, edition = null } = asked;
  if (bound === undefined && distance === undefined) return part;
  const [line] = linesOf(context, isWholeHeadline(subject) ? { kind: "headline", measure: "criminality" } : subject);
  if (line === undefined) return part;
  return distance === undefined && bound !== undefined
    ? { ...part, verdict: boundVerdict(context, line, { bound, edition, words: part.verdict }) }
    : { ...part, verdict: distanceVerdict(context, line, { value: distance ?? context.taxonomy.scale.line, figures }) };
}

function scoresOf(context: Context, { subject, detail = "brief" }: Asked, figures: CountryFigures): Part {
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
  const { high } = pillarOf(context, first.pillar);
  const title = groupTitle(context, { group: about.name, high }, { indicators, figures });
  const shown = high === "better" ? indicators.toReversed() : indicators;
  const picture = barsIn(context, { title, group: about.name }, { indicators: shown, figures });
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
    ...linesOver(context, over, { lines: [indicatorLine(context, indicator)] }),
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
  const subject = subjectAsked(question);
  if (question.kind === "extreme" || question.kind === "added" || question.kind === "between") return question;
  if (subject?.kind !== "section") return question;
  const { slug } = subject;
  const own = taxonomy.sections.find((section) => section.slug === slug)?.pillar;
  const isOnly = taxonomy.sections.filter(({ pillar }) => pillar === own).length === 1;
  return own === undefined || !isOnly ? question : { ...question, subject: { kind: "headline", measure: own } };
}
