/** What every composer works from: one pack and its own figures, what holds for the Index, the wording and the time. */
import { BUTTONS } from "#core/document/buttons.ts";
import { ledBy, buttons, paragraph, show, text, typed } from "#core/document/blocks.ts";
import type { Action, Block, Span } from "#core/document/briefing.ts";
import { plainLine } from "#core/document/plain-text.ts";
import type {
  Country,
  CountryFigures,
  Finding,
  Indicator,
  Library,
  Pack,
  Pillar,
  Section,
  Taxonomy,
} from "#core/profile/profile.ts";
import type { AsideWords, Fact } from "#core/profile/aside-words.ts";
import type { Nations } from "#core/profile/nations.ts";
import type { Topics } from "#core/profile/topics.ts";
import { NOTHING_IMPORTED, type World, type WorldSource } from "#core/profile/world.ts";
import type { Conversation, Detail } from "#core/request.ts";
import { OBJECT, say, sayInParts, type SayValues, type Wording, type WordingKey } from "#core/wording/wording.ts";

export interface Context {
  readonly pack: Pack;
  /** The pack's own country. */
  readonly country: Country;
  /** Its figures in the pack's own edition. */
  readonly figures: CountryFigures;
  readonly taxonomy: Taxonomy;
  readonly wording: Wording;
  readonly topics: Topics;
  /** Countries that only figures are here of. */
  readonly world: World;
  /** All countries that are known by name, with figures or without. */
  readonly nations: Nations;
  /** What is told about the Index and the bot. */
  readonly facts: readonly Fact[];
  /** What is said in each of the languages that are understood. */
  readonly asides: readonly AsideWords[];
  /** Whom people in need may turn to, in a line; null where the deployment names nobody. */
  readonly helpContact: string | null;
  /** Where the message will stand; null where it is not known, or does not matter. */
  readonly venue: Venue | null;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
}

/** What decides how people speak to the bot. */
export type Venue = Pick<Conversation, "platform" | "kind">;

/** When a message is composed, and where it will stand. */
export interface Occasion {
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
  readonly venue?: Venue | null;
}

/** What a context is opened from. */
export interface Content {
  readonly library: Library;
  readonly topics: Topics;
  /** Slug of the pack that is meant where none is named. */
  readonly defaultPack: string;
  /** Whom people in need may turn to, in a line. */
  readonly helpContact?: string | null;
  /** Countries that figures were brought in of; none when absent. */
  readonly world?: WorldSource;
}

/** Throws when there is no pack of that slug: whoever may name a lost one looks first. */
export function openContext(
  content: Pick<Content, "library" | "topics" | "helpContact" | "world">,
  slug: string,
  { now, venue = null }: Occasion,
): Context {
  const { library, topics, helpContact = null } = content;
  const world = (content.world ?? NOTHING_IMPORTED).current();
  const pack = world.packOf(slug) ?? findPack(library, slug);
  // The content check holds every pack to figures of its own, its country first.
  const [country] = pack.figures.countries;
  const figures = country?.editions.find(({ edition }) => edition === pack.edition);
  if (country === undefined || figures === undefined) throw new Error(`The pack ${slug} has no figures of its own`);
  const { taxonomy, wording, facts, asides, nations } = library;
  return { pack, country, figures, taxonomy, wording, topics, world, nations, facts, asides, helpContact, venue, now };
}

/** Whether anything is answered of that slug, be it figures alone. */
export function isAnsweredOf(
  { library, world = NOTHING_IMPORTED }: Pick<Content, "library" | "world">,
  slug: string,
): boolean {
  return library.packs.some((pack) => pack.slug === slug) || world.current().packOf(slug) !== undefined;
}

/** Throws when there is none of that slug. */
export function findPack({ packs }: Library, slug: string): Pack {
  const pack = packs.find((candidate) => candidate.slug === slug);
  if (pack === undefined) throw new Error(`There is no pack ${slug}`);
  return pack;
}

/** `say` with the context's wording. */
export function says<K extends WordingKey>(context: Context, key: K, ...values: SayValues<K>): string {
  return say(context.wording, key, ...values);
}

/** The same as spans, with what is to be typed shown as each platform shows a command. */
export function saysInSpans<K extends WordingKey>(context: Context, key: K, ...values: SayValues<K>): readonly Span[] {
  return typed(sayInParts(context.wording, key, ...values));
}

/** The sentence with a span where it says `sign`: a person, a moment. */
export function placed(words: string | readonly Span[], span: Span, sign: string = OBJECT): readonly Span[] {
  const spans = typeof words === "string" ? [text(words)] : words;
  return spans.flatMap((each): readonly Span[] => {
    const [before = "", ...after] = each.kind === "text" ? each.text.split(sign) : [];
    if (after.length === 0) return [each];
    const parts: readonly Span[] = [text(before), span, text(after.join(plainLine([span])))];
    return parts.filter((part) => part === span || plainLine([part]) !== "");
  });
}

