/** The content as its files hold it, each with its name, before it is fitted together. */
import type { AskingWordsFile } from "./asking-words.ts";
import type { FigureWordsFile } from "./figure-words.ts";
import type { ZoneWordsFile } from "#content/zones/words.ts";
import type { OrderWordsFile } from "./order-words.ts";
import type { Sourced } from "./read.ts";
import type { AspectsFile } from "./aspects.ts";
import type { VocabularyFile } from "./vocabulary-schema.ts";
import type { AboutFile, AsidesFile } from "./asides-schema.ts";
import type {
  AmbiguousFile,
  FiguresFile,
  IndicatorsFile,
  PillarsFile,
  ProfileFile,
  QuestionsFile,
  ScaleFile,
  CountriesFile,
  SectionFile,
  SectionsFile,
  WordingFile,
} from "./schema.ts";

export interface PackFiles {
  readonly profile: Sourced<ProfileFile>;
  readonly figures: Sourced<FiguresFile>;
  readonly sections: readonly Sourced<SectionFile>[];
  readonly questions: readonly Sourced<QuestionsFile>[];
}

export interface ContentFiles {
  readonly pillars: Sourced<PillarsFile>;
  readonly sections: Sourced<SectionsFile>;
  readonly indicators: Sourced<IndicatorsFile>;
  readonly ambiguous: Sourced<AmbiguousFile>;
  readonly aspects: Sourced<AspectsFile>;
  readonly vocabulary: Sourced<VocabularyFile>;
  readonly countries: Sourced<CountriesFile>;
  readonly refusals: readonly Sourced<QuestionsFile>[];
  readonly scale: Sourced<ScaleFile>;
  readonly about: Sourced<AboutFile>;
  readonly asides: readonly Sourced<AsidesFile>[];
  readonly wording: readonly Sourced<WordingFile>[];
  readonly asking: readonly Sourced<AskingWordsFile>[];
  readonly figureWords: readonly Sourced<FigureWordsFile>[];
  readonly orders: readonly Sourced<OrderWordsFile>[];
  readonly zones: readonly Sourced<ZoneWordsFile>[];
  readonly packs: readonly PackFiles[];
}

/** What was read and checked, from one start to the next; it is for whoever keeps it to tell whether it is of the same files. */
export interface KeptContent {
  read(): ContentFiles | null;
  keep(files: ContentFiles): Promise<void>;
}
