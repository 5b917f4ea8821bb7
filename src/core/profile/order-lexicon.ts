/** The words of orders, looked up by where they stand in a text. */
import type { OrderList, OrderWords } from "./order-words.ts";

/** A phrase of one of the lists that were asked for, and how many words it takes. */
export interface ListedPhrase<List extends OrderList = OrderList> {
  readonly list: List;
  readonly words: number;
}

export interface OrderLexicon {
  /** The longest phrase of `lists` that begins at the word `index`. */
  at<List extends OrderList>(
    words: readonly { readonly text: string }[],
    index: number,
    lists: readonly List[],
  ): ListedPhrase<List> | undefined;
  /** Whether the end of a word is listed, as `15th` ends. */
  endsAs(ending: string, list: "hour-endings" | "date-endings"): boolean;
  /** Whether `through` between two weekdays makes a range of them, `before` standing before the first. */
  isRange(before: string, through: string): "open" | "closed" | undefined;
}

/** The longest phrase, in words. */
const LONGEST = 4;
/** Quotes, brackets, the marks of bold, italics and code. Not `-`, `+` and `!`, which turn a word's meaning round. */
const BEFORE = /^["'“”‘’„«»`´*_~([{<¿¡…]+/u;
const BEHIND = /["'“”‘’„«»`´*_~)\]}>.!?:…]+$/u;

/** Whether a quote, a bracket or a mark of bold stands before a word, or any mark behind it: there a thought begins or ends. */
export function opensAnew(word: string): boolean {
  return BEFORE.test(word);
}

export function closesOff(word: string): boolean {
  return BEHIND.test(word);
}

export function createOrderLexicon(orders: OrderWords): OrderLexicon {
  const lists = new Map<string, Set<string>>();
  for (const [list, phrases] of Object.entries(orders))
    for (const phrase of phrases) {
      const key = phrase.split(" ").map(comparedWord).join(" ");
      lists.set(key, (lists.get(key) ?? new Set()).add(list));
    }
  const ranges = new Set(orders.range);
  return {
    at(words, index, wanted) {
      for (let count = Math.min(LONGEST, words.length - index); count > 0; count--) {
        const held = lists.get(
          words
            .slice(index, index + count)
            .map(({ text }) => text)
            .join(" "),
        );
        const list = held === undefined ? undefined : wanted.find((each) => held.has(each));
        if (list !== undefined) return { list, words: count };
      }
      return undefined;
    },
    endsAs: (ending, list) => orders[list].includes(ending),
    isRange(before, through) {
      if (ranges.has(`${before} ... ${through}`)) return "closed";
      return ranges.has(through) ? "open" : undefined;
    },
  };
}

/** How words are compared; the same for those that are listed and those that are typed. */
export function comparedWord(word: string): string {
  return word
    .normalize("NFKC")
    .replace(BEFORE, "")
    .replace(BEHIND, "")
    .toLowerCase()
    .replaceAll("’", "'")
    .replaceAll("ё", "е");
}
