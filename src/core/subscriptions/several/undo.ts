/** What undoing a command makes of the subscriptions that it changed: as it was before, number and next day included. */
import { MOST_SUBSCRIPTIONS, type Change, type Found, type LoggedChange } from "#core/digests/ports.ts";
import type { Subscription } from "#core/digests/subscription.ts";
import type { Act } from "#core/subscriptions/changes.ts";
import { isSameSelection } from "./meant.ts";

/** How long a command can be undone, by anybody there. */
const UNDO_MS = 10 * 60_000;

export type Undoing =
  | { readonly kind: "undone"; readonly changes: readonly Change[] }
  /**
   * There is nothing to undo, it is too late, somebody has undone it, or it was changed again since; for one that had
   * ended there is no room any more, or another with its topics.
   */
  | { readonly kind: "nothing" | "late" | "already" | "changed" | "full" | "taken"; readonly changes: readonly [] };

/** `named` is what a button carries; without it the last command that can be undone is meant. */
export function undo({ subscriptions, log }: Found, named: string | null, act: Act): Undoing {
  const isFresh = ({ at }: LoggedChange): boolean => act.now - at <= UNDO_MS;
  const last = log.find((each) => each.act !== null && each.what !== "undone" && !each.isUndone && isFresh(each));
  const meant = named ?? last?.act ?? null;
  if (meant === null) return not("nothing");
  const its = log.filter((each) => each.act === meant && each.what !== "undone");
  if (its.some(({ isUndone }) => isUndone)) return not("already");
  if (its.length === 0 || !its.every(isFresh)) return not("late");
  const changes = its.flatMap((each) => undoOne(subscriptions, each, act) ?? []);
  if (changes.length < its.length) return not("changed");
  const crowded = crowding(subscriptions, changes);
  return crowded === null ? { kind: "undone", changes } : not(crowded);
}

function not(kind: Exclude<Undoing["kind"], "undone">): Undoing {
  return { kind, changes: [] };
}

/** Null where it is not what that change has made of it any more: by another command, or because a digest has gone out. */
function undoOne(subscriptions: readonly Subscription[], made: LoggedChange, act: Act): Change | null {
  const current = subscriptions.find(({ id }) => id === made.subscription) ?? null;
  if (stateOf(current) !== stateOf(made.after)) return null;
  const before = made.before === null || current === null ? made.before : { ...made.before, content: current.content };
  return {
    before: current,
    after: before,
    note: { what: "undone", by: act.by, at: act.now },
    act: act.id,
    withdraw: before === null ? "unsubscribed" : before.standing.kind === "active" ? null : "paused",
    skipped: [],
    undoes: made,
  };
}

/** What a digest was made from is none of it: one that was on its way may have arrived since. */
function stateOf(subscription: Subscription | null): string {
  if (subscription === null) return "";
  const { schedule, topics, standing, number, lastDay } = subscription;
  return JSON.stringify([schedule, topics, standing, number, lastDay]);
}

/** One that had ended comes back: there may be another to the same topics by now, or no room. */
function crowding(subscriptions: readonly Subscription[], changes: readonly Change[]): "taken" | "full" | null {
  const ids = new Set(changes.flatMap(({ before, after }) => [before?.id, after?.id]));
  const others = subscriptions.filter(({ id }) => !ids.has(id));
  const back = changes.flatMap(({ after }) => after ?? []);
  const isNamed = ({ topics }: Subscription): boolean => others.some((other) => isSameSelection(other.topics, topics));
  if (back.some(isNamed)) return "taken";
  return others.length + back.length > MOST_SUBSCRIPTIONS ? "full" : null;
}
