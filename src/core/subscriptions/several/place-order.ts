/** Which subscription an order is for: the one with its topics, the one that was meant, or a new one. */
import { MOST_SUBSCRIPTIONS, type Change, type Found } from "#core/digests/ports.ts";
import type { Order, Subscription } from "#core/digests/subscription.ts";
import { subscribe, type Act } from "#core/subscriptions/changes.ts";
import { choose, isSameSelection, type Choice } from "./meant.ts";

export interface Ordering {
  /** As a button or form carries it; null where none was meant. */
  readonly id: string | null;
  /** Null where none were named; empty where everything was. */
  readonly topics: readonly string[] | null;
  /** What was said over what holds, or over the defaults. */
  readonly complete: (current: Subscription | null) => Order;
  readonly make: (order: Order) => Omit<Subscription, "standing">;
}

export type PlacedOrder =
  | {
      /** `taken`: another has these topics. `full`: there is no room for another. */
      readonly kind: "new" | "changed" | "same" | "taken" | "full";
      /** What it was before. */
      readonly current: Subscription | null;
      readonly order: Order;
      readonly changes: readonly Change[];
    }
  | { readonly kind: "ask"; readonly choice: Exclude<Choice, { kind: "chosen" }>; readonly changes: readonly [] };

export function placeOrder(
  { subscriptions: all, lastOwed }: Pick<Found, "subscriptions" | "lastOwed">,
  { id, topics, complete, make }: Ordering,
  act: Act,
): PlacedOrder {
  const choice = choose(all, { id, topics, all: false });
  const isNew = choice.kind === "none" || choice.kind === "unlike";
  if (!isNew && choice.kind !== "chosen") return { kind: "ask", choice, changes: [] };
  const current = choice.kind === "chosen" ? (choice.subscriptions[0] ?? null) : null;
  const order = complete(current);
  const placed = { current, order, changes: [] } as const;
  const others = all.filter((other) => other.id !== current?.id);
  if (others.some((other) => isSameSelection(other.topics, order.topics))) return { ...placed, kind: "taken" };
  if (current === null && all.length >= MOST_SUBSCRIPTIONS) return { ...placed, kind: "full" };
  const change = subscribe(current, make(order), { ...act, lastOwed });
  if (change === null) return { ...placed, kind: "same" };
  return { ...placed, kind: current === null ? "new" : "changed", changes: [change] };
}
