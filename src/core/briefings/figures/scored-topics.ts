/** Answers about scored topics in words: which of several scored higher, and what the profile says where a reason is asked for. */
import { bullets, lead, message, notice, paragraph, show } from "#core/document/blocks.ts";
import type { Block } from "#core/document/briefing.ts";
import type { FigureSubject } from "#core/profile/figure-question.ts";
import type { Finding, Indicator, PillarSlug } from "#core/profile/profile.ts";
import type { Reply } from "#core/reply.ts";
import { answerKey } from "#core/briefings/answer.ts";
import { citeActions, idsOf } from "#core/briefings/citation.ts";
import {
  findingsOf,
  nameOf,
  phraseOf,
  pillarOf,
  raised,
  says,
  showTopic,
  withShare,
  type Context,
} from "#core/briefings/context.ts";
import { composeFigures } from "#core/briefings/figures.ts";
import { inWords } from "./places.ts";
import { headlineVerdict, scoreVerdict } from "./scored.ts";
import { findingBlocks, togetherWithin } from "#core/briefings/findings.ts";
import { formatScore, lineWords, readingOf } from "#core/briefings/scores.ts";
import { stamp } from "#core/briefings/stamp.ts";

/** Words of findings beside what else the answer says. */
const WORDS = 40;

interface Scored {
  readonly indicator: Indicator;
  readonly score: number;
}

/** `Heroin or cannabis, which is worse?`: of one pillar, which the caller has made sure of. */
export function composeBetween(context: Context, topics: readonly string[]): Reply {
  const { pack, figures } = context;
  const scored = topics
    .flatMap((slug): readonly Scored[] => {
      const indicator = context.taxonomy.indicators.find((each) => each.slug === slug);
      const score = figures.indicators[slug];
      return indicator === undefined || score === undefined ? [] : [{ indicator, score }];
    })
    .toSorted((one, other) => other.score - one.score);
  const words = betweenWords(context, scored);
  const [first] = scored;
  const pillar = pillarOf(context, first?.indicator.pillar ?? "markets");
  const findings = scored.flatMap(({ indicator }) => findingsOf(context, indicator.slug).slice(0, 1));
  const subjects = scored.map(({ indicator }) => ({ kind: "indicator", slug: indicator.slug }) as const);
  return asFigures(context, subjects, {
    topics: scored.map(({ indicator }) => indicator.slug),
    summary: words,
    findings,
    blocks: findingBlocks(context, togetherWithin(context, findings, WORDS), { under: words }),
    reading: [lineWords(context), readingOf(context, pillar.high)],
    editions: [pack.edition],
  });
}

function betweenWords(context: Context, scored: readonly Scored[]): string {
  const { edition } = context.pack;
  const { high } = context.taxonomy.scale;
  const phrase = ({ indicator }: Scored): string => phraseOf(context, indicator.slug);
  const [top, next, ...more] = scored;
  if (top === undefined || next === undefined) return "";
  const first = raised(phrase(top));
  if (scored.every(({ score }) => score === top.score)) {
    const subjects = raised(inWords(context, scored.map(phrase)));
    return says(context, "between.same", { subjects, score: formatScore(top.score), high, edition });
  }
  if (more.length === 0) {
    const scores = { one: formatScore(top.score), other: formatScore(next.score), high };
    return says(context, "between.two", { first, second: phrase(next), edition, ...scores });
  }
  const listed = scored.map((each) => `${phrase(each)} (${formatScore(each.score)})`);
  return says(context, "between.several", { listed: inWords(context, listed), edition });
}

/** `Why is the score of heroin so high?`: the score, and what the profile says of its subject. */
export function composeWhyScored(context: Context, topic: string): Reply {
  const indicator = context.taxonomy.indicators.find(({ slug }) => slug === topic);
  return indicator === undefined ? whyMeasure(context, topic) : whyIndicator(context, indicator);
}

function whyIndicator(context: Context, indicator: Indicator): Reply {
  const { slug, pillar } = indicator;
  const findings = togetherWithin(context, findingsOf(context, slug).toSorted(causesFirst), WORDS);
  const summary = scoreVerdict(context, indicator, context.figures);
  return asFigures(context, [{ kind: "indicator", slug }], {
    topics: [slug],
    summary,
    findings,
    blocks: [noReasons(context), ...findingBlocks(context, findings, { under: summary })],
    reading: [lineWords(context), readingOf(context, pillarOf(context, pillar).high)],
    editions: context.country.editions.map(({ edition }) => edition),
  });
}

/** Of criminality: of the markets and the actors. */
function whyMeasure(context: Context, measure: string): Reply {
  const { pack, figures } = context;
  const pillars: readonly PillarSlug[] = isPillar(measure) ? [measure] : ["markets", "actors"];
  const of = isPillar(measure) ? measure : "criminality";
  const [said = "", ...others] = pillars.map((pillar) => pack.headlinesInList[pillar] ?? "");
  return asFigures(context, [{ kind: "headline", measure: of }], {
    topics: pillars,
    summary: headlineVerdict(context, of, figures),
    findings: [],
    blocks: [noReasons(context), others.length === 0 ? paragraph(said) : bullets([said, ...others])],
    reading: [
      lineWords(context),
      ...pillars.slice(0, 1).map((each) => readingOf(context, pillarOf(context, each).high)),
    ],
    editions: [pack.edition],
  });
}

function noReasons(context: Context): Block {
  return notice(says(context, "why.scored"));
}

/** Scores were asked about: whoever goes on asks of the first, and scripts get their numbers. */
function asFigures(context: Context, subjects: readonly FigureSubject[], told: Told): Reply {
  const scored = subjects
    .map((subject) => composeFigures(context, { kind: "score", subject, edition: null }))
    .filter((reply) => reply.kind === "figures");
  const [first] = scored;
  if (first === undefined) throw new Error("Nothing that was asked about is scored");
  return { ...first, ...answerOf(context, told), figures: scored.flatMap(({ figures }) => figures) };
}

function isPillar(slug: string): slug is PillarSlug {
  return slug === "markets" || slug === "actors" || slug === "resilience";
}

function causesFirst(one: Finding, other: Finding): number {
  const isCause = ({ aspects }: Finding): number => (aspects.includes("causes") ? 0 : 1);
  return isCause(one) - isCause(other);
}

interface Told {
  readonly topics: readonly string[];
  readonly summary: string;
  readonly findings: readonly Finding[];
  readonly blocks: readonly Block[];
  readonly reading: readonly string[];
  readonly editions: readonly number[];
}

function answerOf(context: Context, { topics, summary, findings, blocks, reading, editions }: Told) {
  const { pack } = context;
  const [topic = ""] = topics;
  const key = answerKey({ topic, findings: findings.map(({ id }) => id) });
  const title = says(context, "answer.title", { topic: nameOf(context, topic), country: pack.country });
  const trend = show(pack.slug, `trend ${topic}`, says(context, "action.trend"));
  const report = {
    kind: "form",
    label: says(context, "answer.action.report"),
    pack: pack.slug,
    text: `report ${key}`,
  } as const;
  const briefing = message({ title, summary }, [
    lead(summary),
    ...blocks,
    withShare(
      [...topics.map((slug) => showTopic(context, slug)), trend],
      [...citeActions(context, idsOf(findings)), report],
      null,
    ),
    stamp(context, { editions, reading }),
    { kind: "feedback", feedback: { pack: pack.slug, answer: key } },
  ]);
  const citations = findings.map(({ id, section }) => ({ finding: id, section, edition: pack.edition }));
  return { briefing, citations };
}
