/** A person's words, after the pack's command or a mention, into a Command: one grammar for every platform. */
import { readAskAbout } from "#core/briefings/question.ts";
import { asideTablesOf, type AsideTables } from "#core/conversation/aside-tables.ts";
import { createAsides, type Asides } from "#core/conversation/asides.ts";
import { createCommandWords, type CommandWords } from "#core/conversation/command-words.ts";
import { createCorrection, type ReadCorrection } from "#core/conversation/correction.ts";
import { readExport } from "#core/export/read-export.ts";
import { asSeen } from "#core/wording/visible.ts";
import { editDistance, fold } from "#core/profile/fold.ts";
import type { OrderLexicon } from "#core/profile/order-lexicon.ts";
import type { Library, Pack } from "#core/profile/profile.ts";
import type { Nations } from "#core/profile/nations.ts";
import type { Topics } from "#core/profile/topics.ts";
import { NOTHING_IMPORTED, type WorldSource } from "#core/profile/world.ts";
import { SUBSCRIPTION_VERBS, type Command } from "#core/request.ts";
import { countryIn, parseCountry } from "#core/figure-words/countries.ts";
import { parseFigures } from "#core/figure-words/commands.ts";
import { createFigureCountries, type FigureCountries } from "#core/figure-words/named.ts";
import { createFigurePhrases, spelledSigns, type FigurePhrases } from "#core/figure-words/phrases.ts";
import { parsePlainFigures } from "#core/figure-words/plain.ts";
import { inNamedArea, isAsked, parseAskedFigures, parseShortQuestion } from "#core/figure-words/short-questions.ts";
import { asAsked, takenFor } from "./parse-orders.ts";
import { EVERYTHING, parseTopic } from "./parse-topic.ts";
import { afterFirstWord, parseVerb, unknown } from "./parse-verb.ts";

export interface Grammar {
  readonly topics: Topics;
  readonly packs: readonly Pack[];
  readonly countryNames: FigureCountries;
  readonly world: WorldSource;
  readonly nations: Nations;
  readonly phrases: FigurePhrases;
  /** The score above which the Index calls one high. */
  readonly line: number;
  /** Words that open a question, so that `who smuggles` is not read as a misspelt topic. */
  readonly questions: readonly string[];
  readonly pronouns: ReadonlySet<string>;
  /** Slugs of facts that are asked for in words which may be about something else. */
  readonly yielding: ReadonlySet<string>;
  readonly asides: Asides;
  readonly commandWords: CommandWords;
  readonly correction: ReadCorrection;
  readonly orders: OrderLexicon;
}

export interface GrammarParts {
  readonly world?: WorldSource | undefined;
  /** Of the library's asides; made when absent. */
  readonly asideTables?: (() => AsideTables) | undefined;
}

export function createGrammar(
  { packs, asides, facts, asking, vocabulary, nations, figureWords, orders, taxonomy }: Library,
  topics: Topics,
  { world = NOTHING_IMPORTED, asideTables: tables = asideTablesOf(asides, vocabulary) }: GrammarParts = {},
): Grammar {
  return {
    topics,
    packs,
    countryNames: createFigureCountries(packs),
    world,
    nations,
    phrases: createFigurePhrases(figureWords),
    line: taxonomy.scale.line,
    orders,
    questions: asking.questions,
    pronouns: new Set(asking.pronouns),
    yielding: new Set(facts.flatMap(({ slug, yields }) => (yields ? [slug] : []))),
    asides: createAsides({ languages: asides, packs, topics, vocabulary, tables }),
    correction: createCorrection(asking),
    commandWords: createCommandWords({ languages: asides, packs, topics, tables }),
  };
}

const PAGES = { help: "help", about: "about", privacy: "privacy" } as const;
const HOW_CALCULATED = /^\s*how calculated\s*\??\s*$/iu;
const ASKS_FOR_HELP = /^\s*\?+\s*$/u;
const EXPORT = /^\s*export(?![\p{L}\p{N}-])/iu;
/** Of figures alone there is nothing to take away, whichever topic and format were named. */
const NOTHING_EXPORTED = { topic: null, findings: [], format: "pdf", leans: false } as const;
/** The longest name of a country, in words. */
const LONGEST_COUNTRY = 4;
/** What a name before it makes a command of that country; all else that begins with one may be about it in any way. */
const ASKED_OF_PACKS: ReadonlySet<Command["kind"]> = new Set([
  "figures",
  "choose-figures",
  "topic",
  "subscription",
  "export",
]);

