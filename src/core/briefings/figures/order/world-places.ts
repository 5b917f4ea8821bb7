/** Where criminality and resilience stand in the world and the region, in sentences. */
import { paragraph } from "#core/document/blocks.ts";
import type { Block } from "#core/document/briefing.ts";
import { indicatorsBehind } from "#core/profile/figures.ts";
import { MEASURES, type CountryFigures, type Measure } from "#core/profile/profile.ts";
import { lowered, says, type Context } from "#core/briefings/context.ts";
import {
  directionOf,
  editionColumns,
  formatHeadline,
  measureName,
  profileAndNewest,
  scoreCell,
  underDirections,
} from "#core/briefings/scores.ts";
import { basisRow } from "#core/briefings/figures/tables.ts";
import { inWords, rankWords } from "#core/briefings/figures/places.ts";

/** The headline of the profile's edition and the newest, how those differ, and its places in a sentence: beside their scores they did not fit on a phone. */
export function headlineScores(context: Context): readonly Block[] {
  const editions = profileAndNewest(context);
  const published = (measure: Measure) => ({
    high: directionOf(measure),
    cells: [
      measureName(context, measure),
      ...editions.map(({ headline }) => scoreCell(context, headline[measure], formatHeadline)),
    ],
    isHead: measure === "criminality" || measure === "resilience",
  });
  const counts = editions.map((figures) => indicatorsBehind(context.taxonomy, figures, ["criminality"]));
  const counted = { high: null, cells: [says(context, "scores.counted"), ...counts.map(String)] };
  const columns = editionColumns(context, editions);
  const basis = { high: directionOf("criminality"), cells: basisRow(context, "criminality", editions) };
  // How many there are is neither better nor worse: it stands above both. What is like for like stands below what is not.
  const isMixed = new Set(counts).size > 1;
  const shown = [
    ...(isMixed ? [counted] : []),
    ...MEASURES.flatMap((measure) => [published(measure), ...(isMixed && measure === "criminality" ? [basis] : [])]),
  ];
  const table = { kind: "table", caption: "", columns, ...underDirections(context, shown) } as const;
  return [table, headlinePlaces(context, context.figures, editions.length > 1)];
}

/** Of criminality and of resilience in an edition, in the world and the region; of which edition, where that is not said above. */
export function headlinePlaces(
  context: Context,
  { edition, ranks: { criminality, resilience } }: Pick<CountryFigures, "edition" | "ranks">,
  isDated = false,
): Block {
  const measure = measureName(context, "criminality");
  const words = says(context, "scores.places", {
    ...{ countries: criminality.world.of, neighbours: criminality.region.of },
    ...{ world: rankWords(context, criminality.world), other: rankWords(context, resilience.world) },
    ...{ here: rankWords(context, criminality.region), regional: rankWords(context, resilience.region) },
    ...{ region: context.pack.figures.region },
    criminality: isDated ? says(context, "scores.places.dated", { measure, edition }) : measure,
  });
  return paragraph(words);
}

/**
 * `Place in the world: resilience 125th, then joint 141st of 193.` Neither better nor worse: where editions are not like for like,
 * a place can fall while the score rises. Empty without two editions.
 */
export function worldCourse(context: Context, measures: readonly Measure[]): string {
  const [first, last] = [context.country.editions[0], context.country.editions.at(-1)];
  if (first === undefined || last === undefined || first === last) return "";
  const courses = measures.map((measure) => {
    const [from, to] = [first, last].map(({ ranks }) => ranks[measure].world);
    const subject = lowered(measureName(context, measure));
    return {
      subject,
      of: [from?.of ?? 0, to?.of ?? 0],
      places: [from, to].map((rank) => rank && rankWords(context, rank)),
    };
  });
  const told = courses.map(({ subject, of: [before, of = 0], places: [from = "", to = ""] }, at) => {
    const isKnown = before === of && courses.slice(0, at).some((each) => each.of[1] === of);
    const among = (place: string, count: number): string =>
      isKnown ? place : says(context, "figures.place", { rank: place, of: count });
    if (from === to && before === of) return says(context, "world.stayed", { subject, place: among(to, of) });
    const place = before === of ? from : among(from, before ?? 0);
    return says(context, "world.course", { subject, from: place, to: among(to, of) });
  });
  return says(context, "world.courses", { courses: inWords(context, told) });
}
