/** Orders that are asked for politely: `could you please pause it?`, `пожалуйста, подпишите нас на наркотики`. */
import type { AsideWords } from "#core/profile/aside-words.ts";
import { fold } from "#core/profile/fold.ts";
import { SUBSCRIPTION_VERBS, type Command, type SubscriptionVerb } from "#core/request.ts";
import { openMatcher } from "#core/conversation/patterns/matching.ts";
import { withoutLists, type WrittenPattern } from "#core/conversation/patterns/pattern.ts";
import type { PatternTable } from "#core/conversation/patterns/table.ts";

/** Undefined for what does not begin with courtesies and go on with a verb of orders. `words` are those of `text`, folded. */
export type ReadCourteous = (text: string, words: readonly string[]) => Command | undefined;

/** Whether it asks or begs: `can you subscribe?` may ask what the bot is able to do, `please subscribe` does not; or wants none of it. */
const MANNERS = ["asking", "begging", "negating"] as const;
type Manner = (typeof MANNERS)[number];

export interface CourtesyPatterns {
  readonly courtesies: readonly WrittenPattern<Manner>[];
  readonly verbs: readonly WrittenPattern<SubscriptionVerb>[];
  /** Verbs that stand last, and whether what they say shall not be done. */
  readonly behind: readonly WrittenPattern<{ readonly verb: SubscriptionVerb; readonly isNegated: boolean }>[];
}

type CourtesyTables = Readonly<Record<keyof CourtesyPatterns, PatternTable>>;

export function patternsOfCourtesies(languages: readonly AsideWords[]): CourtesyPatterns {
  const behind = (list: "behind" | "spared", isNegated: boolean) =>
    SUBSCRIPTION_VERBS.flatMap((verb) =>
      languages.flatMap(({ courtesies }) => withoutLists({ verb, isNegated }, courtesies[list][verb] ?? [])),
    );
  return {
    courtesies: languages.flatMap(({ courtesies }) =>
      MANNERS.flatMap((manner) => withoutLists(manner, courtesies[manner])),
    ),
    verbs: SUBSCRIPTION_VERBS.flatMap((verb) =>
      languages.flatMap(({ commands, courtesies }) => [
        ...(isOrdering(verb) ? withoutLists(verb, commands[verb] ?? []) : []),
        ...withoutLists(verb, courtesies.orders[verb] ?? []),
      ]),
    ),
    behind: [...behind("behind", false), ...behind("spared", true)],
  };
}

/** `tables` are of the languages' patterns. */
export function createCourteous(languages: readonly AsideWords[], tables: CourtesyTables): ReadCourteous {
  const patterns = patternsOfCourtesies(languages);
  const courtesyAt = openMatcher(
    tables.courtesies,
    patterns.courtesies.map(({ value }) => value),
  );
  const phraseAt = openMatcher(
    tables.verbs,
    patterns.verbs.map(({ value }) => value),
  );
  const orderBehind = createBehind(languages, patterns.behind, tables.behind);
  const verbAt = (
    words: readonly string[],
    at: number,
  ): { readonly verb: SubscriptionVerb; readonly end: number } | undefined => {
    const verb = SUBSCRIPTION_VERBS.find((each) => each === words[at]);
    const [longest] = phraseAt(words, at).toSorted((one, other) => other.end - one.end);
    if (longest !== undefined) return { verb: longest.value, end: longest.end };
    return verb === undefined ? undefined : { verb, end: at + 1 };
  };
  return (text, words) => {
    const ways = new Map<number, Way>([[0, { manner: "asking", from: 0 }]]);
    for (const [start, { manner }] of ways) {
      const found = start === 0 ? undefined : verbAt(words, start);
      // Behind a question alone there is something that is asked for.
      if (found !== undefined && (manner !== "asking" || words.length > start + 1))
        return orderOf(found.verb, afterWords(text, found.end), manner === "negating");
      for (const { value, end } of courtesyAt(words, start)) {
        const known = ways.get(end);
        // `Не могли бы вы` is one phrase, whatever its first word says alone.
        if (known === undefined || known.from >= start)
          ways.set(end, {
            manner: stronger(known?.from === start ? known.manner : undefined, value, manner),
            from: start,
          });
      }
    }
    return orderBehind(text, words);
  };
}

/** How a place is reached, and where the last phrase before it begins. */
interface Way {
  readonly manner: Manner;
  readonly from: number;
}

function orderOf(verb: SubscriptionVerb, rest: string, isNegated: boolean): Command {
  return { kind: "subscription", verb, rest, ...(isNegated ? { manner: "negated" } : {}) };
}

function stronger(...manners: readonly (Manner | undefined)[]): Manner {
  return MANNERS.findLast((manner) => manners.includes(manner)) ?? "asking";
}

/** Where the verb stands last, as in Kyrgyz: what it is about stands before it. */
function createBehind(
  languages: readonly AsideWords[],
  patterns: CourtesyPatterns["behind"],
  table: PatternTable,
): ReadCourteous {
  const phraseAt = openMatcher(
    table,
    patterns.map(({ value }) => value),
  );
  const whom = new Set(languages.flatMap(({ courtesies }) => courtesies.whom).map(fold));
  return (text, words) => {
    // "Write about drugs" asks for something else than "put us down for drugs".
    const isForSomebody = whom.has(words[0] ?? "");
    for (const start of words.keys()) {
      const found = phraseAt(words, start).find(({ end }) => end === words.length)?.value;
      if (found !== undefined && (found.verb !== "subscribe" || isForSomebody))
        return orderOf(found.verb, cutAt(text, start).before, found.isNegated);
    }
    return undefined;
  };
}

/** Verbs behind which an order may stand; behind the others a text is about something else. */
const ORDERING: readonly string[] = [
  "subscribe",
  "unsubscribe",
  "pause",
  "resume",
  "skip",
] satisfies SubscriptionVerb[];

export function isOrdering(command: string): boolean {
  return ORDERING.includes(command);
}

/** What is left of a text behind as many words as folding makes of its beginning. */
export function afterWords(text: string, count: number): string {
  return cutAt(text, count).behind;
}

function cutAt(text: string, count: number): { readonly before: string; readonly behind: string } {
  const typed = text.trim().split(/\s+/u);
  let at = 0;
  for (let folded = 0; at < typed.length && folded < count; at++)
    folded += fold(typed[at] ?? "")
      .split(" ")
      .filter(Boolean).length;
  return { before: typed.slice(0, at).join(" "), behind: typed.slice(at).join(" ") };
}
