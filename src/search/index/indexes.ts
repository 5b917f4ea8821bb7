/** What questions are answered with, pack by pack: built once, by whoever needs it first, and kept from start to start. */
import { setImmediate as turn } from "node:timers/promises";
import { findPack } from "#core/briefings/context.ts";
import type { Library, Pack } from "#core/profile/profile.ts";
import { openLexicon, writeLexicon, type Lexicon, type LexiconTables } from "#search/reading/lexicon.ts";
import { createNumbering, type Numbering } from "#search/reading/numbering.ts";
import { readAsSpelt } from "#search/reading/question.ts";
import { readExamples } from "./example-index.ts";
import { openExamples, type Examples, type ExampleTables } from "./examples.ts";
import { createIndexer, openPackIndex, type PackIndex, type PackTables } from "./pack-index.ts";

export interface Indexed {
  readonly index: PackIndex;
  readonly lexicon: Lexicon;
  readonly examples: Examples | null;
}

export interface Indexes {
  /** Those that are built, by the slugs of their packs. */
  readonly ready: ReadonlyMap<string, Indexed>;
  /** Builds what is not there yet, in one go. Throws when there is no pack of that slug. */
  build(slug: string): Indexed;
  /** Builds everything in small pieces, so that others get their turns between them; then has it kept. */
  warm(): Promise<void>;
}

/** All that depends on the content alone: words and numbers. */
export interface IndexTables {
  readonly lexicon: LexiconTables;
  /** The tokens of all packs, each at the place that is its number. */
  readonly tokens: readonly string[];
  /** By slug. */
  readonly packs: ReadonlyMap<string, PackForm>;
}

interface PackForm {
  readonly index: PackTables;
  readonly examples: ExampleTables | null;
}

/** Where they are kept from one start to the next. */
export interface KeptTables {
  /** Those of this content, made by this code; null where there are none. Does not throw. */
  read(): IndexTables | null;
  /** Does not reject: what cannot be kept is made again. */
  keep(tables: IndexTables): Promise<void>;
}

const NOTHING_KEPT: KeptTables = { read: () => null, keep: () => Promise.resolve() };

export function createIndexes(library: Library, kept: KeptTables = NOTHING_KEPT): Indexes {
  const ready = new Map<string, Indexed>();
  const underWay = new Map<string, Generator<void, Indexed>>();
  let tools: Tools | undefined;
  /** Goes on where it was left; null when there is more to do. */
  const step = (pack: Pack): Indexed | null => {
    const indexed = ready.get(pack.slug);
    if (indexed !== undefined) return indexed;
    tools ??= openTools(library, kept.read());
    const building = underWay.get(pack.slug) ?? indexPieces(pack, tools);
    underWay.set(pack.slug, building);
    const { done, value } = advance(building, () => underWay.delete(pack.slug));
    if (done !== true) return null;
    underWay.delete(pack.slug);
    ready.set(pack.slug, value);
    return value;
  };
  return {
    ready,
    build(slug) {
      const pack = findPack(library, slug);
      for (;;) {
        const indexed = step(pack);
        if (indexed !== null) return indexed;
      }
    },
    async warm() {
      for (const pack of library.packs) while (step(pack) === null) await turn();
      const made = tools;
      // What is built holds all that answers need.
      tools = undefined;
      if (made?.isNew === true) await kept.keep({ ...made.tables, tokens: made.tokens.words() });
    },
  };
}

/** What broke off cannot go on: the next one begins anew, and fails with the same words. */
function advance<T>(building: Generator<void, T>, giveUp: () => void): IteratorResult<void, T> {
  try {
    return building.next();
  } catch (error) {
    giveUp();
    throw error;
  }
}

interface Tools {
  readonly lexicon: Lexicon;
  readonly tokens: Numbering;
  readonly indexOf: (pack: Pack) => PackTables;
  readonly refusals: Library["refusals"];
  readonly tables: { readonly lexicon: LexiconTables; readonly packs: Map<string, PackForm> };
  /** Whether anything of it was not kept. */
  readonly isNew: boolean;
}

function openTools(library: Library, kept: IndexTables | null): Tools {
  const tables = { lexicon: kept?.lexicon ?? writeLexicon(library), packs: new Map(kept?.packs) };
  const lexicon = openLexicon(library, tables.lexicon);
  const tokens = createNumbering(kept?.tokens);
  const indexOf = createIndexer({ taxonomy: library.taxonomy, lexicon, tokens });
  return { lexicon, tokens, indexOf, tables, refusals: library.refusals, isNew: kept === null };
}

function* indexPieces(pack: Pack, { lexicon, tokens, indexOf, tables, refusals }: Tools): Generator<void, Indexed> {
  const known = tables.packs.get(pack.slug);
  const form = known?.index ?? indexOf(pack);
  const index = openPackIndex(pack, form, tokens);
  if (known === undefined) yield;
  const read = (text: string) => readAsSpelt(text, { index, lexicon });
  const examples =
    known === undefined ? yield* readExamples({ pack, refusals }, { lexicon, tokens, read }) : known.examples;
  tables.packs.set(pack.slug, { index: form, examples });
  return { index, lexicon, examples: examples === null ? null : openExamples(pack, examples, { lexicon, tokens }) };
}