/**
 * Reads what was typed after the command of `pack` (a slug), or of the only one. Takes any text of any length in any
 * script; never throws.
 */
export function parseText(typed: string, grammar: Grammar, pack = onlyPack(grammar)): Command {
  const text = asSeen(typed);
  const sure = parseSure(text, grammar);
  if (sure !== undefined) return sure;
  const words = fold(spelledSigns(text)).split(" ").filter(Boolean);
  const read = parsePlainFigures(text, words, { grammar, pack }) ?? readAside(text, words, { grammar, pack });
  if (read !== undefined) return read;
  if (ASKS_FOR_HELP.test(text)) return { kind: "help" };
  if (words.length === 0)
    return text.trim() === "" ? { kind: "overview", detail: "brief" } : unknown(text, grammar.topics);
  const worded = grammar.commandWords.read(text);
  if (worded !== undefined) return asAsked(worded, text);
  const rest = grammar.commandWords.passOver(text, pack);
  if (rest !== undefined) return parseText(rest, grammar, pack);
  const command = inNamedArea(parseCommand(text, words, { grammar, pack }), words, grammar.phrases);
  return takenFor(command ?? parseTopic(text, words, grammar), text, grammar);
}

/** A slug as buttons carry it; and an order for a file, before what is said about files: `export csv`. */
function parseSure(text: string, grammar: Grammar): Command | undefined {
  const exact = grammar.topics.get(text);
  if (exact !== undefined) return { kind: "topic", slug: exact.slug, detail: "brief" };
  // What its button is called, typed: the bot's own numbers, not the Index's method.
  if (HOW_CALCULATED.test(text)) return parseFigures(["calculation", "criminality"], grammar, null);
  if (!EXPORT.test(text)) return undefined;
  const order = afterFirstWord(text);
  const country = countryIn(order, grammar);
  return country === undefined ? readExport(order, grammar) : { kind: "export", ...NOTHING_EXPORTED, country };
}

/** What is no question about the country. `please pause the digest` does it, and asks nothing about how that is done. */
function readAside(
  text: string,
  words: readonly string[],
  { grammar, pack }: { readonly grammar: Grammar; readonly pack: string | null },
): Command | undefined {
  // `Worst one?` is no praise.
  const figures = parseAskedFigures(text, words, { grammar, pack });
  if (figures !== undefined) return figures;
  const [first] = words;
  const aside = grammar.asides.read(first === "ask" ? afterFirstWord(text) : text);
  const order = aside?.kind === "need" ? undefined : grammar.commandWords.courteous(text);
  if (order !== undefined) return order;
  if (aside?.kind !== "fact") return aside;
  // It begins with a verb of orders, and is read as one below.
  if (aside.slug === "unsubscribe" && SUBSCRIPTION_VERBS.some((verb) => verb === first)) return undefined;
  return mayMeanTopic(aside.slug, words, grammar) ? { ...aside, asked: text } : aside;
}

/** `Who is behind it?`: in a conversation that may be its topic. */
function mayMeanTopic(fact: string, words: readonly string[], { yielding, pronouns }: Grammar): boolean {
  return yielding.has(fact) && words.some((word) => pronouns.has(word));
}

/** What a button carries says all that it means; null where nothing here has that name, now or any more. */
export function parsePress(text: string, grammar: Grammar): Command | null {
  const topics = readAskAbout(text);
  if (topics !== null) return { kind: "question", topics };
  const command = parseText(text, grammar);
  const isGuess = command.kind === "ask" && !/^ask\s/u.test(text);
  const isGone = command.kind === "choose-export" && command.by === "nothing";
  return isGuess || isGone || command.kind === "unknown" || command.kind === "choose" ? null : command;
}