/** A moment, by the reader's own clock where the platform knows it: then it says that it is theirs. */
export function momentSpan(context: Context, at: number, words: string): Span {
  return { kind: "moment", at, text: words, own: says(context, "moment.own") };
}

export function sectionsOf(context: Context, pillar: Pillar): readonly Section[] {
  return context.taxonomy.sections.filter((section) => section.pillar === pillar.slug);
}

/** The indicators of a section in the edition of the pack, in the Index's order. */
export function indicatorsOf(context: Context, section: string): readonly Indicator[] {
  return context.taxonomy.indicators.filter((indicator) => indicator.section === section);
}

export function pillarOf(context: Context, slug: string): Pillar {
  const pillar = context.taxonomy.pillars.find((candidate) => candidate.slug === slug);
  if (pillar === undefined) throw new Error(`There is no pillar ${slug}`);
  return pillar;
}

export function nameOf(context: Context, slug: string): string {
  return context.topics.get(slug)?.name ?? slug;
}

/** A topic within a sentence: `the heroin trade`, `drugs`. */
export function phraseOf(context: Context, slug: string): string {
  const indicator = context.taxonomy.indicators.find((each) => each.slug === slug);
  return indicator?.phrase ?? lowered(nameOf(context, slug));
}

/** A country within a sentence: `Ruritania`, `the United States`. */
export function countryPhrase(context: Context, country: string): string {
  const called = calledIn(context, country);
  if (called !== undefined) return called;
  const isArticled = says(context, "country.articled").split(", ").includes(country);
  return isArticled ? says(context, "country.phrase", { country }) : country;
}

/** Where the workbook has another name: `Karvonia, Rep.` */
function calledIn(context: Context, country: string): string | undefined {
  const pairs = says(context, "country.called").split("; ");
  return pairs.map((pair) => pair.split(" = ")).find(([name]) => name === country)?.[1];
}

/** At the head of a sentence. */
export function raised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Within a sentence. */
export function lowered(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}

export function findingsOf(context: Context, indicator: string): readonly Finding[] {
  return context.pack.findings.filter((finding) => finding.indicator === indicator);
}

/** What people write before the words of a command: `/slug`, a mention, or nothing between two. */
export function commandOf({ pack, venue }: Context): string {
  switch (venue?.platform) {
    case "teams":
      return venue.kind === "direct" ? "" : "@Briefing";
    case "terminal":
      return "npm run -s briefing --";
    case "slack":
    case undefined:
      return `/${pack.slug}`;
  }
}

/** The same in a list: a command of several words is said once before it. */
export function commandsOf(context: Context): { readonly before: readonly Block[]; readonly command: string } {
  const command = commandOf(context);
  return command.includes(" ")
    ? { before: [paragraph(says(context, "help.before", { command }))], command: "" }
    : { before: [], command };
}

/** The button that shows a topic, by its name. */
export function showTopic(context: Context, slug: string): Action {
  return show(context.pack.slug, slug, nameOf(context, slug));
}

/** More than these make a row of buttons break, and the menu stand alone below it. */
const LONGEST_LABEL = 21;

/** What a button that leads to a topic is called: by its name, or where that is long as a chart calls it. */
export function buttonName({ topics, taxonomy }: Context, slug: string): string {
  const name = topics.get(slug)?.name ?? slug;
  const short = taxonomy.indicators.find((indicator) => indicator.slug === slug)?.short ?? name;
  return name.length > LONGEST_LABEL ? short : name;
}

/** The button that posts where everyone sees it what `words` ask for. */
export function shareAction(context: Context, words: string): Action {
  return { kind: "share", label: says(context, "action.share"), pack: context.pack.slug, text: words };
}

export interface Offer {
  /** What is on the screen; empty for the overview. */
  readonly topic: string;
  readonly detail: Detail;
  /** How the rest of it is called; null where there is none, or too much for one message. */
  readonly all: string | null;
  readonly parts: readonly { readonly slug: string }[];
  /** What else can be done with what is on the screen. */
  readonly also?: readonly Action[];
}

/** All of it, then a way to each part. */
export function waysOn(context: Context, { topic, detail, all, parts, also = [] }: Offer): Block {
  const words = `${topic} all`.trim();
  const rest = detail === "full" || all === null ? [] : [show(context.pack.slug, words, all)];
  const ways = [...rest, ...parts.map(({ slug }) => showTopic(context, slug))];
  const block = withShare(ways, also, shareAction(context, detail === "full" ? words : topic));
  return rest.length > 0 && topic !== "" ? ledBy(block) : block;
}

type Actions = Extract<Block, { kind: "actions" }>;

/** The likeliest ways on, and sharing as the last button wherever it is offered: what is private is found by its place. */
export function withShare(ways: readonly Action[], more: readonly Action[], share: Action | null): Actions {
  const shared = share === null ? [] : [share];
  const room = BUTTONS - shared.length;
  return buttons([...ways.slice(0, room), ...shared], [...ways.slice(room), ...more]);
}
