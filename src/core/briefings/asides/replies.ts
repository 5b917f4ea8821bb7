/** What is answered to small talk, to somebody in need, and to questions about the Index and the bot. */
import { bullets, buttons, code, lead, link, message, paragraph, show, text } from "#core/document/blocks.ts";
import type { Action, Block, Briefing, Span } from "#core/document/briefing.ts";
import { plainLine } from "#core/document/plain-text.ts";
import type { Fact, FactPlaceholder, Need, NeedLink, Tone } from "#core/profile/aside-words.ts";
import type { PillarSlug } from "#core/profile/profile.ts";
import type { Reply } from "#core/reply.ts";
import type { Command } from "#core/request.ts";
import { sentenceParts } from "#core/wording/wording.ts";
import { commandOf, says, type Context } from "#core/briefings/context.ts";
import { inWords } from "#core/briefings/figures/places.ts";
import { ageOf, newestPageWords, stamp } from "#core/briefings/stamp.ts";

/** One line, and for who only greets a way to begin. */
export function replyToSmalltalk(context: Context, tone: Tone): Reply {
  const words = smalltalkOf(context, tone);
  const help = show(context.pack.slug, "help", says(context, "action.help"));
  const actions: readonly Block[] = tone === "greeting" ? [buttons([help])] : [];
  const briefing = { title: words, summary: words, blocks: [paragraph(words), ...actions] };
  return { kind: "smalltalk", topic: null, briefing };
}

/** Where each need leads to. Whoever wants to report a crime or to testify is sent to no helpline. */
const LINKS_OF: Readonly<Record<Need, readonly NeedLink[]>> = {
  "self-harm": ["helplines"],
  debt: ["trafficked"],
  held: ["trafficked", "women"],
  missing: ["trafficked"],
  witness: [],
  addiction: ["helplines"],
  report: [],
  danger: ["helplines", "women"],
};

/** Nothing of the profile: what to do, whom the deployment names, and who helps or knows who does; in the asker's language. */
export function replyToNeed(context: Context, { of, language }: Extract<Command, { kind: "need" }>): Reply {
  const { asides, helpContact } = context;
  const words = asides.find((each) => each.language === language);
  if (words === undefined) throw new Error(`Nothing is said here in the language ${language}`);
  const { answers, contact, links, unread } = words.need;
  const [first = "", ...others] = answers[of];
  const named = helpContact === null ? [] : [contact.replace("{contact}", () => helpContact)];
  const ways = LINKS_OF[of].map((key) => ({ label: links[key], url: says(context, `need.address.${key}`) }));
  const briefing = message({ title: first, summary: first }, [
    lead(first),
    ...[...named, ...others].map((line) => paragraph(line)),
    paragraph(unread),
    ...helpElsewhere(context, ways),
  ]);
  return { kind: "need", topic: null, briefing };
}

interface Way {
  readonly label: string;
  readonly url: string;
}

/** To be pressed; where nothing can be, to be read. */
function helpElsewhere({ venue }: Context, ways: readonly Way[]): readonly Block[] {
  if (ways.length === 0) return [];
  return venue?.platform === "terminal"
    ? [bullets(ways.map(({ label, url }) => [link(label, url)]))]
    : [buttons(ways.map(({ label, url }) => ({ kind: "link", label, url })))];
}

/** Undefined when there is no fact of that slug. */
export function replyWithFact(context: Context, slug: string): Reply | undefined {
  const fact = context.facts.find((candidate) => candidate.slug === slug);
  return fact === undefined ? undefined : { kind: "about", topic: null, briefing: composeFact(context, fact) };
}

function composeFact(context: Context, { of, title, lines, ways }: Fact): Briefing {
  const [first = [], ...others] = lines.map((line) => spansOf(context, line));
  const summary = first.map((span) => ("text" in span ? span.text : "")).join("");
  const actions: readonly Block[] = ways.length === 0 ? [] : [buttons(ways.map((way) => wayTo(context, way)))];
  const blocks = others.map((spans): Block => ({ kind: "paragraph", spans }));
  const source = of === "index" ? [stamp(context)] : [];
  return message({ title, summary }, [lead(first), ...blocks, ...actions, ...source]);
}

function wayTo(context: Context, way: Fact["ways"][number]): Action {
  const labels = {
    about: "about.title",
    privacy: "privacy.title",
    help: "action.help",
    scores: "action.scores",
  } as const;
  return show(context.pack.slug, way, says(context, labels[way]));
}

function smalltalkOf(context: Context, tone: Tone): string {
  const { country, edition } = context.pack;
  switch (tone) {
    case "thanks":
      return says(context, "smalltalk.thanks");
    case "farewell":
      return says(context, "smalltalk.farewell");
    case "greeting":
      return says(context, "smalltalk.greeting", { country, edition });
    case "assent":
      return says(context, "smalltalk.assent");
  }
}

/** The line with its placeholders filled in; addresses become links. */
function spansOf(context: Context, line: string): readonly Span[] {
  const values = valuesOf(context);
  return sentenceParts(line).flatMap(({ text: words, typed }) =>
    typed ? [code(plainLine(spansIn(context, words, values)).trim())] : spansIn(context, words, values),
  );
}

function spansIn(context: Context, words: string, values: Values): readonly Span[] {
  return words.split(/(\{\w+\})/u).flatMap((part): readonly Span[] => {
    const value = isPlaceholder(part, values) ? values[part] : undefined;
    if (value === undefined) return part === "" ? [] : [text(part)];
    if (part === "{newest}") return [link(newestPageWords(context), value)];
    return [value.startsWith("https://") ? link(value, value) : text(value)];
  });
}

type Values = Readonly<Record<`{${FactPlaceholder}}`, string>>;

function isPlaceholder(part: string, values: Values): part is keyof Values {
  return part in values;
}

function valuesOf(context: Context): Values {
  const { pack, country, taxonomy } = context;
  const { low, high, line } = taxonomy.scale;
  const [, ...neighbours] = pack.figures.countries;
  return {
    "{actors}": indicatorNames(context, "actors"),
    "{age}": ageOf(context),
    "{command}": commandOf(context),
    "{country}": pack.country,
    "{credit}": pack.credit,
    "{edition}": String(pack.edition),
    "{editions}": country.editions.map(({ edition }) => edition).join(", "),
    "{figures}": pack.figures.source.url,
    "{funding}": pack.funding,
    "{high}": String(high),
    "{line}": line.toFixed(2),
    "{low}": String(low),
    "{markets}": indicatorNames(context, "markets"),
    "{neighbours}": inWords(
      context,
      neighbours.map(({ name }) => name),
    ),
    "{newest}": pack.newestUrl,
    "{profile}": pack.profileUrl,
    "{resilience}": indicatorNames(context, "resilience"),
    "{year}": String(pack.dataYear),
  };
}

/** Those that the pack's edition scored, as they stand within a sentence. */
function indicatorNames(context: Context, pillar: PillarSlug): string {
  const { pack, taxonomy } = context;
  const own = taxonomy.indicators.filter((each) => each.pillar === pillar && each.since <= pack.edition);
  return inWords(
    context,
    own.map(({ phrase }) => phrase),
  );
}
