/** What questions are answered with, pack by pack: built once, by whoever needs it first. */
import { setImmediate as turn } from "node:timers/promises";
import { findPack } from "#core/briefings/context.ts";
import type { Library, Pack } from "#core/profile/profile.ts";
import { createLexicon, type Lexicon } from "#search/reading/lexicon.ts";
import { createNumbering, type Numbering } from "#search/reading/numbering.ts";
import { readAsSpelt } from "#search/reading/question.ts";
import { readExamples } from "./example-index.ts";
import type { Examples } from "./examples.ts";
import { createIndexer, type PackIndex } from "./pack-index.ts";

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
  /** Builds everything in small pieces, so that others get their turns between them. */
  warm(): Promise<void>;
}

interface Tools {
  readonly lexicon: Lexicon;
  readonly tokens: Numbering;
  readonly indexOf: (pack: Pack) => PackIndex;
  readonly refusals: Library["refusals"];
}

export function createIndexes(library: Library): Indexes {
  const ready = new Map<string, Indexed>();
  const underWay = new Map<string, Generator<void, Indexed>>();
  let tools: Tools | undefined;
  /** Goes on where it was left; null when there is more to do. */
  const step = (pack: Pack): Indexed | null => {
    const indexed = ready.get(pack.slug);
    if (indexed !== undefined) return indexed;
    tools ??= openTools(library);
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

function openTools(library: Library): Tools {
  const lexicon = createLexicon(library);
  const tokens = createNumbering();
  const indexOf = createIndexer({ taxonomy: library.taxonomy, lexicon, tokens });
  return { lexicon, tokens, indexOf, refusals: library.refusals };
}

function* indexPieces(pack: Pack, { lexicon, tokens, indexOf, refusals }: Tools): Generator<void, Indexed> {
  const index = indexOf(pack);
  yield;
  const examples = yield* readExamples({ pack, refusals }, { lexicon, tokens }, (text) =>
    readAsSpelt(text, { index, lexicon }),
  );
  return { index, lexicon, examples };
}
