/** The reckoning at the end of a world: what was accepted has exactly one outcome, nothing is lost, nothing doubled. */
import type { FakeSlack } from "#playground/slack/fake-slack.ts";
import type { FakeConnector } from "#playground/teams/fake-connector.ts";
import type { Subscription } from "#core/digests/subscription.ts";
import { deliveryId } from "#core/digests/delivery.ts";
import type { DeliveryRow, SubscriptionRow } from "#store/tables.ts";
import { loadTestLibrary } from "#tests/fixtures/library.ts";
import type { Asked } from "./people.ts";
import type { Witness } from "./wires.ts";

export interface Reckoning {
  readonly rows: Rows;
  readonly slack: FakeSlack;
  readonly teams: FakeConnector;
  readonly asked: readonly Asked[];
  readonly witness: Pick<Witness, "unclear" | "unclearNotices" | "forgotten" | "storeFailed" | "heldUp">;
  /** Whether nobody on the bot's side can know if a digest arrived in Teams. */
  readonly mayBeUnknown: (delivery: Delivery) => boolean;
  /** How many processes there were, one after the other or at once: without the store each knows only what it did itself. */
  readonly lives: number;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
}

/** What the database holds at the end, by the columns' own names. */
export interface Rows {
  readonly deliveries: readonly Delivery[];
  readonly subscriptions: readonly Pick<SubscriptionRow, "id" | "channel" | "next_due_at">[];
}

/** `channel` is null where the subscription is gone. */
export type Delivery = Pick<
  DeliveryRow,
  "subscription" | "day" | "platform" | "due_at" | "state" | "reason" | "settled_at"
> & {
  readonly channel: string | null;
};

/** What whoever got no answer is told, as every form of the message shows it. */
const { wording } = loadTestLibrary();
export const NOTICE = wording["interrupted.text"];
const SHARED = wording["remark.shared-already"];
/** Whose chat with the bot is owed what was pressed or filled in. */
const ASKER = "U0ASKER";
/** What is due is queued within a minute, and sent soon after; this is generous. */
const SOON_MS = 10 * 60_000;
/** Clocks are compared by the millisecond, and a platform dates what arrives. */
const EARLY_MS = 1000;

/** One sentence for each thing that does not add up. */
export function findFaults(reckoning: Reckoning): readonly string[] {
  return [...digestFaults(reckoning), ...agendaFaults(reckoning), ...findAskedFaults(reckoning)];
}

/** The same for what people asked alone. */
export function findAskedFaults(reckoning: Reckoning): readonly string[] {
  return reckoning.asked.flatMap((one) => askedFaults(one, reckoning));
}

function digestFaults(reckoning: Reckoning): readonly string[] {
  return reckoning.rows.deliveries.flatMap((row) => {
    const id = deliveryId(row.subscription, row.day);
    const fault = digestFault(row, { arrived: findArrivals(row, reckoning), ...reckoning });
    return fault === null
      ? []
      : [`digest ${id} (${row.platform}, ${row.state}${row.reason === null ? "" : `: ${row.reason}`}) ${fault}`];
  });
}

/** When its messages arrived, in milliseconds since 1970 UTC. */
export function findArrivals(
  { subscription, day, platform, channel, due_at: due }: Delivery,
  { slack, teams }: Pick<Reckoning, "slack" | "teams">,
): readonly number[] {
  const id = deliveryId(subscription, day);
  if (platform === "slack") {
    const carries = (metadata: unknown): boolean => JSON.stringify(metadata ?? null).includes(`"${id}"`);
    return slack.state.messages.filter(({ metadata }) => carries(metadata)).map(({ ts }) => Number(ts) * 1000);
  }
  // Teams carries no name of ours: what comes within half a day of its time, and is no answer or in place of one, is this.
  const near = ({ at }: { at: number }): boolean => Math.abs(at - due) < 43_200_000;
  const ours = teams.state.messages.filter(
    ({ conversation, from, activity }) =>
      conversation === channel &&
      from.id.startsWith("28:") &&
      activity["replyToId"] === undefined &&
      !JSON.stringify(activity).includes(NOTICE),
  );
  return ours.filter(near).map(({ at }) => at);
}

