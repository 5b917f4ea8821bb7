/** `unsubscribe`: ends a digest, or takes topics out of the one that has them. */
import type { Change } from "#core/digests/ports.ts";
import type { Subscription } from "#core/digests/subscription.ts";
import type { Taxonomy } from "#core/profile/profile.ts";
import { retopic, unsubscribe, type Act } from "#core/subscriptions/changes.ts";
import { choose, isSameSelection, type Choice, type Meant } from "./meant.ts";
import { takeOut } from "./take-out.ts";

export type Ending =
  | { readonly kind: "ended" | "taken-out"; readonly changes: readonly Change[] }
  /** None here has these topics. */
  | { readonly kind: "none-has"; readonly changes: readonly [] }
  /** Nothing would be left of it though it was not named as it is; or what is left would be what another has, these topics. */
  | { readonly kind: "leaves-nothing"; readonly current: Subscription; readonly changes: readonly [] }
  | {
      readonly kind: "taken";
      readonly current: Subscription;
      readonly left: readonly string[];
      readonly changes: readonly [];
    }
  | { readonly kind: "ask"; readonly choice: Exclude<Choice, { kind: "chosen" }>; readonly changes: readonly [] };

interface Deciding {
  readonly taxonomy: Taxonomy;
  readonly act: Act;
}

/**
 * The one that is exactly what was named ends; else it is taken out of the only one that has it, by name before by what a
 * wider topic of it covers. A digest on everything goes on with everything else.
 */
export function end(all: readonly Subscription[], meant: Meant, deciding: Deciding): Ending {
  const choice = choose(all, meant);
  const out = meant.topics ?? [];
  if (out.length > 0 && choice.kind === "unlike") return takeFrom(choice.among, { all, out, isSure: false }, deciding);
  if (choice.kind !== "chosen") return { kind: "ask", choice, changes: [] };
  // Of this very one, where a button says which.
  if (out.length > 0 && meant.id !== null) return takeFrom(choice.subscriptions, { all, out, isSure: true }, deciding);
  return { kind: "ended", changes: choice.subscriptions.map((current) => unsubscribe(current, deciding.act)) };
}

interface Taking {
  readonly all: readonly Subscription[];
  /** Slugs. */
  readonly out: readonly string[];
  /** Whether the very digest was named, as a button does. */
  readonly isSure: boolean;
}

function takeFrom(among: readonly Subscription[], { all, out, isSure }: Taking, { taxonomy, act }: Deciding): Ending {
  const having = among.filter((each) => takeOut(taxonomy, each.topics, out) !== null);
  const naming = having.filter((each) => out.every((slug) => each.topics.includes(slug)));
  const [only, ...more] = naming.length > 0 ? naming : having;
  if (only === undefined) return { kind: "none-has", changes: [] };
  if (more.length > 0) return { kind: "ask", choice: { kind: "unlike", among: [only, ...more] }, changes: [] };
  const left = takeOut(taxonomy, only.topics, out) ?? [];
  if (left.length === 0)
    return isSure
      ? { kind: "ended", changes: [unsubscribe(only, act)] }
      : { kind: "leaves-nothing", current: only, changes: [] };
  const isTaken = all.some((other) => other.id !== only.id && isSameSelection(other.topics, left));
  return isTaken
    ? { kind: "taken", current: only, left, changes: [] }
    : { kind: "taken-out", changes: [retopic(only, left, act)] };
}
