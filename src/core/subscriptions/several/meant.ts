/** Which of a place's subscriptions a command is about: by its id, by its topics, by `all`, or because there is but one. */
import type { Subscription } from "#core/digests/subscription.ts";
import { fold } from "#core/profile/fold.ts";

/** What was said of it. */
export interface Meant {
  /** As buttons and forms carry it. */
  readonly id: string | null;
  /** Slugs; null where none was named. Empty is the one that is about everything. */
  readonly topics: readonly string[] | null;
  readonly all: boolean;
}

export type Choice =
  /** One, or several that were all meant. */
  | { readonly kind: "chosen"; readonly subscriptions: readonly Subscription[] }
  | { readonly kind: "none" }
  /** The one that was meant is not there any more. */
  | { readonly kind: "gone" }
  /** It was not said which. */
  | { readonly kind: "several"; readonly among: readonly Subscription[] }
  /** None is about exactly what was named. */
  | { readonly kind: "unlike"; readonly among: readonly Subscription[] };

export function choose(all: readonly Subscription[], meant: Meant): Choice {
  if (meant.id !== null) {
    const its = all.filter(({ id }) => id === meant.id);
    return its.length === 0 ? { kind: "gone" } : { kind: "chosen", subscriptions: its };
  }
  if (all.length === 0) return { kind: "none" };
  if (meant.topics !== null) {
    const exact = all.filter(({ topics }) => isSameSelection(topics, meant.topics ?? []));
    if (exact.length > 0) return { kind: "chosen", subscriptions: exact };
    // `pause everything`, where no one digest is about everything.
    return meant.all && meant.topics.length === 0
      ? { kind: "chosen", subscriptions: all }
      : { kind: "unlike", among: having(all, meant.topics) };
  }
  return meant.all || all.length === 1 ? { kind: "chosen", subscriptions: all } : { kind: "several", among: all };
}

/** Those that have these topics among others; all where none has. */
function having(all: readonly Subscription[], named: readonly string[]): readonly Subscription[] {
  const its = all.filter(({ topics }) => named.every((slug) => topics.includes(slug)));
  return named.length === 0 || its.length === 0 ? all : its;
}

/** The same for what only looks: one that has the topics among others is meant as well, `status heroin`. */
export function chooseToRead(all: readonly Subscription[], meant: Meant): Choice {
  const choice = choose(all, meant);
  const [only, ...others] = choice.kind === "unlike" ? choice.among : [];
  const isIt = only !== undefined && others.length === 0 && meant.topics?.every((slug) => only.topics.includes(slug));
  return isIt === true ? { kind: "chosen", subscriptions: [only] } : choice;
}

/**
 * The same for what starts digests again: only one that rests can be meant, so the bare word is clear where one does, and so are
 * some of its topics.
 */
export function chooseToResume(
  all: readonly Subscription[],
  meant: Meant,
  rests: (subscription: Subscription) => boolean,
): Choice {
  const choice = choose(all, meant);
  if (choice.kind !== "several" && choice.kind !== "unlike") return choice;
  const resting = choice.among.filter(rests);
  const isNamed = resting.every(({ topics }) => (meant.topics ?? []).every((slug) => topics.includes(slug)));
  if (resting.length === 1 && isNamed) return { kind: "chosen", subscriptions: resting };
  return resting.length > 1 ? { ...choice, among: resting } : choice;
}

/** Whether two subscriptions would have one name. */
export function isSameSelection(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && new Set([...one, ...other]).size === one.length;
}

const TARGET = /(?:^|\s)#([\w.:/-]+)(?=\s|$)/u;

/** What a button's text says it is about, and the rest of its words. */
export function splitTarget(words: string): { readonly id: string | null; readonly rest: string } {
  const id = TARGET.exec(words)?.[1] ?? null;
  return { id, rest: id === null ? words : words.replace(TARGET, " ").trim() };
}

/** What a verb's words mean, once its topics are read. */
export function meantBy(
  id: string | null,
  rest: string,
  { topics, all }: { readonly topics: readonly string[]; readonly all: boolean },
): Meant {
  const everything = all && topics.length === 0 && isEverything(rest);
  return { id, all, topics: topics.length > 0 || everything ? topics : null };
}

/** `all` alone means all the digests of a place; these mean the one about everything, if there is one. */
function isEverything(rest: string): boolean {
  return /(?:^| )(?:everything|all (?:the )?topics)(?: |$)/u.test(fold(rest));
}