function digestFault(
  delivery: Delivery,
  { arrived, mayBeUnknown, now }: Reckoning & { readonly arrived: readonly number[] },
): string | null {
  const { platform, due_at: due, state } = delivery;
  if (arrived.length > 1) return `came ${arrived.length} times`;
  if (arrived.some((at) => at < due - EARLY_MS)) return `came ${Math.round((due - (arrived[0] ?? 0)) / 1000)} s early`;
  switch (state) {
    case "sent":
      return arrived.length === 1 ? null : "is called sent and never came";
    case "skipped":
    case "failed":
      return arrived.length === 0 ? null : "came and is called otherwise";
    case "unknown":
      if (platform === "slack") return "is called unknown, where it could have been looked up";
      return mayBeUnknown(delivery) ? null : "is called unknown, and is not";
    default:
      return now - due < SOON_MS ? null : "has no outcome";
  }
}

/** An agenda that was never looked at again. */
function agendaFaults({ rows, now }: Reckoning): readonly string[] {
  return rows.subscriptions.flatMap(({ id, next_due_at: due }) =>
    due === null || due >= now - SOON_MS
      ? []
      : [`subscription ${id} was due ${Math.round((now - due) / 60_000)} minutes ago, and nothing was queued`],
  );
}

function askedFaults(asked: Asked, reckoning: Reckoning): readonly string[] {
  const fault = FAULTS[asked.kind](asked, reckoning);
  return fault === null ? [] : [`${asked.kind} in ${asked.channel} ${fault}`];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

type Judge = (asked: Asked, reckoning: Reckoning) => string | null;

const FAULTS: Readonly<Record<Asked["kind"], Judge>> = {
  "slack mention": (asked, reckoning) => {
    const { slack } = reckoning;
    // A picture that was uploaded below its message is a part of it, and has no words.
    const said = slack.state.messages.filter(
      ({ channel, thread, text }) => channel === asked.channel && thread === asked.thread && text !== "",
    );
    const notices = said.filter(({ text }) => text.includes(NOTICE)).length;
    return answerFault(asked, { notices, answers: said.length - notices }, reckoning);
  },
  "teams message": (asked, reckoning) => {
    const { teams, witness } = reckoning;
    const said = teams.state.messages.filter(
      ({ conversation, from }) => conversation === asked.channel && from.id.startsWith("28:"),
    );
    const notices = said.filter(({ activity }) => JSON.stringify(activity).includes(NOTICE)).length;
    // In Teams nobody can tell whether a notice arrived that was cut off, and once is enough.
    if (said.length === 0 && witness.unclearNotices.has(asked.channel)) return null;
    return answerFault(asked, { notices, answers: said.length - notices }, reckoning);
  },
  command: ({ channel, chat, taken }, { slack, witness }) => {
    const said = slack.state.messages.filter(
      (message) => message.channel === channel && message.user !== "USLACKBOT" && message.text !== "",
    );
    // What may have arrived by one way is said to its one reader by the next all the same.
    if (said.length > 1 && !witness.heldUp && !mayHaveArrived(witness, channel))
      return `was answered ${said.length} times`;
    const told = said.length + countSaid(slack, chat);
    return taken && told === 0 && !isForgotten(witness, ASKER) ? "was taken and not answered" : null;
  },
  share: ({ channel, chat, taken, times = 1 }, { slack, asked, witness, lives }) => {
    const ours = slack.state.messages.filter((message) => message.channel === channel);
    const shared = ours.filter(({ onlyFor, text }) => onlyFor === null && text !== "").length;
    if (shared > (witness.storeFailed ? Math.max(times, lives) : times)) return `was shared ${shared} times`;
    if (shared === 0 && ours.some(({ text }) => text.includes(SHARED))) return "is said to be shared, and is not";
    const notices = slack.state.messages.filter(({ channel: at, text }) => at === chat && text.includes(NOTICE)).length;
    // An order that was cut off is told of there as well.
    const presses = sum(
      asked.map((other) => (other.kind === "subscribe" ? 1 : other.chat === chat ? (other.times ?? 1) : 0)),
    );
    if (notices > presses) return `is one of ${presses} presses of a person who was told ${notices} times`;
    // The first is the answer that the press was on; elsewhere the presser is told in their own chat.
    const told = ours.filter(({ onlyFor }) => onlyFor !== null).length - 1 + notices;
    return taken && shared + told === 0 && !isForgotten(witness, ASKER)
      ? "was taken, and neither shared nor anybody told"
      : null;
  },
  // A deletion is not told again, and nobody is owed the outcome: the answer may stay where anything went wrong.
  withdrawn: ({ channel }, { slack }) => {
    const said = slack.state.messages.filter((one) => one.channel === channel && one.user !== ASKER);
    return said.length > 2 ? `was answered ${said.length} times` : null;
  },
  "teams press": ({ chat }, reckoning) => tooManyNotices(chat, reckoning),
  form: ({ channel, chat, taken }, { slack, rows, witness }) => {
    const kept = rows.subscriptions.filter((one) => one.channel === channel).length;
    if (kept > 1) return `is kept ${kept} times`;
    // The last way of an outcome, and the notice of one that was cut off, go to the person's own chat.
    const told = slack.state.messages.filter((one) => one.channel === channel).length + countSaid(slack, chat);
    return taken && told === 0 && !isForgotten(witness, ASKER) ? "was taken, and nobody told" : null;
  },
  subscribe: ({ channel, taken, said }, { rows }) => {
    const kept = rows.subscriptions.filter((one) => one.channel === channel);
    return taken && said.includes("Subscribed") && kept.length !== 1
      ? `was confirmed, and ${kept.length} are kept`
      : null;
  },
};

/** By the bot. */
function countSaid({ state }: FakeSlack, chat: string | undefined): number {
  return state.messages.filter(({ channel, user }) => channel === chat && user !== ASKER).length;
}

/** A response address does not name its channel. */
function mayHaveArrived({ unclear }: Pick<Witness, "unclear">, channel: string): boolean {
  return unclear.has(channel) || [...unclear].some((place) => place.startsWith("/response/"));
}

function tooManyNotices(chat: string | undefined, { teams, asked }: Reckoning): string | null {
  const notices = teams.state.messages.filter(
    ({ conversation, activity }) => conversation === chat && JSON.stringify(activity).includes(NOTICE),
  ).length;
  const presses = asked.filter((other) => other.chat === chat).length;
  return notices > presses ? `is one of ${presses} presses of a person who was told ${notices} times` : null;
}

function answerFault(
  { taken, channel }: Asked,
  { notices, answers }: { readonly notices: number; readonly answers: number },
  { witness, lives }: Reckoning,
): string | null {
  const { storeFailed, heldUp, unclear } = witness;
  if (answers > (storeFailed ? lives : 1)) return `was answered ${answers} times`;
  if (notices > 1) return `was told ${notices} times that its answer may be missing`;
  // A process that was stopped for minutes answers after all; the notice says so.
  const isUnclear = unclear.has(channel) || storeFailed || heldUp;
  if (answers > 0 && notices > 0 && !isUnclear) return "was answered, and told that its answer may be missing";
  return taken && answers + notices === 0 && !isForgotten(witness, channel)
    ? "was taken, and neither answered nor told"
    : null;
}

/** A process that died knew of it alone. It may be taken on so only where the store could not be told in time. */
function isForgotten({ forgotten, storeFailed, heldUp }: Reckoning["witness"], place: string): boolean {
  return forgotten.has(place) && (storeFailed || heldUp);
}

/** Every week has its digest, on its day and at its hour, whatever the clocks of its zone do. */
export function findYearFaults({ rows: all }: Reckoning, orders: readonly Subscription[]): readonly string[] {
  const deliveries = all.deliveries.toSorted((one, other) => one.day.localeCompare(other.day));
  return orders.flatMap(({ id, schedule: { zone, time } }) => {
    const rows = deliveries.filter(({ subscription }) => subscription === id);
    const gaps = rows.filter(({ day }, index) => {
      const before = rows[index - 1]?.day;
      return before !== undefined && Date.parse(day) - Date.parse(before) !== WEEK_MS;
    });
    const wall = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit" });
    const otherwise = rows.filter(({ due_at: at }) => wall.format(at) !== time && time !== SKIPPED_HOUR);
    const silent = rows.filter(({ state }) => state === "failed");
    return [
      ...(rows.length < 52 ? [`subscription ${id} had ${rows.length} digests in a year`] : []),
      ...gaps.map(({ day }) => `subscription ${id} has none in the week before ${day}`),
      ...otherwise.map(({ day }) => `subscription ${id} was due at another hour on ${day}`),
      ...silent.map(({ day }) => `subscription ${id} failed on ${day}`),
    ];
  });
}

const WEEK_MS = 7 * 86_400_000;
/** Where clocks are set forward there is no such time on one night. */
const SKIPPED_HOUR = "02:30";
