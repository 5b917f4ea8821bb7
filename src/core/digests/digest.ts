/** A scheduled briefing: one screen of reference on a phone. Past tense, no news, no names of persons. */
import { strong, text, type Action, type Block, type Briefing, type ScoreRow } from "#core/document/briefing.ts";
import type { ContentChange } from "./content-change.ts";
import { isChange } from "./content-change.ts";
import { occurrenceWords, shortDay } from "./day-words.ts";
import { says, type Desk } from "#core/briefings/context.ts";
import { findingItem } from "#core/briefings/findings.ts";
import { firstBasis } from "#core/profile/figures.ts";
import { digestSlots, type Selection, type Slot } from "./rotation.ts";
import { occurrenceAfterDay, type Occurrence, type Schedule } from "./schedule.ts";
import { figuresOf, formatScore, measureName, ownCountry, ownFigures } from "#core/briefings/scores.ts";
import { stamp } from "#core/briefings/stamp.ts";
import { CUSTOMISE } from "#core/subscriptions/form.ts";

export interface DigestOrder {
  readonly schedule: Schedule;
  readonly topics: readonly string[];
  /** Counting from 0 since the subscription began. */
  readonly number: number;
  readonly occurrence: Occurrence;
  /** Sent so much later than owed that the reader should know. */
  readonly late: boolean;
  /** Since the last digest that was sent; null when there was none. */
  readonly change: ContentChange | null;
}

/** How many ids of a change are listed by name. */
const LISTED = 5;

export function composeDigest(desk: Desk, order: DigestOrder): Briefing {
  const selection: Selection = { pack: desk.pack, taxonomy: desk.taxonomy, topics: order.topics };
  const { slots, position, length } = digestSlots(selection, order.number);
  const title = says(desk, "digest.title", { country: desk.pack.country, number: position + 1, of: length });
  const names = slots.map(({ indicator }) => indicator.name).join(", ");
  return {
    title,
    summary: says(desk, "digest.summary", { country: desk.pack.country, topics: names, edition: desk.pack.edition }),
    blocks: [
      { kind: "heading", text: title },
      ...lateNotice(desk, order),
      ...changeNotice(desk, order.change),
      headline(desk),
      ...slots.flatMap((slot) => slotBlocks(desk, slot, order.schedule)),
      ...(position + 1 === length ? [endNotice(desk, length)] : []),
      comingNext(desk, selection, order),
      { kind: "actions", items: digestActions(desk, position + 1 === length) },
      stamp(desk),
    ],
  };
}

function lateNotice(desk: Desk, { late, schedule, occurrence }: DigestOrder): readonly Block[] {
  if (!late) return [];
  return [
    {
      kind: "notice",
      spans: [text(says(desk, "digest.late", { moment: occurrenceWords(desk, schedule, occurrence) }))],
    },
  ];
}

function changeNotice(desk: Desk, change: ContentChange | null): readonly Block[] {
  if (change === null || !isChange(change)) return [];
  const parts = [
    ...listed(desk, says(desk, "digest.change.added"), change.added),
    ...listed(desk, says(desk, "digest.change.edited"), change.edited),
    ...listed(desk, says(desk, "digest.change.withdrawn"), change.withdrawn),
  ];
  return [{ kind: "notice", spans: [text(says(desk, "digest.change", { changes: parts.join("; ") }))] }];
}

function listed(desk: Desk, label: string, ids: readonly string[]): readonly string[] {
  if (ids.length === 0) return [];
  const rest = ids.length - LISTED;
  const names = ids.slice(0, LISTED).join(", ") + (rest > 0 ? says(desk, "digest.change.more", { count: rest }) : "");
  return [says(desk, "digest.change.part", { label, count: ids.length, ids: names })];
}

/** Criminality and resilience over the editions, as published; where editions differ in scope, also on the first one's. */
function headline(desk: Desk): Block {
  const { editions } = ownCountry(desk);
  const rows = (["criminality", "resilience"] as const).map((measure): ScoreRow => {
    const published = editions.map(({ edition, headline }) =>
      says(desk, "digest.score", { score: formatScore(headline[measure]), edition }),
    );
    const newest = editions.at(-1);
    const basis = newest === undefined ? undefined : firstBasis(desk.taxonomy, newest, desk.pack.edition)[measure];
    const differs = basis !== undefined && newest !== undefined && basis !== newest.headline[measure];
    const note = differs
      ? says(desk, "digest.basis", { score: formatScore(basis), edition: newest.edition, first: desk.pack.edition })
      : "";
    const high = measure === "resilience" ? "better" : "worse";
    const reading = high === "worse" ? says(desk, "reading.worse") : says(desk, "reading.better");
    const value = says(desk, "digest.trend", { scores: published.join(", "), reading, note });
    return { label: measureName(desk, measure), value, score: ownFigures(desk).headline[measure], high };
  });
  return {
    kind: "scores",
    caption: says(desk, "digest.headline", { edition: desk.pack.edition, year: desk.pack.dataYear }),
    rows,
  };
}

function slotBlocks(desk: Desk, slot: Slot, schedule: Schedule): readonly Block[] {
  const { indicator, findings } = slot;
  const score = figuresOf(ownCountry(desk), desk.pack.edition)?.indicators[indicator.slug];
  const title = says(desk, "digest.slot", { kind: slotName(desk, slot, schedule), indicator: indicator.name });
  const scored =
    score === undefined
      ? ""
      : says(desk, "digest.slot.score", {
          score: formatScore(score),
          high: desk.taxonomy.scale.high,
          edition: desk.pack.edition,
        });
  return [
    { kind: "subheading", text: title + scored },
    findings.length === 0
      ? { kind: "paragraph", spans: [text(indicator.definition)] }
      : { kind: "findings", items: findings.map((finding) => findingItem(desk, finding)) },
  ];
}

function slotName(desk: Desk, { kind }: Slot, { rhythm }: Schedule): string {
  const period = says(desk, `digest.period.${rhythm.kind}`);
  switch (kind) {
    case "market":
      return says(desk, "digest.market", { period });
    case "resilience":
      return says(desk, "digest.resilience", { period });
    case "actor":
      return says(desk, "digest.actor");
  }
}

function comingNext(desk: Desk, selection: Selection, { schedule, number, occurrence }: DigestOrder): Block {
  const { slots } = digestSlots(selection, number + 1);
  const { day } = occurrenceAfterDay(schedule, occurrence.day);
  const topics = slots.map(({ indicator }) => indicator.name).join(", ");
  return {
    kind: "paragraph",
    spans: [strong(says(desk, "digest.next.label")), text(says(desk, "digest.next", { day: shortDay(day), topics }))],
  };
}

function endNotice(desk: Desk, length: number): Block {
  return { kind: "notice", spans: [text(says(desk, "digest.end", { count: length }))] };
}

function digestActions(desk: Desk, isLast: boolean): readonly Action[] {
  const pack = desk.pack.slug;
  const pause: Action = { kind: "show", label: says(desk, "digest.action.pause"), pack, text: "pause" };
  const change: Action = { kind: "form", label: says(desk, "digest.action.change"), pack, text: CUSTOMISE };
  if (!isLast) return [pause, change];
  return [
    { kind: "show", label: says(desk, "digest.action.goon"), pack, text: "resume" },
    { kind: "show", label: says(desk, "digest.action.stop"), pack, text: "unsubscribe" },
    pause,
    change,
  ];
}
