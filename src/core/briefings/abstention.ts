/** What is not answered: the reason in a sentence, the nearest that there is, and the ways to it. */
import { buttons, lead, message, notice, paragraph, show } from "#core/document/blocks.ts";
import type { Action, Block } from "#core/document/briefing.ts";
import type { Country, Finding, Indicator } from "#core/profile/profile.ts";
import type { AbstentionReason, Reply } from "#core/reply.ts";
import { countryPhrase, phraseOf, raised, says, showTopic, type Context } from "./context.ts";
import { countriesNamed } from "./figures/areas.ts";
import { inWords } from "./figures/places.ts";
import { laterScores, readingFor } from "#core/briefings/figures/several/later-scores.ts";
import { scoreVerdict } from "./figures/scored.ts";
import { bothNotice, findingItems, personNotice, together } from "./findings.ts";
import { newestPageWords, stamp, type Source } from "./stamp.ts";

/** How many topics to offer. */
const NEAREST = 3;

/** What is asked for so often, and is in no profile, that it has a sentence of its own. */
export type NotTold = "price" | "forecast";

/** What of a thing is not told, where the question says it in so many words: nothing of them is repeated. */
export type Gap = "number" | "name" | "when" | "where" | "why";

export interface AbstentionParts {
  readonly reason: AbstentionReason;
  readonly wanted?: NotTold | null;
  readonly gap?: Gap | null;
  readonly topic: string | null;
  /** Slugs to offer instead, best first. */
  readonly nearest: readonly string[];
  /** What the profile does say that is near to what was asked. */
  readonly nearby: readonly Finding[];
  /** Slugs of the other countries that were named. */
  readonly countries?: readonly string[];
}

/** Says what is not answered and why, and the nearest that there is. */
export function composeAbstention(context: Context, parts: AbstentionParts): Reply {
  const { reason, wanted = null, topic, nearest, nearby, countries = [] } = parts;
  const scored = reason === "another-country" ? countriesNamed(context, countries) : [];
  const shows = showsNearest(reason, wanted) ? together(context, nearby.slice(0, 1)) : [];
  // More on what is shown is what most people want next.
  const near = new Set([...shows.map(({ indicator }) => indicator), ...nearest]);
  const known = offered(context, reason, [...near]);
  const help = show(context.pack.slug, "help", says(context, "action.help"));
  const [asked] = offered(context, reason, nearest);
  const later = laterWays(context, { reason, wanted, topic: asked });
  const told = toldOf(context, parts, { shows, scored });
  // Its first line is all that it comes to: a title would say it twice.
  const briefing = message({ title: told.text, summary: told.text }, [
    lead(told.text),
    ...nearestLine(context, shows, told.text),
    ...told.below.map((words) => paragraph(words)),
    ...personNotice(context, shows),
    buttons([
      ...later,
      ...(scored.length > 0
        ? scored.flatMap((country) => scoresOf(context, country, topic))
        : beside(context, reason, known)),
      // Behind the scores of the country that was asked about, topics would be those of another.
      ...(scored.length > 0 ? [] : known.map((slug) => showTopic(context, slug))),
      ...(reason === "about-a-person" ? [show(context.pack.slug, "overview", says(context, "action.overview"))] : []),
      help,
    ]),
    // Who is only sent on is told nothing that could be cited.
    ...(SENT_ON.has(reason) ? [] : [stamp(context, told.source)]),
  ]);
  return { kind: "abstention", topic, briefing, reason };
}

/** Who asks for a price is told no other number in its place. */
function showsNearest(reason: AbstentionReason, wanted: NotTold | null): boolean {
  return (reason === "not-in-profile" || reason === "after-edition") && wanted !== "price";
}

/** The reason; or of what only a later edition scored that score, which is all there is; behind a later year the later scores. */
function toldOf(
  context: Context,
  parts: AbstentionParts,
  { shows, scored }: { readonly shows: readonly Finding[]; readonly scored: readonly Country[] },
): { readonly text: string; readonly below: readonly string[]; readonly source: Source } {
  const { reason, wanted = null, topic } = parts;
  const unscored = laterIndicator(context, reason, topic);
  const since = unscored === undefined ? "" : scoreVerdict(context, unscored, context.figures);
  if (since !== "") {
    const below = [says(context, "abstain.unscored", { edition: context.pack.edition })];
    return { text: since, below, source: sourceOf(context, unscored) };
  }
  const text = wanted === null ? reasonWords(context, parts, scored) : wantedWords(context, wanted);
  const isLater = reason === "after-edition" && wanted === null && shows.every(({ people }) => people.length === 0);
  const after = isLater ? laterScores(context, topic, [text, ...shows.map((each) => each.text)]) : null;
  return { text, below: after === null ? [] : [after.words], source: after?.source ?? {} };
}

const SENT_ON: ReadonlySet<AbstentionReason> = new Set(["off-topic", "operational-detail", "another-country"]);

/** Whoever asks how a crime is done is sent to the markets. */
function offered(
  { taxonomy, topics }: Context,
  reason: AbstentionReason,
  nearest: readonly string[],
): readonly string[] {
  // Beside the subject, or about somebody, no topic is nearer than another.
  if (reason === "off-topic" || reason === "about-a-person") return [];
  const known = nearest.filter((slug) => topics.get(slug) !== undefined).slice(0, NEAREST);
  if (reason !== "operational-detail") return known;
  const markets = taxonomy.indicators.filter(({ pillar }) => pillar === "markets");
  return [...known.filter((slug) => markets.some((market) => market.slug === slug)), "markets"];
}

