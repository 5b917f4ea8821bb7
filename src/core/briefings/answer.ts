/** A grounded answer: the finding that was asked for, and up to two beside it. */
import { ledBy, buttons, lead, message, paragraph, show } from "#core/document/blocks.ts";
import type { Action, Block } from "#core/document/briefing.ts";
import type { Finding, Indicator } from "#core/profile/profile.ts";
import { briefingReply, type Reply } from "#core/reply.ts";
import { shortened } from "#core/profile/finding-ids.ts";
import { citeActions, idsOf } from "./citation.ts";
import {
  buttonName,
  nameOf,
  phraseOf,
  pillarOf,
  says,
  shareAction,
  showTopic,
  withShare,
  type Context,
} from "./context.ts";
import { scoreVerdict } from "./figures/scored.ts";
import { findingBlocks, hedgeOf, personNotice, together, togetherWithin } from "./findings.ts";
import { composeUnknown } from "./pages.ts";
import { lineWords, readingOf } from "./scores.ts";
import { stamp, type Source } from "./stamp.ts";

/** How many topics to offer. */
const NEAREST = 3;
/** Of all findings that an answer shows; what belongs to the first is shown in any case. */
const WORDS = 80;

export interface AnswerParts {
  readonly topic: string;
  readonly about: readonly string[];
  /** Slug of what was asked of it; null where nothing in particular was. */
  readonly aspect: string | null;
  /** The most telling first. */
  readonly findings: readonly Finding[];
  /** Whether to show the topic's score as well. */
  readonly gravity: boolean;
  /** Whether they say the contrary of what the asker has in mind. */
  readonly otherwise: boolean;
}

export function composeAnswer(context: Context, parts: AnswerParts): Reply {
  return composeFindings(context, { ...parts, findings: togetherWithin(context, parts.findings, WORDS) });
}

function composeFindings(context: Context, { topic, about, aspect, gravity, otherwise, findings }: AnswerParts): Reply {
  const { pack } = context;
  const [first, ...others] = findings;
  const title = says(context, "answer.title", { topic: nameOf(context, topic), country: pack.country });
  const answer = first?.text ?? "";
  const summary = otherwise ? `${says(context, "answer.otherwise")} ${answer}` : answer;
  const key = answerKey({ topic, findings: findings.map(({ id }) => id) });
  const sections = [...new Set(findings.map(({ section }) => nameOf(context, section)))];
  const scored = gravity ? scoredIndicator(context, topic) : undefined;
  const briefing = message({ title, summary }, [
    lead(summary, first === undefined ? null : hedgeOf(context, first)),
    ...(first === undefined ? [] : personNotice(context, [first])),
    ...findingBlocks(context, others, { under: isOfAbroad(context, first) ? "" : answer, above: findings.slice(0, 1) }),
    ...(scored === undefined ? [] : [paragraph(scoreVerdict(context, scored, context.figures))]),
    answerButtons(context, { topic, findings, gravity, key }),
    stamp(context, { sections, ...(scored === undefined ? {} : sourceOfScore(context, scored)) }),
    { kind: "feedback", feedback: { pack: pack.slug, answer: key } },
  ]);
  const citations = findings.map(({ id, section }) => ({ finding: id, section, edition: pack.edition }));
  return { kind: "answer", topic, about, aspect, briefing, citations };
}

/** Where another country is named beside the own one, those below have to say again which of the two they are about. */
function isOfAbroad({ country, nations }: Context, finding: Finding | undefined): boolean {
  return finding?.subjects.some((slug) => slug !== country.slug && nations.has(slug)) === true;
}

/** An answer by its findings' ids, as it is shared or quoted; the ways to other topics where the profile has none of them. */
export function composeQuoted(
  context: Context,
  { findings: ids, score }: { readonly findings: readonly string[]; readonly score: boolean },
): Reply {
  const quoted = ids.flatMap((id) => context.pack.findings.find((each) => each.id === id) ?? []);
  const [first] = quoted;
  if (first === undefined) return briefingReply(composeUnknown(context, ids.join(" "), []));
  const findings = together(context, withoutCompanions(quoted));
  const topic = ids.find((id) => context.topics.get(id) !== undefined) ?? first.indicator;
  return composeFindings(context, { topic, about: [topic], aspect: null, findings, gravity: score, otherwise: false });
}