function parseCommand(
  text: string,
  words: readonly string[],
  { grammar, pack }: { readonly grammar: Grammar; readonly pack: string | null },
): Command | undefined {
  return (
    parseVerb(text, words, grammar) ??
    parseHere(words, grammar) ??
    parsePage(words) ??
    // With a question mark that was looked for before all else.
    (isAsked(text) ? undefined : parseShortQuestion({ words, isAsked: false }, grammar, pack)) ??
    parseFigures(words, grammar, pack) ??
    parseCountry(words, grammar, pack)
  );
}

/**
 * Who and what was mentioned besides the bot, `@Bob`, `#general`, are words of an order: `unsubscribe @Bob` ends nothing. A
 * name that stands among the words, as Teams writes it, is marked there. Whoever asks a question calls somebody else by them.
 */
export function mentioning(command: Command, mentions: readonly string[] = []): Command {
  if (command.kind !== "subscription") return command;
  const rest = mentions.reduce((words, mention) => {
    const name = mention.slice(1);
    const at = words.split(mention).join(" ".repeat(mention.length)).indexOf(name);
    return at === -1 ? `${words} ${mention}` : `${words.slice(0, at)}${mention}${words.slice(at + name.length)}`;
  }, command.rest);
  return { ...command, rest: rest.trim() };
}

/** Reads a mention or a direct message, which may name its pack first: `/country drugs`, `country drugs`. */
export function parseMention(
  typed: string,
  grammar: Grammar,
): { readonly pack: string | null; readonly command: Command } {
  const text = asSeen(typed);
  const [first, ...rest] = text.trim().split(/\s+/u);
  const named = grammar.packs.find((pack) => fold(first ?? "") === fold(pack.slug));
  if (named === undefined) return parseApart(text, grammar) ?? parseUnnamed(text, grammar);
  return { pack: named.slug, command: parseText(rest.join(" "), grammar, named.slug) };
}

function parseUnnamed(text: string, grammar: Grammar): { readonly pack: string | null; readonly command: Command } {
  const command = parseText(text, grammar);
  return { pack: ("country" in command ? command.country : null) ?? null, command };
}

/** `chile drugs`, `/chile`: a country that only figures are here of; undefined where a sentence only begins with its name. */
function parseApart(text: string, grammar: Grammar): { readonly pack: string; readonly command: Command } | undefined {
  const world = grammar.world.current();
  if (world.countries.length === 0) return undefined;
  const words = text.trim().split(/\s+/u);
  const isCommand = text.trim().startsWith("/");
  for (let count = Math.min(LONGEST_COUNTRY, words.length); count > 0; count--) {
    const name = fold(words.slice(0, count).join(" "));
    const slug = isCommand ? name.replaceAll(" ", "-") : world.named(name);
    if (slug === undefined || world.packOf(slug) === undefined) continue;
    const rest = words.slice(count).join(" ");
    const command = parseText(rest, grammar, slug);
    return isCommand || (rest !== "" && ASKED_OF_PACKS.has(command.kind)) ? { pack: slug, command } : undefined;
  }
  return undefined;
}

/** The pack whose name says nothing where it is typed again. */
function onlyPack({ packs }: Grammar): string | null {
  return packs.length === 1 ? (packs[0]?.slug ?? null) : null;
}

/** `here` with a country: longer texts that begin so are no command. */
function parseHere([first, ...others]: readonly string[], { packs }: Grammar): Command | undefined {
  if (first !== "here" || others.length > LONGEST_COUNTRY) return undefined;
  const asked = others.join(" ");
  const pack = packs.find(({ slug, country }) => [slug, country].map(fold).includes(asked));
  return { kind: "here", asked, pack: pack?.slug ?? null };
}

function parsePage(words: readonly string[]): Command | undefined {
  const [first = "", second] = words;
  if (first === "overview" && EVERYTHING.has(second ?? "")) return { kind: "overview", detail: "full" };
  if (first === "help") return { kind: "help" };
  if (words.length !== 1) return undefined;
  if (EVERYTHING.has(first)) return { kind: "overview", detail: "full" };
  if (first === "overview") return { kind: "overview", detail: "brief" };
  for (const [name, kind] of Object.entries(PAGES)) if (editDistance(first, name, 1) <= 1) return { kind };
  return undefined;
}
