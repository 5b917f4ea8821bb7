/** A grounded answer: one to three findings, numbered, each with its source; and an abstention with its reason. */
import { answerKey } from "./answer-key.ts";
import { text, type Action, type Block, type Briefing } from "#core/document/briefing.ts";
import { commandOf, nameOf, pillarOf, says, type Context } from "./context.ts";
import { findingBlocks } from "./findings.ts";
import type { Finding } from "#core/profile/profile.ts";
import type { AbstentionReason, Reply } from "#core/reply.ts";
import { formatScore, ownCountry, ownFigures, scoreRow } from "./scores.ts";
import { stamp } from "./stamp.ts";

export interface AnswerParts {
  readonly topic: string;
  /** The most telling first. */
  readonly findings: readonly Finding[];
  /** Whether to show the topic's score as well. */
  readonly gravity: boolean;
}

export interface AbstentionParts {
  readonly reason: AbstentionReason;
  readonly topic: string | null;
  /** Slugs to offer instead, best first. */
  readonly nearest: readonly string[];
  /** What the profile does say that is near to what was asked. */
  readonly nearby: readonly Finding[];
}

export function composeAnswer(context: Context, { topic, findings, gravity }: AnswerParts): Reply {
  const { pack } = context;
  const title = says(context, "answer.title", { topic: nameOf(context, topic), country: pack.country });
  const key = answerKey({ topic, findings: findings.map(({ id }) => id) });
  const briefing: Briefing = {
    title,
    summary: says(context, "answer.summary", { topic: nameOf(context, topic), finding: findings[0]?.text ?? "" }),
    blocks: [
      { kind: "heading", text: title },
      paragraph(says(context, "answer.intro", { edition: pack.edition, year: pack.dataYear })),
      ...findingBlocks(context, findings, "cited"),
      ...(gravity ? scoreOf(context, topic) : []),
      { kind: "actions", items: answerActions(context, [topic, ...findings.map(({ indicator }) => indicator)], key) },
      { kind: "feedback", feedback: { pack: pack.slug, answer: key } },
      stamp(context),
    ],
  };
  const citations = findings.map(({ id, section }) => ({ finding: id, section, edition: pack.edition }));
  return { kind: "answer", topic, briefing, citations };
}

/** Says what is not answered and why, and what is near. */
export function composeAbstention(context: Context, { reason, topic, nearest, nearby }: AbstentionParts): Reply {
  const words = reasonWords(context, reason);
  const known = nearest.filter((slug) => context.topics.get(slug) !== undefined);
  const shows = reason === "not-in-profile" || reason === "after-edition" ? nearby : [];
  const briefing: Briefing = {
    title: words.title,
    summary: words.text,
    blocks: [
      { kind: "heading", text: words.title },
      paragraph(words.text),
      ...(shows.length === 0 ? [] : [paragraph(says(context, "abstain.nearby")), ...findingBlocks(context, shows)]),
      ...(known.length === 0
        ? []
        : [
            paragraph(
              says(context, "abstain.nearest", { topics: known.map((slug) => nameOf(context, slug)).join(", ") }),
            ),
            { kind: "actions", items: known.map((slug) => show(context, slug, nameOf(context, slug))) } as const,
          ]),
      stamp(context),
    ],
  };
  return { kind: "abstention", topic, briefing, reason };
}

/** A button for each topic that is shown in part, then the form. */
export function answerActions(context: Context, topics: readonly string[], key: string): readonly Action[] {
  const shown = [...new Set(topics)].filter((slug) => context.topics.get(slug) !== undefined);
  return [
    ...shown.map((slug) => show(context, slug, says(context, "answer.action.whole", { topic: nameOf(context, slug) }))),
    { kind: "form", label: says(context, "answer.action.report"), pack: context.pack.slug, text: `report ${key}` },
  ];
}

function show(context: Context, slug: string, label: string): Action {
  return { kind: "show", label, pack: context.pack.slug, text: slug };
}

function scoreOf(context: Context, slug: string): readonly Block[] {
  const indicator = context.taxonomy.indicators.find((candidate) => candidate.slug === slug);
  const score = ownFigures(context).indicators[slug];
  if (indicator === undefined || score === undefined) return [];
  const row = scoreRow(context, { label: indicator.name, score, high: pillarOf(context, indicator.pillar).high });
  const later = ownCountry(context).editions.flatMap(({ edition, indicators }) => {
    const then = edition > context.pack.edition ? indicators[slug] : undefined;
    return then === undefined ? [] : [says(context, "indicator.later.one", { edition, score: formatScore(then) })];
  });
  return [
    { kind: "scores", caption: says(context, "figures.score", { edition: context.pack.edition }), rows: [row] },
    ...(later.length === 0 ? [] : [paragraph(says(context, "indicator.later", { scores: later.join(", ") }))]),
  ];
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

function neighboursOf(context: Context): string {
  const own = ownCountry(context);
  const others = context.pack.figures.countries.filter((country) => country !== own);
  return others.map(({ name }) => name).join(", ");
}

function paragraph(words: string): Block {
  return { kind: "paragraph", spans: [text(words)] };
}