/** Without those that stand there because an earlier one must not be parted from them. */
function withoutCompanions(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ id }, at) => !findings.slice(0, at).some((earlier) => earlier.with.includes(id)));
}

/** There is no more about the topic than what the conversation has seen; the way to all of it on one page. */
export function composeAllTold(context: Context, topic: string): Reply {
  const words = says(context, "answer.all-told", { topic: phraseOf(context, topic), edition: context.pack.edition });
  const title = says(context, "answer.title", { topic: nameOf(context, topic), country: context.pack.country });
  const ways = buttons([showTopic(context, topic), trend(context, topic)]);
  return briefingReply(message({ title, summary: words }, [lead(words), ways, stamp(context)]), topic);
}

interface Shown {
  readonly topic: string;
  readonly findings: readonly Finding[];
  readonly gravity: boolean;
  readonly key: string;
}

/** All on what is shown, and how its score went on; the report waits in the menu. */
function answerButtons(context: Context, { topic, findings, gravity, key }: Shown): Block {
  const pack = context.pack.slug;
  const topics = [...new Set([topic, ...findings.map(({ indicator }) => indicator)])];
  const shown = topics.filter((slug) => context.topics.get(slug) !== undefined).slice(0, NEAREST);
  const whole = shown.map((slug) => show(pack, slug, buttonName(context, slug)));
  const [first] = shown;
  const trends = first === undefined || context.figures.indicators[first] === undefined ? [] : [trend(context, first)];
  const ids = idsOf(findings);
  const report: Action = { kind: "form", label: says(context, "answer.action.report"), pack, text: `report ${key}` };
  const share = shareAction(context, showWords({ topic, ids, gravity }));
  const ways = withShare([...whole, ...trends], [...citeActions(context, ids), report], share);
  return whole.length === 1 ? ledBy(ways) : ways;
}

/** What shows the same answer again, without its question: `show heroin-trade.seizures .transit-share score`. */
function showWords({ topic, ids, gravity }: { topic: string; ids: readonly string[]; gravity: boolean }): string {
  const isSaid = ids[0]?.split(".")[0] === topic;
  return ["show", ...(isSaid ? [] : [topic]), shortened(ids), ...(gravity ? ["score"] : [])].join(" ");
}

function trend(context: Context, slug: string): Action {
  return show(context.pack.slug, `trend ${slug}`, says(context, "action.trend"));
}

function scoredIndicator({ taxonomy, figures }: Context, slug: string): Indicator | undefined {
  return figures.indicators[slug] === undefined ? undefined : taxonomy.indicators.find((each) => each.slug === slug);
}

/** The editions that its score is told of, and which way is worse. */
function sourceOfScore(context: Context, { slug, pillar }: Indicator): Source {
  return {
    editions: context.country.editions.flatMap(({ edition, indicators }) =>
      indicators[slug] === undefined ? [] : [edition],
    ),
    reading: [lineWords(context), readingOf(context, pillarOf(context, pillar).high)],
  };
}

/** An answer's name: its topic and the findings it showed. Whoever has the key needs no store to know the answer. */
export interface AnswerKey {
  readonly topic: string | null;
  readonly findings: readonly string[];
}

/** `heroin-trade:heroin-trade.seizures,heroin-trade.transit-share`; reads back with `readAnswerKey`. */
export function answerKey({ topic, findings }: AnswerKey): string {
  return `${topic ?? ""}:${findings.join(",")}`;
}

/** Null when `key` is none. */
export function readAnswerKey(key: string): AnswerKey | null {
  const parts = /^([a-z\d-]*):([a-z\d.,-]*)$/.exec(key);
  if (parts === null) return null;
  const [, topic = "", findings = ""] = parts;
  return { topic: topic === "" ? null : topic, findings: findings.split(",").filter(Boolean) };
}
