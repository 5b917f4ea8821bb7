/** A grounded answer: one to three findings, numbered, each with its source; and an abstention with its reason. */
import { answerKey } from "./answer-key.ts";
import { text, type Action, type Block, type Briefing } from "#core/document/briefing.ts";
import { commandOf, nameOf, pillarOf, says, type Desk } from "./context.ts";
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

export function composeAnswer(desk: Desk, { topic, findings, gravity }: AnswerParts): Reply {
  const { pack } = desk;
  const title = says(desk, "answer.title", { topic: nameOf(desk, topic), country: pack.country });
  const key = answerKey({ topic, findings: findings.map(({ id }) => id) });
  const briefing: Briefing = {
    title,
    summary: says(desk, "answer.summary", { topic: nameOf(desk, topic), finding: findings[0]?.text ?? "" }),
    blocks: [
      { kind: "heading", text: title },
      paragraph(says(desk, "answer.intro", { edition: pack.edition, year: pack.dataYear })),
      ...findingBlocks(desk, findings, "cited"),
      ...(gravity ? scoreOf(desk, topic) : []),
      { kind: "actions", items: answerActions(desk, [topic, ...findings.map(({ indicator }) => indicator)], key) },
      { kind: "feedback", feedback: { pack: pack.slug, answer: key } },
      stamp(desk),
    ],
  };
  const citations = findings.map(({ id, section }) => ({ finding: id, section, edition: pack.edition }));
  return { kind: "answer", topic, briefing, citations };
}

/** Says what is not answered and why, and what is near. */
export function composeAbstention(desk: Desk, { reason, topic, nearest, nearby }: AbstentionParts): Reply {
  const words = reasonWords(desk, reason);
  const known = nearest.filter((slug) => desk.topics.get(slug) !== undefined);
  const shows = reason === "not-in-profile" || reason === "after-edition" ? nearby : [];
  const briefing: Briefing = {
    title: words.title,
    summary: words.text,
    blocks: [
      { kind: "heading", text: words.title },
      paragraph(words.text),
      ...(shows.length === 0 ? [] : [paragraph(says(desk, "abstain.nearby")), ...findingBlocks(desk, shows)]),
      ...(known.length === 0
        ? []
        : [
            paragraph(says(desk, "abstain.nearest", { topics: known.map((slug) => nameOf(desk, slug)).join(", ") })),
            { kind: "actions", items: known.map((slug) => show(desk, slug, nameOf(desk, slug))) } as const,
          ]),
      stamp(desk),
    ],
  };
  return { kind: "abstention", topic, briefing, reason };
}

/** A button for each topic that is shown in part, then the form. */
export function answerActions(desk: Desk, topics: readonly string[], key: string): readonly Action[] {
  const shown = [...new Set(topics)].filter((slug) => desk.topics.get(slug) !== undefined);
  return [
    ...shown.map((slug) => show(desk, slug, says(desk, "answer.action.whole", { topic: nameOf(desk, slug) }))),
    { kind: "form", label: says(desk, "answer.action.report"), pack: desk.pack.slug, text: `report ${key}` },
  ];
}

function show(desk: Desk, slug: string, label: string): Action {
  return { kind: "show", label, pack: desk.pack.slug, text: slug };
}

function scoreOf(desk: Desk, slug: string): readonly Block[] {
  const indicator = desk.taxonomy.indicators.find((candidate) => candidate.slug === slug);
  const score = ownFigures(desk).indicators[slug];
  if (indicator === undefined || score === undefined) return [];
  const row = scoreRow(desk, { label: indicator.name, score, high: pillarOf(desk, indicator.pillar).high });
  const later = ownCountry(desk).editions.flatMap(({ edition, indicators }) => {
    const then = edition > desk.pack.edition ? indicators[slug] : undefined;
    return then === undefined ? [] : [says(desk, "indicator.later.one", { edition, score: formatScore(then) })];
  });
  return [
    { kind: "scores", caption: says(desk, "figures.score", { edition: desk.pack.edition }), rows: [row] },
    ...(later.length === 0 ? [] : [paragraph(says(desk, "indicator.later", { scores: later.join(", ") }))]),
  ];
}

function reasonWords(desk: Desk, reason: AbstentionReason): { readonly title: string; readonly text: string } {
  const { edition, dataYear: year, country } = desk.pack;
  switch (reason) {
    case "not-in-profile":
      return {
        title: says(desk, "abstain.title.not-in-profile"),
        text: says(desk, "abstain.not-in-profile", { edition, country }),
      };
    case "after-edition":
      return {
        title: says(desk, "abstain.title.after-edition"),
        text: says(desk, "abstain.after-edition", { edition, year }),
      };
    case "about-a-person":
      return {
        title: says(desk, "abstain.title.about-a-person"),
        text: says(desk, "abstain.about-a-person", { edition }),
      };
    case "operational-detail":
      return { title: says(desk, "abstain.title.operational-detail"), text: says(desk, "abstain.operational-detail") };
    case "another-country":
      return {
        title: says(desk, "abstain.title.another-country"),
        text: says(desk, "abstain.another-country", { country, neighbours: neighboursOf(desk) }),
      };
    case "off-topic":
      return {
        title: says(desk, "abstain.title.off-topic"),
        text: says(desk, "abstain.off-topic", { edition, country, command: commandOf(desk) }),
      };
  }
}

function neighboursOf(desk: Desk): string {
  const own = ownCountry(desk);
  const others = desk.pack.figures.countries.filter((country) => country !== own);
  return others.map(({ name }) => name).join(", ");
}

function paragraph(words: string): Block {
  return { kind: "paragraph", spans: [text(words)] };
}