/** The neighbours have scores: of what was asked about, where that is scored. */
function beside(context: Context, reason: AbstentionReason, known: readonly string[]): readonly Action[] {
  const { taxonomy, pack } = context;
  if (reason !== "another-country" || pack.figures.countries.length < 2) return [];
  const slug = known.find((each) => taxonomy.indicators.some((indicator) => indicator.slug === each));
  return [show(pack.slug, slug === undefined ? "compare" : `rank ${slug}`, says(context, "action.rank"))];
}

/** Who asks what is to come may see how it has gone, and where what came later stands. */
function laterWays(
  context: Context,
  { reason, wanted, topic }: { reason: AbstentionReason; wanted: NotTold | null; topic: string | undefined },
): readonly Action[] {
  const of = topic === undefined || context.figures.indicators[topic] === undefined ? "" : ` ${topic}`;
  const trend = show(context.pack.slug, `trend${of}`, says(context, "action.trend"));
  const isLater = reason === "after-edition";
  return [...(isLater ? [newestPage(context)] : []), ...(isLater || wanted === "forecast" ? [trend] : [])];
}

function laterIndicator(
  { taxonomy, pack }: Context,
  reason: AbstentionReason,
  topic: string | null,
): Indicator | undefined {
  if (reason !== "not-in-profile") return undefined;
  return taxonomy.indicators.find(({ slug, since }) => slug === topic && since > pack.edition);
}

/** Figures are cited with the editions that they are of. */
function sourceOf(context: Context, unscored: Indicator | undefined): Source {
  if (unscored === undefined) return {};
  const scoring = context.country.editions.filter(({ indicators }) => indicators[unscored.slug] !== undefined);
  return { editions: scoring.map(({ edition }) => edition), reading: readingFor(context, unscored) };
}

/** Where what came later stands. */
function newestPage(context: Context): Action {
  return { kind: "link", label: raised(newestPageWords(context)), url: context.pack.newestUrl };
}

/** Each with its hedge, as everywhere. */
function nearestLine(context: Context, findings: readonly Finding[], under: string): readonly Block[] {
  if (findings.length === 0) return [];
  const items = findingItems(context, findings, { under });
  return [
    // Set off, so that nobody who skims takes it for the answer.
    notice(says(context, items.length > 1 ? "abstain.nearby.several" : "abstain.nearby")),
    { kind: "findings", items },
    ...bothNotice(context, findings),
  ];
}

/** Of a country that has no profile its score is all there is; a neighbour's stands beside the country's own. */
function scoresOf(context: Context, { slug, name }: Country, topic: string | null): readonly Action[] {
  const label = says(context, "abstain.action.scores", { country: name });
  const of = topic === null ? "" : ` ${topic}`;
  if (context.world.packOf(slug) !== undefined) return [show(slug, `scores${of}`, label)];
  const isNeighbour = context.pack.figures.countries.some((country) => country.slug === slug);
  return isNeighbour ? [show(context.pack.slug, `compare ${slug}${of}`, label)] : [];
}

function wantedWords(context: Context, wanted: NotTold): string {
  const { edition, dataYear: year } = context.pack;
  return wanted === "price" ? says(context, "abstain.price") : says(context, "abstain.forecast", { edition, year });
}

function reasonWords(
  context: Context,
  { reason, gap = null, topic, nearby, countries = [] }: AbstentionParts,
  scored: readonly Country[],
): string {
  const { edition, dataYear: year, country } = context.pack;
  const newest = context.country.editions.at(-1);
  switch (reason) {
    case "not-in-profile":
      return gapWords(context, gap, topic ?? nearby[0]?.indicator ?? null);
    case "after-edition":
      return newest === undefined || newest.edition <= edition
        ? says(context, "abstain.after-edition", { edition, country, year })
        : says(context, "abstain.after-edition.scored", { edition, country, year, newest: newest.edition });
    case "about-a-person":
      return says(context, "abstain.about-a-person", { edition });
    case "operational-detail":
      return says(context, "abstain.operational-detail");
    case "another-country":
      return elsewhereWords(context, scored, countries);
    case "off-topic":
      return says(context, "abstain.off-topic", { country });
  }
}

/** What of a thing is not told, and of what, where that or what is nearest to it is known. */
function gapWords(context: Context, gap: Gap | null, topic: string | null): string {
  const { edition, country } = context.pack;
  if (gap === null) return says(context, "abstain.not-in-profile", { edition, country });
  const isOne = topic !== null && context.topics.get(topic)?.kind === "indicator";
  return isOne && gap === "name"
    ? says(context, "abstain.gap.name.of", { edition, country, topic: phraseOf(context, topic) })
    : says(context, `abstain.gap.${gap}`, { edition, country });
}

function elsewhereWords(context: Context, scored: readonly Country[], countries: readonly string[]): string {
  const { country } = context.pack;
  if (scored.length > 0)
    return says(context, "abstain.another-country", { country, neighbours: inWords(context, namesIn(scored)) });
  const names = countries.map(nameFromSlug);
  const neighbours = neighboursOf(context);
  return names.length === 0 || names.includes(null)
    ? says(context, "abstain.another-country", { country, neighbours })
    : says(context, "abstain.elsewhere", {
        ...{ country, neighbours },
        named: inWords(
          context,
          names.flatMap((name) => (name === null ? [] : [countryPhrase(context, name)])),
        ),
      });
}

/** Its name here is its slug: of more than two words they are seldom in the order in which it is called. */
function nameFromSlug(slug: string): string | null {
  const words = slug.split("-");
  if (words.length > 2) return null;
  // `uae`
  return slug.length <= 3 ? slug.toUpperCase() : words.map(raised).join(" ");
}

function neighboursOf(context: Context): string {
  const others = context.pack.figures.countries.filter((each) => each !== context.country);
  return inWords(context, namesIn(others));
}

function namesIn(countries: readonly Country[]): readonly string[] {
  return countries.map(({ name }) => name);
}
