/** A grounded answer: one to three findings, numbered, each with its source; and an abstention with its reason. */
import { page, paragraph, show, strong } from "#core/document/blocks.ts";
import type { Action, Block } from "#core/document/briefing.ts";
import type { Finding } from "#core/profile/profile.ts";
import { briefingReply, type AbstentionReason, type Reply } from "#core/reply.ts";
import { citeActions } from "./citation.ts";
import { commandOf, nameOf, pillarOf, says, showTopic, type Context } from "./context.ts";
import { findingBlocks } from "./findings.ts";
import { laterScores } from "./indicator.ts";
import { scoreRow } from "./scores.ts";
import { stamp } from "./stamp.ts";

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

export interface AbstentionParts {
  readonly reason: AbstentionReason;
  readonly topic: string | null;
  /** Slugs to offer instead, best first. */
  readonly nearest: readonly string[];
  /** What the profile does say that is near to what was asked. */
  readonly nearby: readonly Finding[];
}

export function composeAnswer(context: Context, parts: AnswerParts): Reply {
  const { topic, about, aspect, findings, gravity, otherwise } = parts;
  const { pack } = context;
  const name = nameOf(context, topic);
  const title = says(context, "answer.title", { topic: name, country: pack.country });
  const summary = says(context, "answer.summary", { topic: name, finding: findings[0]?.text ?? "" });
  const key = answerKey({ topic, findings: findings.map(({ id }) => id) });
  const topics = [topic, ...findings.map(({ indicator }) => indicator)];
  const briefing = page({ title, summary }, [
    ...(otherwise ? [paragraph(strong(says(context, "answer.otherwise")))] : []),
    paragraph(says(context, "answer.intro", { edition: pack.edition, year: pack.dataYear })),
    ...findingBlocks(context, findings, "cited"),
    ...(gravity ? scoreOf(context, topic) : []),
    { kind: "actions", items: answerActions(context, topics, key) },
    { kind: "feedback", feedback: { pack: pack.slug, answer: key } },
    stamp(context),
  ]);
  const citations = findings.map(({ id, section }) => ({ finding: id, section, edition: pack.edition }));
  return { kind: "answer", topic, about, aspect, briefing, citations };
}

/** There is no more about the topic than what the conversation has seen; the way to all of it on one page. */
export function composeAllTold(context: Context, topic: string): Reply {
  const words = says(context, "answer.all-told", { topic: nameOf(context, topic), edition: context.pack.edition });
  const title = says(context, "answer.title", { topic: nameOf(context, topic), country: context.pack.country });
  const actions: Block = { kind: "actions", items: [showTopic(context, topic)] };
  return briefingReply(page({ title, summary: words }, [paragraph(words), actions, stamp(context)]), topic);
}

/** Says what is not answered and why, and what is near. */
export function composeAbstention(context: Context, { reason, topic, nearest, nearby }: AbstentionParts): Reply {
  const { title, text } = reasonWords(context, reason);
  const shows = reason === "not-in-profile" || reason === "after-edition" ? nearby : [];
  const briefing = page({ title, summary: text }, [
    paragraph(text),
    ...(shows.length === 0 ? [] : [paragraph(says(context, "abstain.nearby")), ...findingBlocks(context, shows)]),
    ...nearestTopics(context, nearest),
    stamp(context),
  ]);
  return { kind: "abstention", topic, briefing, reason };
}

/** A button for each topic that is shown in part, then the form. */
export function answerActions(context: Context, topics: readonly string[], key: string): readonly Action[] {
  const pack = context.pack.slug;
  const whole = (slug: string): string => says(context, "answer.action.whole", { topic: nameOf(context, slug) });
  const shown = [...new Set(topics)].filter((slug) => context.topics.get(slug) !== undefined);
  return [
    ...shown.map((slug) => show(pack, slug, whole(slug))),
    ...citeActions(context, readAnswerKey(key)?.findings ?? []),
    { kind: "form", label: says(context, "answer.action.report"), pack, text: `report ${key}` },
  ];
}

function nearestTopics(context: Context, nearest: readonly string[]): readonly Block[] {
  const known = nearest.filter((slug) => context.topics.get(slug) !== undefined);
  if (known.length === 0) return [];
  const names = known.map((slug) => nameOf(context, slug)).join(", ");
  return [
    paragraph(says(context, "abstain.nearest", { topics: names })),
    { kind: "actions", items: known.map((slug) => showTopic(context, slug)) },
  ];
}

function scoreOf(context: Context, slug: string): readonly Block[] {
  const indicator = context.taxonomy.indicators.find((candidate) => candidate.slug === slug);
  const score = context.figures.indicators[slug];
  if (indicator === undefined || score === undefined) return [];
  const row = scoreRow(context, { label: indicator.name, score, high: pillarOf(context, indicator.pillar).high });
  const caption = says(context, "figures.score", { edition: context.pack.edition });
  return [{ kind: "scores", caption, rows: [row] }, ...laterScores(context, slug)];
}

function reasonWords(context: Context, reason: AbstentionReason): { readonly title: string; readonly text: string } {
  const { edition, dataYear: year, country } = context.pack;
  switch (reason) {
    case "not-in-profile":
      return {
        title: says(context, "abstain.title.not-in-profile"),
        text: says(context, "abstain.not-in-profile", { edition, country }),
      };
    case "after-edition":
      return {
        title: says(context, "abstain.title.after-edition"),
        text: says(context, "abstain.after-edition", { edition, year }),
      };
    case "about-a-person":
      return {
        title: says(context, "abstain.title.about-a-person"),
        text: says(context, "abstain.about-a-person", { edition }),
      };
    case "operational-detail":
      return {
        title: says(context, "abstain.title.operational-detail"),
        text: says(context, "abstain.operational-detail"),
      };
    case "another-country":
      return {
        title: says(context, "abstain.title.another-country"),
        text: says(context, "abstain.another-country", { country, neighbours: neighboursOf(context) }),
      };
    case "off-topic":
      return {
        title: says(context, "abstain.title.off-topic"),
        text: says(context, "abstain.off-topic", { edition, country, command: commandOf(context) }),
      };
  }
}

function neighboursOf({ country, pack }: Context): string {
  const others = pack.figures.countries.filter((each) => each !== country);
  return others.map(({ name }) => name).join(", ");
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
