/** The words in which questions are put, made ready for looking at a word as it is spelt. */
import type { AskingList, AskingWords } from "#core/profile/asking-words.ts";
import { createCorrection, type CorrectionList, type ReadCorrection } from "#core/conversation/correction.ts";
import type { Measure } from "#core/profile/profile.ts";

/** Each list as one expression: the words of all languages, whole ones and beginnings. */
export interface AskingPatterns extends Readonly<Record<WordTest, RegExp>> {
  /** The narrowest first. */
  readonly measures: readonly (readonly [Measure, RegExp])[];
  /** The beginning of a sentence that asks. */
  readonly opening: RegExp;
  /** What a message says is meant, where it corrects what was understood. */
  readonly correction: ReadCorrection;
  /** Where a sentence ends, and where a question follows on what introduces it: `for our report: is it ...`. */
  readonly breaks: RegExp;
}

/** A word of one may stand beside a word of the next. */
const MEASURES = ["resilience", "actors", "markets", "criminality"] as const;

type WordTest = Exclude<
  AskingList,
  "questions" | "openings" | "pronouns" | "plain" | "than" | "turning" | CorrectionList
>;

export function createAsking(words: AskingWords<Measure>): AskingPatterns {
  const openings = `(?:${either(words.openings)})(?!\\p{L})`;
  return {
    within: testOf(words.within),
    "asked-of": testOf(words["asked-of"]),
    joints: testOf(words.joints),
    bound: testOf(words.bound),
    said: testOf(words.said),
    against: testOf(words.against),
    general: testOf(words.general),
    open: testOf(words.open),
    there: testOf(words.there),
    such: testOf(words.such),
    afterwards: testOf(words.afterwards),
    standing: testOf(words.standing),
    asker: testOf(words.asker),
    owned: testOf(words.owned),
    supposing: testOf(words.supposing),
    which: testOf(words.which),
    naming: testOf(words.naming),
    besides: testOf(words.besides),
    sums: testOf(words.sums),
    much: testOf(words.much),
    little: testOf(words.little),
    only: testOf(words.only),
    parts: testOf(words.parts),
    deeds: testOf(words.deeds),
    either: testOf(words.either),
    level: testOf(words.level),
    ...testsOfDeeds(words),
    ...testsOfParticulars(words),
    future: testOf(words.future),
    ...testsOfFigures(words),
    correction: createCorrection(words),
    measures: MEASURES.map((measure) => [measure, testOf(words.measures[measure])] as const),
    opening: new RegExp(`^(?:(?:${either(words.joints)})\\s+)?${openings}`, "iu"),
    breaks: new RegExp(
      `(?<=[.!?…])\\s+|\\n+|(?<=[:;]|\\s[-–—])\\s+(?=${openings})|(?<=,)\\s+(?=(?:${either(words.turning)})\\s+${openings})`,
      "iu",
    ),
  };
}

function testsOfDeeds(words: AskingWords<Measure>) {
  return {
    whereby: testOf(words.whereby),
    undertaken: testOf(words.undertaken),
    finite: testOf(words.finite),
    bids: testOf(words.bids),
    conditional: testOf(words.conditional),
    done: testOf(words.done),
    "so-that": testOf(words["so-that"]),
    denying: testOf(words.denying),
    carried: testOf(words.carried),
    relaying: testOf(words.relaying),
    circumstances: testOf(words.circumstances),
    him: testOf(words.him),
  };
}

function testsOfParticulars(words: AskingWords<Measure>) {
  return {
    singling: testOf(words.singling),
    singled: testOf(words.singled),
    areas: testOf(words.areas),
    offices: testOf(words.offices),
    "by-name": testOf(words["by-name"]),
    fates: testOf(words.fates),
    multitudes: testOf(words.multitudes),
    superlative: testOf(words.superlative),
    wanting: testOf(words.wanting),
    reached: testOf(words.reached),
    charged: testOf(words.charged),
    "paid-for": testOf(words["paid-for"]),
  };
}

function testsOfFigures(words: AskingWords<Measure>) {
  return {
    newest: testOf(words.newest),
    editions: testOf(words.editions),
    region: testOf(words.region),
    order: testOf(words.order),
    nations: testOf(words.nations),
    many: testOf(words.many),
    above: testOf(words.above),
    below: testOf(words.below),
    worse: testOf(words.worse),
    better: testOf(words.better),
    world: testOf(words.world),
    now: testOf(words.now),
    before: testOf(words.before),
    since: testOf(words.since),
    best: testOf(words.best),
    worst: testOf(words.worst),
    placed: testOf(words.placed),
    everything: testOf(words.everything),
    crimes: testOf(words.crimes),
  };
}

function testOf(words: readonly string[]): RegExp {
  return new RegExp(`^(?:${either(words.map(expressionOf))})`, "u");
}

function expressionOf(word: string): string {
  if (word.endsWith("*")) return word.slice(0, -1);
  return word.startsWith("*") ? `.+${word.slice(1)}$` : `${word}$`;
}

/** What never fits stands for a list without words. */
function either(words: readonly string[]): string {
  return words.length === 0 ? "(?!)" : words.join("|");
}
