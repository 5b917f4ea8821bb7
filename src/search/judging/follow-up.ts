/** How far a question leans on what its thread was about. */
import type { PackIndex } from "#search/index/pack-index.ts";
import type { QuestionReading } from "#search/reading/question.ts";
import { FOLLOW_UP } from "#search/tuning.ts";

export type Leaning =
  /** It stands on its own feet. */
  | { readonly kind: "none" }
  /** It has a subject, and `it` or `and` ties it to the thread. */
  | { readonly kind: "tied"; readonly topic: string }
  /** Without the thread's topic it asks about nothing. */
  | { readonly kind: "alone"; readonly topic: string };

export function leansOn(reading: QuestionReading, index: PackIndex, previous: string | null): Leaning {
  if (previous === null) return { kind: "none" };
  const leans = reading.cues.has("follow-up");
  // A neighbour to compare with is no subject: the score is still the thread's.
  const figures = reading.cues.has("score") || reading.cues.has("compare");
  const own = reading.units.some(
    ({ topics, country }) => topics.length > 0 || (!figures && country !== null && !index.ownCountries.has(country)),
  );
  if (own) return leans ? { kind: "tied", topic: previous } : { kind: "none" };
  // Courtesy, laughter and greetings ask about nothing, in a thread as elsewhere.
  if (!leans && !asksSomething(reading)) return { kind: "none" };
  return leans || reading.units.length < FOLLOW_UP.units
    ? { kind: "alone", topic: previous }
    : { kind: "tied", topic: previous };
}

/** A word that the profile knows, or a turn of phrase that needs nothing but the thread's topic: `how bad?`. */
function asksSomething({ units, cues }: QuestionReading): boolean {
  return units.some(({ tokens }) => tokens.length > 0) || OPENINGS.some((cue) => cues.has(cue));
}

const OPENINGS = [
  "gravity",
  "trend",
  "score",
  "degree",
  "extreme",
  "compare",
  "amount",
  "date",
  "names",
  "where",
  "why",
] as const;

/** What a finding's score is multiplied by. */
export function favourOf(leaning: Leaning, index: PackIndex): (number: number) => number {
  if (leaning.kind === "none") return () => 1;
  const factor = leaning.kind === "alone" ? FOLLOW_UP.alone : FOLLOW_UP.tied;
  return (number) => {
    const finding = index.pack.findings[number];
    if (finding?.indicator === leaning.topic) return factor;
    return finding?.also.includes(leaning.topic) ? 1 + (factor - 1) / FOLLOW_UP.partOfAlso : 1;
  };
}
