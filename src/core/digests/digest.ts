/** A scheduled briefing: one screen of reference on a phone. Past tense, no news, no names of persons. */
import { buttonName, lowered, momentSpan, pillarOf, placed, says, type Context } from "#core/briefings/context.ts";
import type { Part } from "#core/briefings/figures/answer-part.ts";
import { inOrder, overEditions } from "#core/briefings/figures/parts.ts";
import { scoreVerdict } from "#core/briefings/figures/scored.ts";
import { placesLine } from "#core/briefings/indicator.ts";
import { askAction } from "#core/briefings/question.ts";
import { lineWords, readingOf } from "#core/briefings/scores.ts";
import { stamp, type Source } from "#core/briefings/stamp.ts";
import { buttons, notice, page, paragraph, show, strong, text } from "#core/document/blocks.ts";
import type { Action, Block, Briefing } from "#core/document/briefing.ts";
import type { FigureSubject } from "#core/profile/figure-question.ts";
import type { Indicator } from "#core/profile/profile.ts";
import { shortDay } from "./calendar.ts";
import { isChange, type ContentChange } from "./content-change.ts";
import { scoresSentence } from "./headline.ts";
import { leadWords, readingsOf, topicBlocks, topicsShown } from "./digest-findings.ts";
import { momentWords } from "./day-words.ts";
import type { DigestPlan, Rotation, DigestTurn } from "#core/digests/rotation/rotation.ts";
import { nextOwedDay, type Occurrence, type Schedule } from "./schedule.ts";
import { CUSTOMISE, target } from "./subscription.ts";
import type { ZonedContext } from "./zone.ts";
import { OBJECT } from "#core/wording/wording.ts";

export interface DigestOrder extends DigestTurn {
  readonly schedule: Schedule;
  readonly occurrence: Occurrence;
  /** Sent so much later than owed that the reader should know. */
  readonly late: boolean;
  /** Since the last digest that was sent; null when there was none. */
  readonly change: ContentChange | null;
  /** Whether it carries the headline scores, as `headline.ts` tells. */
  readonly headline: boolean;
}

const PICTURE_EVERY = 4;
/** Letters of a heading in Slack. */
const LONGEST_TITLE = 150;
/** How many ids of a change are listed by name. */
const LISTED = 5;

/**
 * What `rotation` brings in that turn: the finding that is worth most, what else there is room for, and ways on. It is the
 * same for everybody to whom the same is owed: whose it is says `addressedTo`.
 */
export function composeDigest(context: ZonedContext, order: DigestOrder, rotation: Rotation): Briefing {
  const plan = rotation.plan(order);
  const { country, edition } = context.pack;
  const topics = topicsShown(plan);
  const title = titleOf(context, order.occurrence, topics);
  const { headline: hasHeadline } = order;
  const hasPicture = (order.number + 1) % PICTURE_EVERY === 0;
  const single = singleOf(context, plan);
  const next = rotation.plan({ ...order, number: order.number + 1 });
  return page({ title, summary: says(context, "digest.summary", { country, edition, finding: leadWords(plan) }) }, [
    ...lateNotice(context, order),
    ...changeNotice(context, order.change),
    ...topicBlocks(context, plan, {
      isScored: single === null || (hasPicture && !isFlat(context, single)),
      isReadBelow: hasHeadline || hasPicture,
    }),
    ...(single === null ? [] : figureOf(context, single, hasPicture)),
    ...(hasHeadline ? scoresSentence(context) : []),
    ...(hasPicture && single === null ? chartOf(overEditions(context, WHOLE, context.figures)) : []),
    ...endNotice(context, cycleOf(order, rotation, plan), next),
    comingNext(context, order, { now: topics, next: topicsShown(next) }),
    digestButtons(context, { ...plan, topics }),
    stamp(context, sourceOf(context, { single, plan }, { hasHeadline, hasPicture })),
  ]);
}

