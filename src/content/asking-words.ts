/** How questions are put, a file a language: `index/words/*.yaml`, checked. */
import { z } from "zod";
import type { AskingList, AskingWords } from "#core/profile/asking-words.ts";
import type { Measure } from "#core/profile/profile.ts";
import type { Sourced } from "./read.ts";

/** Words with commas between them; a language leaves out a list that it has no word for. */
const Words = z
  .string()
  .transform((listed) => listed.split(",").flatMap((word) => word.trim() || []))
  .pipe(
    z
      .array(
        z
          .string()
          .regex(
            /^(?:\p{Ll}+\*?|\*\p{Ll}+)$/u,
            "a word in lower case, with * behind or before it for all that begin or end so",
          ),
      )
      .min(1),
  )
  .optional();

/** Likewise words in a row, as they stand in a message. */
const Turns = z
  .string()
  .transform((listed) => listed.split(",").flatMap((turn) => turn.trim().replaceAll(/\s+/gu, " ") || []))
  .pipe(z.array(z.string().regex(/^\p{Ll}+(?: \p{Ll}+)*$/u, "words in lower case with a space between them")).min(1))
  .optional();

export const AskingWordsFile = z.strictObject({
  questions: Words,
  openings: Words,
  joints: Words,
  within: Words,
  "asked-of": Words,
  bound: Words,
  said: Words,
  against: Words,
  than: Words,
  general: Words,
  open: Words,
  pronouns: Words,
  there: Words,
  such: Words,
  asker: Words,
  owned: Words,
  supposing: Words,
  which: Words,
  naming: Words,
  singling: Words,
  singled: Words,
  areas: Words,
  offices: Words,
  "by-name": Words,
  fates: Words,
  multitudes: Words,
  superlative: Words,
  wanting: Words,
  reached: Words,
  charged: Words,
  "paid-for": Words,
  besides: Words,
  sums: Words,
  much: Words,
  little: Words,
  only: Words,
  parts: Words,
  deeds: Words,
  either: Words,
  level: Words,
  whereby: Words,
  undertaken: Words,
  finite: Words,
  bids: Words,
  conditional: Words,
  done: Words,
  "so-that": Words,
  denying: Words,
  turning: Words,
  afterwards: Words,
  standing: Words,
  retracting: Turns,
  stalling: Turns,
  meaning: Turns,
  "meaning-behind": Turns,
  concerning: Turns,
  excluding: Turns,
  instead: Turns,
  "excluded-behind": Turns,
  carried: Words,
  relaying: Words,
  circumstances: Words,
  him: Words,
  future: Words,
  newest: Words,
  editions: Words,
  region: Words,
  order: Words,
  nations: Words,
  many: Words,
  above: Words,
  below: Words,
  worse: Words,
  better: Words,
  world: Words,
  now: Words,
  before: Words,
  since: Words,
  best: Words,
  worst: Words,
  placed: Words,
  everything: Words,
  crimes: Words,
  plain: Words,
  measures: z.strictObject({ resilience: Words, actors: Words, markets: Words, criminality: Words }).optional(),
});
export type AskingWordsFile = z.infer<typeof AskingWordsFile>;

/** The words of all languages together. */
export function askingWordsOf(files: readonly Sourced<AskingWordsFile>[]): AskingWords<Measure> {
  const all = (list: AskingList): readonly string[] => files.flatMap(({ value }) => value[list] ?? []);
  const measured = (by: Measure): readonly string[] => files.flatMap(({ value }) => value.measures?.[by] ?? []);
  return {
    questions: all("questions"),
    openings: all("openings"),
    joints: all("joints"),
    within: all("within"),
    "asked-of": all("asked-of"),
    bound: all("bound"),
    said: all("said"),
    against: all("against"),
    than: all("than"),
    general: all("general"),
    open: all("open"),
    pronouns: all("pronouns"),
    there: all("there"),
    such: all("such"),
    ...pointingWordsOf(all),
    asker: all("asker"),
    owned: all("owned"),
    supposing: all("supposing"),
    which: all("which"),
    naming: all("naming"),
    ...particularsOf(all),
    besides: all("besides"),
    sums: all("sums"),
    much: all("much"),
    little: all("little"),
    only: all("only"),
    parts: all("parts"),
    deeds: all("deeds"),
    either: all("either"),
    level: all("level"),
    ...deedWordsOf(all),
    ...correctionWordsOf(all),
    future: all("future"),
    ...askingFigures(all),
    plain: all("plain"),
    measures: {
      resilience: measured("resilience"),
      actors: measured("actors"),
      markets: measured("markets"),
      criminality: measured("criminality"),
    },
  };
}

/** What figures are asked for by. */
function askingFigures(all: (list: AskingList) => readonly string[]) {
  return {
    newest: all("newest"),
    editions: all("editions"),
    region: all("region"),
    order: all("order"),
    nations: all("nations"),
    many: all("many"),
    above: all("above"),
    below: all("below"),
    worse: all("worse"),
    better: all("better"),
    world: all("world"),
    now: all("now"),
    before: all("before"),
    since: all("since"),
    best: all("best"),
    worst: all("worst"),
    placed: all("placed"),
    everything: all("everything"),
    crimes: all("crimes"),
  } satisfies Partial<AskingWords>;
}

/** Those that tell whether somebody means to do it. */
function deedWordsOf(all: (list: AskingList) => readonly string[]) {
  return {
    whereby: all("whereby"),
    undertaken: all("undertaken"),
    finite: all("finite"),
    bids: all("bids"),
    conditional: all("conditional"),
    done: all("done"),
    "so-that": all("so-that"),
    denying: all("denying"),
    turning: all("turning"),
    relaying: all("relaying"),
    carried: all("carried"),
    circumstances: all("circumstances"),
    him: all("him"),
  };
}

/** What points at what was told. */
function pointingWordsOf(all: (list: AskingList) => readonly string[]) {
  return { afterwards: all("afterwards"), standing: all("standing") };
}

/** What a correction is told by. */
function correctionWordsOf(all: (list: AskingList) => readonly string[]) {
  return {
    retracting: all("retracting"),
    stalling: all("stalling"),
    meaning: all("meaning"),
    "meaning-behind": all("meaning-behind"),
    concerning: all("concerning"),
    excluding: all("excluding"),
    instead: all("instead"),
    "excluded-behind": all("excluded-behind"),
  };
}

/** What a question asks for by its kind, by a name or in money. */
function particularsOf(all: (list: AskingList) => readonly string[]) {
  return {
    singling: all("singling"),
    singled: all("singled"),
    areas: all("areas"),
    offices: all("offices"),
    "by-name": all("by-name"),
    fates: all("fates"),
    multitudes: all("multitudes"),
    superlative: all("superlative"),
    wanting: all("wanting"),
    reached: all("reached"),
    "paid-for": all("paid-for"),
    charged: all("charged"),
  };
}
