/** What there is of later editions where the profile ends: scores, in a sentence. */
import type { Indicator, Measure } from "#core/profile/profile.ts";
import { pillarOf, says, type Context } from "#core/briefings/context.ts";
import { inWords } from "#core/briefings/figures/places.ts";
import { scoreVerdict } from "#core/briefings/figures/scored.ts";
import { countWords } from "#core/briefings/findings.ts";
import { formatHeadline, lineWords, readingOf } from "#core/briefings/scores.ts";
import type { Source } from "#core/briefings/stamp.ts";

/** Of all that stands before the buttons, without what names the nearest and says that the profile said both. */
const WORDS = 53;

/** Of what was asked about, else the headline's; null where there are none, or no room is left behind what stands `above`. */
export function laterScores(
  context: Context,
  topic: string | null,
  above: readonly string[],
): { readonly words: string; readonly source: Source } | null {
  const { country, pack, taxonomy } = context;
  const later = country.editions.filter(({ edition }) => edition > pack.edition);
  if (later.length === 0) return null;
  const indicator = taxonomy.indicators.find(({ slug }) => slug === topic);
  const told = indicator === undefined ? "" : scoreVerdict(context, indicator, context.figures);
  const inEach = (measure: Measure): string =>
    inWords(
      context,
      later.map(({ edition, headline }) =>
        says(context, "verdict.other", { score: formatHeadline(headline[measure]), edition }),
      ),
    );
  const scores = { criminality: inEach("criminality"), resilience: inEach("resilience") };
  const words = told === "" ? says(context, "abstain.later.headline", scores) : told;
  const reading =
    indicator === undefined || told === ""
      ? [lineWords(context), says(context, "reading.both")]
      : readingFor(context, indicator);
  // What is near is told first; the scores are then a press away.
  if (countWords([...above, words].join(" ")) > WORDS) return null;
  return { words, source: { editions: [pack.edition, ...later.map(({ edition }) => edition)], reading } };
}

/** From where it is high, and which way is worse. */
export function readingFor(context: Context, { pillar }: Indicator): readonly string[] {
  return [lineWords(context), readingOf(context, pillarOf(context, pillar).high)];
}