/**
 * Whose it is, of which edition and day and what of: in a channel of many bots that tells it from everything else, at a glance, and
 * from news. Topics have their whole names, as above what is said of them, where these have room.
 */
function titleOf(context: Context, { day }: Occurrence, topics: readonly Indicator[]): string {
  const date = `${shortDay(day)} ${day.slice(0, 4)}`;
  const { country, edition } = context.pack;
  const called = (names: readonly string[]): string =>
    says(context, "digest.title", { country, edition, day: date, topics: names.join(" · ") });
  const whole = called(topics.map(({ name }) => name));
  return whole.length <= LONGEST_TITLE ? whole : called(topics.map(({ slug }) => buttonName(context, slug)));
}

function lateNotice(context: ZonedContext, { late, schedule, occurrence }: DigestOrder): readonly Block[] {
  if (!late) return [];
  return [
    notice(
      placed(
        says(context, "digest.late", { moment: OBJECT }),
        momentSpan(context, occurrence.dueAt, momentWords(context, schedule, occurrence)),
      ),
    ),
  ];
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

const WHOLE = { kind: "trend", subject: { kind: "headline", measure: null } } as const;

/**
 * The score of what a single fact is about, and what that is among. A picture of its course says the numbers itself; where
 * that is a flat line, the picture is of its place in the region.
 */
function figureOf(context: Context, single: Indicator, hasPicture: boolean): readonly Block[] {
  const [score, places] = [paragraph(scoreVerdict(context, single, context.figures)), placesLine(context, single)];
  if (!hasPicture) return [score, places];
  const subject: FigureSubject = { kind: "indicator", slug: single.slug };
  const flat = isFlat(context, single);
  const order = { kind: "rank", subject, edition: null } as const;
  const part = flat
    ? inOrder(context, order, context.figures)
    : overEditions(context, { kind: "trend", subject }, context.figures);
  const picture = chartOf(part).map((block) =>
    block.kind === "chart" && !flat
      ? { ...block, chart: { ...block.chart, caption: says(context, "digest.picture") } }
      : block,
  );
  if (picture.length === 0) return [score, places];
  return flat ? [score, ...picture] : [places, ...picture];
}

/** Whether every edition scored it the same. */
function isFlat({ country }: Context, { slug }: Indicator): boolean {
  return new Set(country.editions.map(({ indicators }) => indicators[slug])).size < 2;
}

/** What a single fact is about, where that has a score. */
function singleOf(context: Context, { isSingle, topics: [topic] }: DigestPlan): Indicator | null {
  const isScored = topic !== undefined && context.figures.indicators[topic.slug] !== undefined;
  return isSingle && isScored ? topic : null;
}

/** Apart from the line that says what it shows, it says so itself. */
function chartOf({ blocks }: Part): readonly Block[] {
  return blocks.flatMap((block) => {
    if (block.kind !== "chart") return [];
    const { chart } = block;
    return [{ ...block, chart: { ...chart, caption: chart.caption === "" ? chart.name : chart.caption } }];
  });
}

/** The digests of the cycle that this one ends, itself the last; none where it ends no cycle. */
function cycleOf(order: DigestOrder, rotation: Rotation, { completed }: DigestPlan): readonly DigestPlan[] {
  const length = completed ?? 0;
  return Array.from({ length }, (_, at) => rotation.plan({ ...order, number: order.number - length + 1 + at }));
}

/** Where one digest has room for everything, a cycle is nothing that anybody notices. */
function endNotice(context: Context, cycle: readonly DigestPlan[], next: DigestPlan): readonly Block[] {
  const last = cycle.at(-1);
  if (last === undefined) return [];
  const all = new Set(cycle.flatMap(idsOf));
  const hasAll = (plan: DigestPlan): boolean => new Set(idsOf(plan)).size === all.size;
  if (!cycle.some(hasAll)) return [notice(says(context, "digest.end", { count: cycle.length }))];
  if (!hasAll(last)) return [];
  const same = hasAll(next) ? [says(context, "digest.end.same")] : [];
  return [notice([says(context, "digest.end.one"), ...same].join(" "))];
}

function idsOf({ lead, more }: DigestPlan): readonly string[] {
  return [...lead, ...more].map(({ id }) => id);
}

/** What is new next time; what is in this one is not named again. */
function comingNext(
  context: Context,
  { schedule, occurrence }: DigestOrder,
  { now, next }: { readonly now: readonly Indicator[]; readonly next: readonly Indicator[] },
): Block {
  const day = shortDay(nextOwedDay(schedule.rhythm, occurrence.day));
  const others = next.filter(({ slug }) => now.every((each) => each.slug !== slug));
  const topics =
    others.length === 0 ? says(context, "digest.next.same") : others.map(({ name }) => lowered(name)).join(" · ");
  return paragraph(strong(says(context, "digest.next.label", { day })), text(topics));
}

/** What is asked for by the buttons that are about a subscription, and not about the country. */
const ABOUT_IT: ReadonlySet<string> = new Set(["pause", CUSTOMISE, "unsubscribe"]);

/** The same digest, with buttons that are about that subscription and no other of its channel. */
export function addressedTo(digest: Briefing, subscription: string): Briefing {
  const about = (action: Action): Action =>
    "text" in action && ABOUT_IT.has(action.text)
      ? { ...action, text: `${action.text} ${target(subscription)}` }
      : action;
  const blocks = digest.blocks.map((block) =>
    block.kind === "actions" ? { ...block, items: block.items.map(about), more: block.more.map(about) } : block,
  );
  return { ...digest, blocks };
}

/** The topics, by the names that charts have for long ones, a question, and how to have fewer of these in the menu. */
function digestButtons(context: Context, { topics, completed }: DigestPlan): Block {
  const pack = context.pack.slug;
  const ways = topics.map(({ slug }) => show(pack, slug, buttonName(context, slug)));
  const pause = show(pack, "pause", says(context, "digest.action.pause"));
  const change: Action = { kind: "form", label: says(context, "digest.action.change"), pack, text: CUSTOMISE };
  const stop = completed === null ? [] : [show(pack, "unsubscribe", says(context, "digest.action.stop"))];
  const ask = askAction(
    context,
    topics.map(({ slug }) => slug),
  );
  const letters = (count: number): number =>
    [...ways.slice(0, count), ask].reduce((sum, { label }) => sum + label.length, 0);
  const shown = letters(MOST_WAYS) > MOST_LETTERS ? 1 : MOST_WAYS;
  return buttons([...ways.slice(0, shown), ask], [...ways.slice(shown), ...stop, pause, change]);
}

/** Two topics, a question and the menu stand in one row on a phone, where each is short. */
const MOST_WAYS = 2;
const MOST_LETTERS = 43;

/** Figures are cited by their editions, and which way is worse is said once. */
function sourceOf(
  context: Context,
  { single, plan }: { readonly single: Indicator | null; readonly plan: DigestPlan },
  { hasHeadline, hasPicture }: { readonly hasHeadline: boolean; readonly hasPicture: boolean },
): Source {
  if (single === null && !hasHeadline && !hasPicture) return { reading: readingsOf(context, plan) };
  const all = context.country.editions.map(({ edition }) => edition);
  // The sentence of the headline is of the first and the last.
  const shown = single === null && !hasPicture ? [...all.slice(0, 1), ...all.slice(-1)] : all;
  const editions = [context.pack.edition, ...shown];
  const places = single === null ? [] : [says(context, "stamp.places")];
  const reading =
    single === null || hasHeadline
      ? says(context, "reading.both")
      : readingOf(context, pillarOf(context, single.pillar).high);
  const high = single === null ? [] : [lineWords(context)];
  return { editions, reading: [...high, reading, ...places] };
}
