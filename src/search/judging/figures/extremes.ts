/** The most and the least: of a pillar, of a section, of all that is scored. */
import { ofGroup } from "#core/conversation/frame.ts";
import type { FigureQuestion, ScaleEnd } from "#core/profile/figure-question.ts";
import type { Measure, PillarSlug } from "#core/profile/profile.ts";
import type { QuestionReading } from "#search/reading/question.ts";
import type { Case } from "#search/judging/case.ts";
import { isGeneral, isPillar, measureOf, topicsOf } from "./subjects.ts";

/** The most or the least of nothing narrower than a pillar or a section: markets, actors, crimes, indicators. */
export function asksForExtreme(question: Case): boolean {
  const { reading, index } = question;
  const { cues, units, words, asking } = reading;
  if (!cues.has("extreme")) return false;
  if (asksForOtherEnd(question)) return true;
  const isPart = (slug: string): boolean => isPillar(slug) || index.pillarOf.has(slug);
  return (
    units.every((unit) => unit.country === null && (unit.topics.some(isPart) || isGeneral(unit, reading))) &&
    (units.length > 0 || words.some(({ raw }) => asking.general.test(raw) || asking.everything.test(raw)))
  );
}

/** `And the lowest?` behind figures. */
export function asksForOtherEnd({ reading, leaning, frame }: Case): boolean {
  if (frame === null || leaning.kind === "none" || !reading.cues.has("extreme") || reading.units.length > 0)
    return false;
  return frame.shows !== "findings" || frame.extreme !== undefined || leaning.topics.some(isPillar);
}

export function extremeOf(question: Case, edition: number | null): FigureQuestion {
  const { reading, index } = question;
  const { measure, topics } = spokenOf(question);
  const named = topics.find((slug) => index.pillarOf.has(slug)) ?? null;
  const pillar = (named === null ? undefined : index.pillarOf.get(named)) ?? pillarMeant(measure, reading);
  // A pillar that is one section is asked for as the pillar.
  const section = [...index.pillarOf.values()].filter((of) => of === pillar).length > 1 ? named : null;
  const end = pillar === null ? endOfAll(reading) : endMeant(reading, pillar === "resilience" ? "better" : "worse");
  return { kind: "extreme", pillar, section, end, edition };
}

/** Of criminality and resilience together the worst are the two ends: what is said of their meaning is kept. */
function endOfAll(reading: QuestionReading): ScaleEnd {
  const { worst, best } = reading.asking;
  if (reading.words.some(({ raw }) => worst.test(raw))) return "worst";
  return reading.words.some(({ raw }) => best.test(raw)) ? "best" : endMeant(reading, "worse");
}

/** Which end is meant where a high score is `high`: what is best there, what is worst, or what is said to be low. */
export function endMeant({ words, asking, cues }: QuestionReading, high: "worse" | "better"): "highest" | "lowest" {
  const says = (end: "best" | "worst"): boolean => words.some(({ raw }) => asking[end].test(raw));
  if (says("best") !== says("worst")) return says("best") === (high === "better") ? "highest" : "lowest";
  return cues.has("weakest") || (high === "better" && !cues.has("strongest")) ? "lowest" : "highest";
}

/** What is named, or what the figures before were of. */
function spokenOf(question: Case): { readonly measure: Measure | null; readonly topics: readonly string[] } {
  const { reading, leaning, frame } = question;
  const measure = measureOf(reading);
  if (!asksForOtherEnd(question) || leaning.kind === "none") return { measure, topics: topicsOf(reading) };
  return { measure: measure ?? (frame === null ? null : ofGroup(frame).measure), topics: leaning.topics };
}

function pillarMeant(measure: Measure | null, { words, asking }: QuestionReading): PillarSlug | null {
  if (measure !== null && measure !== "criminality") return measure;
  return words.some(({ raw }) => asking.crimes.test(raw)) ? "markets" : null;
}
