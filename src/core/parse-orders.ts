/** Orders that are not given in so many words: with a question mark, or in words that may be one. Those are asked for last. */
import type { Asides } from "#core/conversation/asides.ts";
import { listedAt, type Nameable } from "#core/orders/cursor.ts";
import { tokenise } from "#core/orders/tokens.ts";
import { fold } from "#core/profile/fold.ts";
import type { OrderLexicon } from "#core/profile/order-lexicon.ts";
import { DAY_LISTS, PERIOD_LISTS } from "#core/profile/order-words.ts";
import type { Topics } from "#core/profile/topics.ts";
import { READING_VERBS, type Command } from "#core/request.ts";
import { readOrder } from "#core/subscriptions/parse-order.ts";
import { readVerb } from "#core/subscriptions/read-verb.ts";
import type { CommandWords, Guess } from "#core/conversation/command-words.ts";
import { afterWords } from "#core/conversation/courtesy.ts";

interface OrderGrammar {
  readonly topics: Topics;
  readonly orders: OrderLexicon;
  readonly commandWords: CommandWords;
  /** Words that open a question. */
  readonly questions: readonly string[];
}

type OrderCommand = Extract<Command, { readonly kind: "subscription" }>;

/** `Unsubscribe drugs?` asks whether that should be done, or what it would do; nothing that is asked so is done at once. */
export function asAsked(command: Command, text: string): Command {
  if (command.kind !== "subscription" || command.manner !== undefined) return command;
  // "May we subscribe to drugs?" asks for it politely.
  const isPolite = command.verb === "subscribe" && countWords(text) - countWords(command.rest) > 1;
  const isDone = isPolite || READING_VERBS.has(command.verb) || !/\?[\s"'”’)*_`]*$/u.test(text);
  return isDone ? command : { ...command, manner: "asked" };
}

function countWords(text: string): number {
  return fold(text).split(" ").filter(Boolean).length;
}

/** What a text is at last: of what is looked up, it is asked first whether it is an order or about the bot. */
export function takenFor(command: Command, text: string, grammar: OrderGrammar & { readonly asides: Asides }): Command {
  if (command.kind !== "ask") return asAsked(command, text);
  const { question } = command;
  const words = fold(text).split(" ").filter(Boolean);
  return guessOrder(question, words, grammar) ?? grammar.asides.hintedAt(question) ?? command;
}

/** What is no question for sure and may be an order; `words` are those of the whole text, folded. Undefined where it is none. */
function guessOrder(text: string, words: readonly string[], grammar: OrderGrammar): OrderCommand | undefined {
  const [first = ""] = words;
  if (first === "ask" || grammar.questions.includes(first)) return undefined;
  return byFirstWord(text, grammar) ?? behindVerb(text, words) ?? byRhythm(text, grammar);
}

/** No zone is looked for: whether it is an order does not hang on one. */
function nameableOf({ topics, orders }: OrderGrammar): Nameable {
  return { topics, orders, zones: { find: () => undefined, meant: () => [] } };
}

/** `Remove prevention`, where nothing but topics follows; `make it fridays`, where nothing but times and days does. */
function byFirstWord(text: string, grammar: OrderGrammar): OrderCommand | undefined {
  const guess = grammar.commandWords.guess(text);
  return guess !== undefined && isMeant(guess, nameableOf(grammar)) ? guess.order : undefined;
}

function isMeant({ name, order: { rest } }: Guess, nameable: Nameable): boolean {
  switch (name) {
    case "add":
    case "remove":
    case "mute":
    case "retopic": {
      const { topics, unread } = readVerb("preview", rest, nameable);
      return unread.length === 0 && topics.length > 0;
    }
    case "retime":
    case "begin": {
      const { rhythm, time, unread } = readOrder(rest, nameable);
      // "Create a digest on drugs" says what it is, "switch to drugs" may be about the page.
      const isDigest = name === "begin" && tokenise(rest).some((_, index, words) => isDigestAt(words, index, nameable));
      return unread.length === 0 && (rhythm !== null || time !== null || isDigest);
    }
  }
}

function isDigestAt(words: ReturnType<typeof tokenise>, index: number, nameable: Nameable): boolean {
  return listedAt({ ...nameable, words, index }, ["digests"]) !== undefined;
}

/** `Let's subscribe to drugs`: these two verbs are about nothing else here. */
function behindVerb(text: string, words: readonly string[]): OrderCommand | undefined {
  const at = words.findIndex((word, place) => place > 0 && (word === "subscribe" || word === "unsubscribe"));
  const verb = words[at] === "subscribe" ? "subscribe" : "unsubscribe";
  return at === -1 ? undefined : { kind: "subscription", verb, rest: afterWords(text, at + 1), manner: "guessed" };
}

/** So many words of an order may be others than those of orders. */
const MOST_UNREAD = 5;

/** `Drugs every friday at 9`, `send us heroin on mondays`: a day that comes again, with a time or with a wish for digests. */
function byRhythm(text: string, grammar: OrderGrammar): OrderCommand | undefined {
  const nameable = nameableOf(grammar);
  const words = tokenise(text);
  const at = (index: number, lists: Parameters<typeof listedAt>[1]) => listedAt({ ...nameable, words, index }, lists);
  // Most questions name no day: only of the others the order is read.
  if (!words.some((_, index) => at(index, [...DAY_LISTS, ...PERIOD_LISTS, "every"]) !== undefined)) return undefined;
  const { rhythm, time, unread } = readOrder(text, nameable);
  const wish = at(0, ["wishes"]);
  const isWished =
    wish !== undefined &&
    (at(wish.words, ["recipients"]) !== undefined || words.some((_, index) => at(index, ["digests"]) !== undefined));
  if (rhythm === null || (time === null && !isWished)) return undefined;
  const others = unread.flatMap((each) => each.split(" "));
  return others.length > MOST_UNREAD
    ? undefined
    : { kind: "subscription", verb: "subscribe", rest: text.trim(), manner: "guessed" };
}
