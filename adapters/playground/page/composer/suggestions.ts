/** What the composer offers while a person types: commands, the bot's name, and then what it can be asked. */
import type { Snapshot } from "#playground/snapshot.ts";

export interface Suggestion {
  /** What the text becomes. */
  readonly text: string;
  readonly label: string;
  readonly hint: string;
}

/** What `/` opens: in Slack a country's command, in Teams the app's own. */
export interface SlashCommand {
  readonly word: string;
  readonly hint: string;
  /** Whether more may be typed behind it, or it stands alone. */
  readonly takes: "words" | "nothing";
}

export interface Offering {
  /** Those of this place: none in a thread. */
  readonly slashes: readonly SlashCommand[];
  readonly topics: Snapshot["topics"];
  readonly bot: string;
  /** In a chat of two nobody needs to be mentioned. */
  readonly direct: "direct" | "shared";
}

const BOT_WORDS: readonly (readonly [text: string, hint: string])[] = [
  ["help", "What you can ask"],
  ["scores", "Headline scores and ranks"],
  ["trend", "How the scores moved between editions"],
  ["markets", "The criminal markets"],
  ["actors", "The criminal actors"],
  ["resilience", "What stands against them"],
  ["export", "An evidence pack to take away"],
  ["subscribe", "A short briefing every week"],
  ["subscriptions", "What this channel gets"],
  ["about", "Where the words come from"],
];
const MOST = 8;

export function suggestionsFor(typed: string, offering: Offering): readonly Suggestion[] {
  const command = /^\/(\S*)$/.exec(typed);
  if (command !== null) return slashesFor(command[1] ?? "", offering);
  const mention = /^([\s\S]*(?:^|\s))@(\w*)$/.exec(typed);
  if (mention !== null && offering.bot.toLowerCase().startsWith((mention[2] ?? "").toLowerCase())) {
    return [{ text: `${mention[1] ?? ""}@${offering.bot} `, label: `@${offering.bot}`, hint: "Ask in words" }];
  }
  const begun = beginningOf(typed, offering);
  return begun === null ? [] : wordsFor(begun.head, begun.word, offering);
}

function slashesFor(begun: string, { slashes }: Offering): readonly Suggestion[] {
  const fitting = slashes.filter(({ word }) => word.toLowerCase().startsWith(begun.toLowerCase()));
  // What stands alone is complete when it is written out.
  if (fitting.length === 1 && fitting[0]?.word === begun && fitting[0].takes === "nothing") return [];
  return fitting.slice(0, MOST).map(({ word, hint, takes }) => ({
    text: takes === "words" ? `/${word} ` : `/${word}`,
    label: `/${word}`,
    hint,
  }));
}

/** The part that stays and the one word after it that is being typed. */
function beginningOf(typed: string, offering: Offering): { readonly head: string; readonly word: string } | null {
  const [, head, word = ""] = /^(\/\S+ |@\S+ )(\S*)$/.exec(typed) ?? [];
  if (head !== undefined) {
    const known =
      head === `@${offering.bot} ` ||
      offering.slashes.some(({ word, takes }) => takes === "words" && head === `/${word} `);
    return known ? { head, word } : null;
  }
  const bare = offering.direct === "direct" && /^\S+$/.test(typed);
  return bare ? { head: "", word: typed } : null;
}

function wordsFor(head: string, word: string, { topics }: Offering): readonly Suggestion[] {
  const begun = word.toLowerCase();
  // What is typed begins the slug or one of its words: `tra` finds `heroin-trade`.
  const named = topics.map(({ slug, name }) => [slug, name] as const);
  const fits = ([slug]: readonly [string, string]) => `-${slug}`.includes(`-${begun}`);
  const words = BOT_WORDS.filter(([text]) => !topics.some(({ slug }) => slug === text));
  const offered = begun === "" ? [...named.slice(0, 4), ...words] : [...named, ...words];
  const found = offered.filter(fits);
  const whole = found.length === 1 && found[0]?.[0] === begun;
  return whole ? [] : found.slice(0, MOST).map(([text, hint]) => ({ text: `${head}${text}`, label: text, hint }));
}
