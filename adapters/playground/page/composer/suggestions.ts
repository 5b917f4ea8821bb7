/** What the composer offers while a person types: commands, the bot's name, and then what it can be asked. */
import type { Snapshot } from "#playground/snapshot.ts";

export interface Suggestion {
  /** What the text becomes. */
  readonly text: string;
  readonly label: string;
  readonly hint: string;
}

/** Which signs open the menu: Slack has `/` commands, Teams has mentions. */
export interface Offering {
  readonly packs: Snapshot["packs"];
  readonly topics: Snapshot["topics"];
  readonly bot: string;
  readonly commands: "slash" | "mention";
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
  ["subscribe", "A short briefing every week"],
  ["subscriptions", "What this channel gets"],
  ["about", "Where the words come from"],
];
const MOST = 8;

export function suggestionsFor(typed: string, offering: Offering): readonly Suggestion[] {
  const command = /^\/(\S*)$/.exec(typed);
  if (command !== null) return offering.commands === "slash" ? commandsFor(command[1] ?? "", offering) : [];
  const mention = /^([\s\S]*(?:^|\s))@(\w*)$/.exec(typed);
  if (mention !== null && offering.bot.toLowerCase().startsWith((mention[2] ?? "").toLowerCase())) {
    return [{ text: `${mention[1] ?? ""}@${offering.bot} `, label: `@${offering.bot}`, hint: "Ask in words" }];
  }
  const begun = beginningOf(typed, offering);
  return begun === null ? [] : wordsFor(begun.head, begun.word, offering);
}

function commandsFor(begun: string, { packs }: Offering): readonly Suggestion[] {
  return packs
    .filter(({ slug }) => slug.startsWith(begun.toLowerCase()))
    .map(({ slug, country }) => ({
      text: `/${slug} `,
      label: `/${slug}`,
      hint: `[topic or question] ${country} in the Index`,
    }));
}

/** The part that stays and the one word after it that is being typed. */
function beginningOf(typed: string, offering: Offering): { readonly head: string; readonly word: string } | null {
  const [, head, word = ""] = /^(\/\S+ |@\S+ )(\S*)$/.exec(typed) ?? [];
  if (head !== undefined) {
    const known = head === `@${offering.bot} ` || offering.packs.some(({ slug }) => head === `/${slug} `);
    return known ? { head, word } : null;
  }
  const bare = offering.commands === "mention" && offering.direct === "direct" && /^\S+$/.test(typed);
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
