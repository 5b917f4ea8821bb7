/** Where criminality and resilience stand in the world and the region, in sentences. */
import { paragraph } from "#core/document/blocks.ts";
import type { Block } from "#core/document/briefing.ts";
import { MEASURES, type CountryFigures, type Measure } from "#core/profile/profile.ts";
import { lowered, says, type Context } from "#core/briefings/context.ts";
import { formatHeadline, measureName, scoreCell, scoreColumns } from "#core/briefings/scores.ts";
import { inWords, rankHeight } from "#core/briefings/figures/places.ts";

/** The headline, and its places in a sentence: beside their scores they did not fit on a phone. */
export function headlineScores(context: Context, { headline, ranks }: CountryFigures): readonly Block[] {
  const rows = MEASURES.map((measure) => [
    measureName(context, measure),
    scoreCell(context, headline[measure], formatHeadline),
  ]);
  return [{ kind: "table", caption: "", columns: scoreColumns(context), rows }, headlinePlaces(context, ranks)];
}

/** Of criminality and of resilience, in the world and the region. */
export function headlinePlaces(context: Context, { criminality, resilience }: CountryFigures["ranks"]): Block {
  const words = says(context, "scores.places", {
    ...{ countries: criminality.world.of, neighbours: criminality.region.of },
    ...{ world: rankHeight(context, criminality.world), other: rankHeight(context, resilience.world) },
    ...{ here: rankHeight(context, criminality.region), regional: rankHeight(context, resilience.region) },
  });
  return paragraph(words);
}

/** Which way a place went is said for the reader: down is good for crime, and bad for what stands against it. */
function turnOf(measure: Measure, from = 0, to = 0): "world.course" | "world.course.eased" | "world.course.worsened" {
  if (from === to) return "world.course";
  return to > from === (measure !== "resilience") ? "world.course.eased" : "world.course.worsened";
}

/** `In the world, resilience worsened from 125th-highest to joint 141st-highest of 193.` Empty without two editions. */
export function worldCourse(context: Context, measures: readonly Measure[]): string {
  const [first, last] = [context.country.editions[0], context.country.editions.at(-1)];
  if (first === undefined || last === undefined || first === last) return "";
  const courses = measures.map((measure) => {
    const [from, to] = [first, last].map(({ ranks }) => ranks[measure].world);
    const subject = lowered(measureName(context, measure));
    return {
      subject,
      key: turnOf(measure, from?.rank, to?.rank),
      of: [from?.of ?? 0, to?.of ?? 0],
      places: [from, to].map((rank) => rank && rankHeight(context, rank)),
    };
  });
  const told = courses.map(({ subject, key, of: [before, of = 0], places: [from = "", to = ""] }, at) => {
    const isKnown = before === of && courses.slice(0, at).some((each) => each.of[1] === of);
    const among = (place: string, count: number): string =>
      isKnown ? place : says(context, "figures.place", { rank: place, of: count });
    if (from === to && before === of) return says(context, "world.stayed", { subject, place: among(to, of) });
    const place = before === of ? from : among(from, before ?? 0);
    return says(context, key, { subject, from: place, to: among(to, of) });
  });
  return says(context, "world.courses", { courses: inWords(context, told) });
}
