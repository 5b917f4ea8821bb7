/** One indicator: its score and what that is among, then what the profile said; in full, all of it. */
import { ledBy, lead, message, notice, paragraph, show } from "#core/document/blocks.ts";
import type { Block, Briefing } from "#core/document/briefing.ts";
import type { Finding, Indicator } from "#core/profile/profile.ts";
import type { Detail } from "#core/request.ts";
import { citeActions, idsOf } from "./citation.ts";
import { findingsOf, lowered, pillarOf, says, shareAction, withShare, type Context } from "./context.ts";
import { placeInCountry, placeInRegion, placesSentence } from "./figures/places.ts";
import { scoreVerdict } from "./figures/scored.ts";
import { findingBlocks, saidOnce, together, togetherWithin } from "./findings.ts";
import { lineWords, readingOf } from "./scores.ts";
import { stamp } from "./stamp.ts";

/** Words of findings that one screen takes; the rest is one press away. */
const WORDS = 61;

export function composeIndicator(context: Context, indicator: Indicator, detail: Detail): Briefing {
  const { pack, figures } = context;
  const covering = pack.findings.filter(({ covers }) => covers.includes(indicator.slug));
  const own = [...findingsOf(context, indicator.slug), ...covering];
  const findings = together(context, own);
  const also = pack.findings.filter((each) => each.also.includes(indicator.slug));
  const once = new Set(saidOnce([...findings, ...together(context, also)]));
  const elsewhere = [...once].filter((each) => !findings.includes(each));
  const isScored = figures.indicators[indicator.slug] !== undefined;
  const title = says(context, "section.title", { section: indicator.name, country: pack.country });
  const verdict = isScored ? scoreVerdict(context, indicator, figures) : newerVerdict(context, indicator);
  const shown =
    detail === "full" ? [...findings, ...elsewhere] : togetherWithin(context, own.length > 0 ? own : elsewhere, WORDS);
  const isToldOf = isScored || shown.length > 0;
  const editions = [...(isToldOf ? [pack.edition] : []), ...laterEditions(context, indicator.slug)];
  return message({ title, summary: verdict }, [
    lead(verdict),
    ...(isScored ? placesLines(context, indicator, detail) : newerNotes(context, indicator, shown)),
    ...(detail === "full" && isScored
      ? allOf(context, indicator, { findings, elsewhere, verdict })
      : isScored
        ? listed(context, { name: whatItSaid(context), verdict }, shown)
        : findingBlocks(context, shown, { under: verdict })),
    waysFrom(context, indicator, { detail, shown, count: findings.length, also: elsewhere.length }),
    stamp(context, {
      editions,
      reading: [
        lineWords(context),
        readingOf(context, pillarOf(context, indicator.pillar).high),
        ...(isScored ? [says(context, "stamp.places")] : []),
      ],
    }),
  ]);
}

/** And what a term of the Index means, unless the full page says it anyway. */
function placesLines(context: Context, indicator: Indicator, detail: Detail): readonly Block[] {
  const places = placesLine(context, indicator);
  if (!indicator.coined || detail === "full") return [places];
  return [notice(says(context, "indicator.covers", { definition: lowered(indicator.definition) })), places];
}

/** Among the country's own, and in the region: in one line. */
export function placesLine(context: Context, indicator: Indicator): Block {
  const { figures, pack } = context;
  const places = [
    placeInCountry(context, indicator, figures),
    placeInRegion(context, pack.edition, (each) => each?.indicators[indicator.slug]),
  ];
  return paragraph(placesSentence(context, pack.edition, places));
}

function laterEditions(context: Context, slug: string): readonly number[] {
  return context.country.editions.flatMap(({ edition, indicators }) =>
    indicators[slug] === undefined ? [] : [edition],
  );
}

function allOf(
  context: Context,
  { definition }: Indicator,
  { findings, elsewhere, verdict }: Record<"findings" | "elsewhere", readonly Finding[]> & { readonly verdict: string },
): readonly Block[] {
  return [
    paragraph(says(context, "indicator.covers", { definition: lowered(definition) })),
    ...listed(context, { name: whatItSaid(context), verdict }, findings),
    ...listed(context, { name: says(context, "indicator.also"), verdict }, elsewhere),
  ];
}

/** The scores above are of several editions, the words of one. */
function whatItSaid(context: Context): string {
  return says(context, "indicator.findings", { edition: context.pack.edition });
}

function listed(
  context: Context,
  { name, verdict: under }: { readonly name: string; readonly verdict: string },
  findings: readonly Finding[],
): readonly Block[] {
  if (findings.length === 0) return [];
  return [{ kind: "subheading", text: name }, ...findingBlocks(context, findings, { under })];
}

/** The scores of later editions; that there is one, where they are not at hand. */
function newerVerdict(context: Context, indicator: Indicator): string {
  const first = context.country.editions.find(({ indicators }) => indicators[indicator.slug] !== undefined);
  return first === undefined ? firstScored(context, indicator) : scoreVerdict(context, indicator, first);
}

function firstScored(context: Context, { name, since }: Indicator): string {
  return says(context, "figures.younger", { subject: name, since });
}

/** What it is; and that the profile does not know it, or says something of it under other names. */
function newerNotes(context: Context, indicator: Indicator, shown: readonly Finding[]): readonly Block[] {
  const { edition } = context.pack;
  const named = shown.length === 0 ? "indicator.unnamed" : "indicator.unnamed.but";
  const since = says(context, "indicator.since", { since: indicator.since });
  return [
    notice(says(context, "indicator.covers", { definition: lowered(indicator.definition) })),
    notice(`${since} ${says(context, named, { edition })}`),
  ];
}

interface Shown {
  readonly detail: Detail;
  readonly shown: readonly Finding[];
  /** Findings of its own, and of others that are about it, too. */
  readonly count: number;
  readonly also: number;
}

/** All of it where it is not shown yet, the figures, then the section. */
function waysFrom(context: Context, { slug, section }: Indicator, { detail, shown, count, also }: Shown): Block {
  const pack = context.pack.slug;
  const all = show(pack, `${slug} all`, says(context, "action.all", { count: count + also }));
  const [, neighbour] = context.pack.figures.countries;
  const hasMore = detail !== "full" && count + also > 0;
  const ways = withShare(
    [
      ...(hasMore ? [all] : []),
      show(pack, `trend ${slug}`, says(context, "action.trend")),
      ...(neighbour === undefined ? [] : [show(pack, `rank ${slug}`, says(context, "action.rank"))]),
      ...(section === null ? [] : [show(pack, section, nameOfSection(context, section))]),
    ],
    citeActions(context, idsOf(shown)),
    shareAction(context, detail === "full" ? `${slug} all` : slug),
  );
  return hasMore ? ledBy(ways) : ways;
}

function nameOfSection(context: Context, slug: string): string {
  return context.topics.get(slug)?.name ?? slug;
}
