/** A scheduled briefing: one screen of reference on a phone. Past tense, no news, no names of persons. */
import { strong, text, type Action, type Block, type Briefing, type ScoreRow } from "#core/document/briefing.ts";
import type { ContentChange } from "./content-change.ts";
import { isChange } from "./content-change.ts";
import { occurrenceWords, shortDay } from "./day-words.ts";
import { says, type Context } from "#core/briefings/context.ts";
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

export function composeDigest(context: Context, order: DigestOrder): Briefing {
  const selection: Selection = { pack: context.pack, taxonomy: context.taxonomy, topics: order.topics };
  const { slots, position, length } = digestSlots(selection, order.number);
  const title = says(context, "digest.title", { country: context.pack.country, number: position + 1, of: length });
  const names = slots.map(({ indicator }) => indicator.name).join(", ");
  return {
    title,
    summary: says(context, "digest.summary", {
      country: context.pack.country,
      topics: names,
      edition: context.pack.edition,
    }),
    blocks: [
      { kind: "heading", text: title },
      ...lateNotice(context, order),
      ...changeNotice(context, order.change),
      headline(context),
      ...slots.flatMap((slot) => slotBlocks(context, slot, order.schedule)),
      ...(position + 1 === length ? [endNotice(context, length)] : []),
      comingNext(context, selection, order),
      { kind: "actions", items: digestActions(context, position + 1 === length) },
      stamp(context),
    ],
  };
}

function lateNotice(context: Context, { late, schedule, occurrence }: DigestOrder): readonly Block[] {
  if (!late) return [];
  return [
    {
      kind: "notice",
      spans: [text(says(context, "digest.late", { moment: occurrenceWords(context, schedule, occurrence) }))],
    },
  ];
}

function changeNotice(context: Context, change: ContentChange | null): readonly Block[] {
  if (change === null || !isChange(change)) return [];
  const parts = [
    ...listed(context, says(context, "digest.change.added"), change.added),
    ...listed(context, says(context, "digest.change.edited"), change.edited),
    ...listed(context, says(context, "digest.change.withdrawn"), change.withdrawn),
  ];
  return [{ kind: "notice", spans: [text(says(context, "digest.change", { changes: parts.join("; ") }))] }];
}

function listed(context: Context, label: string, ids: readonly string[]): readonly string[] {
  if (ids.length === 0) return [];
  const rest = ids.length - LISTED;
  const names =
    ids.slice(0, LISTED).join(", ") + (rest > 0 ? says(context, "digest.change.more", { count: rest }) : "");
  return [says(context, "digest.change.part", { label, count: ids.length, ids: names })];
}

/** Criminality and resilience over the editions, as published; where editions differ in scope, also on the first one's. */
function headline(context: Context): Block {
  const { editions } = ownCountry(context);
  const rows = (["criminality", "resilience"] as const).map((measure): ScoreRow => {
    const published = editions.map(({ edition, headline }) =>
      says(context, "digest.score", { score: formatScore(headline[measure]), edition }),
    );
    const newest = editions.at(-1);
    const basis =
      newest === undefined ? undefined : firstBasis(context.taxonomy, newest, context.pack.edition)[measure];
    const differs = basis !== undefined && newest !== undefined && basis !== newest.headline[measure];
    const note = differs
      ? says(context, "digest.basis", {
          score: formatScore(basis),
          edition: newest.edition,
          first: context.pack.edition,
        })
      : "";
    const high = measure === "resilience" ? "better" : "worse";
    const reading = high === "worse" ? says(context, "reading.worse") : says(context, "reading.better");
    const value = says(context, "digest.trend", { scores: published.join(", "), reading, note });
    return { label: measureName(context, measure), value, score: ownFigures(context).headline[measure], high };
  });
  return {
    kind: "scores",
    caption: says(context, "digest.headline", { edition: context.pack.edition, year: context.pack.dataYear }),
    rows,
  };
}

function slotBlocks(context: Context, slot: Slot, schedule: Schedule): readonly Block[] {
  const { indicator, findings } = slot;
  const score = figuresOf(ownCountry(context), context.pack.edition)?.indicators[indicator.slug];
  const title = says(context, "digest.slot", { kind: slotName(context, slot, schedule), indicator: indicator.name });
  const scored =
    score === undefined
      ? ""
      : says(context, "digest.slot.score", {
          score: formatScore(score),
          high: context.taxonomy.scale.high,
          edition: context.pack.edition,
        });
  return [
    { kind: "subheading", text: title + scored },
    findings.length === 0
      ? { kind: "paragraph", spans: [text(indicator.definition)] }
      : { kind: "findings", items: findings.map((finding) => findingItem(context, finding)) },
  ];
}

function slotName(context: Context, { kind }: Slot, { rhythm }: Schedule): string {
  const period = says(context, `digest.period.${rhythm.kind}`);
  switch (kind) {
    case "market":
      return says(context, "digest.market", { period });
    case "resilience":
      return says(context, "digest.resilience", { period });
    case "actor":
      return says(context, "digest.actor");
  }
}

function comingNext(context: Context, selection: Selection, { schedule, number, occurrence }: DigestOrder): Block {
  const { slots } = digestSlots(selection, number + 1);
  const { day } = occurrenceAfterDay(schedule, occurrence.day);
  const topics = slots.map(({ indicator }) => indicator.name).join(", ");
  return {
    kind: "paragraph",
    spans: [
      strong(says(context, "digest.next.label")),
      text(says(context, "digest.next", { day: shortDay(day), topics })),
    ],
  };
}

function endNotice(context: Context, length: number): Block {
  return { kind: "notice", spans: [text(says(context, "digest.end", { count: length }))] };
}

function digestActions(context: Context, isLast: boolean): readonly Action[] {
  const pack = context.pack.slug;
  const pause: Action = { kind: "show", label: says(context, "digest.action.pause"), pack, text: "pause" };
  const change: Action = { kind: "form", label: says(context, "digest.action.change"), pack, text: CUSTOMISE };
  if (!isLast) return [pause, change];
  return [
    { kind: "show", label: says(context, "digest.action.goon"), pack, text: "resume" },
    { kind: "show", label: says(context, "digest.action.stop"), pack, text: "unsubscribe" },
    pause,
    change,
  ];
}
