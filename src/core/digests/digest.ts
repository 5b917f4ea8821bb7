/** A scheduled briefing: one screen of reference on a phone. Past tense, no news, no names of persons. */
import { buttons, notice, page, paragraph, show, strong } from "#core/document/blocks.ts";
import type { Action, Block, Briefing } from "#core/document/briefing.ts";
import { isChange, type ContentChange } from "./content-change.ts";
import { shortDay } from "./calendar.ts";
import { momentWords } from "./day-words.ts";
import { says, type Context } from "#core/briefings/context.ts";
import { findingItem } from "#core/briefings/findings.ts";
import { overEditions } from "#core/briefings/figures/parts.ts";
import { linesOf } from "#core/briefings/figures/tables.ts";
import { trendVerdict } from "#core/briefings/figures/verdicts.ts";
import { digestSlots, type Selection, type Slot } from "./rotation.ts";
import { nextOwedDay, type Occurrence, type Schedule } from "./schedule.ts";
import { formatScore } from "#core/briefings/scores.ts";
import { stamp } from "#core/briefings/stamp.ts";
import { CUSTOMISE } from "./subscription.ts";
import type { ZonedContext } from "./zone.ts";

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

const PICTURE_EVERY = 4;
/** How many ids of a change are listed by name. */
const LISTED = 5;

export function composeDigest(context: ZonedContext, order: DigestOrder): Briefing {
  const { pack, taxonomy } = context;
  const selection: Selection = { pack, taxonomy, topics: order.topics };
  const { slots, position, length } = digestSlots(selection, order.number);
  const isLast = position + 1 === length;
  const title = says(context, "digest.title", { country: pack.country, number: position + 1, of: length });
  const topics = slots.map(({ indicator }) => indicator.name).join(", ");
  const summary = says(context, "digest.summary", { country: pack.country, topics, edition: pack.edition });
  return page({ title, summary }, [
    ...lateNotice(context, order),
    ...changeNotice(context, order.change),
    ...headline(context),
    ...picture(context, order),
    ...slots.flatMap((slot) => slotBlocks(context, slot, order.schedule)),
    ...(isLast ? [notice(says(context, "digest.end", { count: length }))] : []),
    comingNext(context, selection, order),
    buttons(digestActions(context, isLast)),
    stamp(context),
  ]);
}

function lateNotice(context: ZonedContext, { late, schedule, occurrence }: DigestOrder): readonly Block[] {
  if (!late) return [];
  return [notice(says(context, "digest.late", { moment: momentWords(context, schedule, occurrence) }))];
}

function changeNotice(context: Context, change: ContentChange | null): readonly Block[] {
  if (change === null || !isChange(change)) return [];
  const parts = [
    ...listed(context, says(context, "digest.change.added"), change.added),
    ...listed(context, says(context, "digest.change.edited"), change.edited),
    ...listed(context, says(context, "digest.change.withdrawn"), change.withdrawn),
  ];
  return [notice(says(context, "digest.change", { changes: parts.join("; ") }))];
}

function listed(context: Context, label: string, ids: readonly string[]): readonly string[] {
  if (ids.length === 0) return [];
  const rest = ids.length - LISTED;
  const names =
    ids.slice(0, LISTED).join(", ") + (rest > 0 ? says(context, "digest.change.more", { count: rest }) : "");
  return [says(context, "digest.change.part", { label, count: ids.length, ids: names })];
}

/** Criminality and resilience over the editions, as published and like for like. */
function headline(context: Context): readonly Block[] {
  return (["criminality", "resilience"] as const).flatMap((measure) =>
    linesOf(context, { kind: "headline", measure }).map((line) => paragraph(trendVerdict(context, line))),
  );
}

/** The headline's course, in every fourth digest. */
function picture(context: Context, { number }: DigestOrder): readonly Block[] {
  if ((number + 1) % PICTURE_EVERY !== 0) return [];
  const { blocks } = overEditions(context, { kind: "headline", measure: null }, context.figures);
  return blocks.filter(({ kind }) => kind === "chart");
}

function slotBlocks(context: Context, slot: Slot, schedule: Schedule): readonly Block[] {
  const { indicator, findings } = slot;
  const score = context.figures.indicators[indicator.slug];
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
      ? paragraph(indicator.definition)
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
  const day = nextOwedDay(schedule.rhythm, occurrence.day);
  const topics = slots.map(({ indicator }) => indicator.name).join(", ");
  return paragraph(
    strong(says(context, "digest.next.label")),
    says(context, "digest.next", { day: shortDay(day), topics }),
  );
}

function digestActions(context: Context, isLast: boolean): readonly Action[] {
  const pack = context.pack.slug;
  const pause = show(pack, "pause", says(context, "digest.action.pause"));
  const change: Action = { kind: "form", label: says(context, "digest.action.change"), pack, text: CUSTOMISE };
  return isLast ? [show(pack, "unsubscribe", says(context, "digest.action.stop")), pause, change] : [pause, change];
}
