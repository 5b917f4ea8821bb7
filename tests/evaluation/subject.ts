/** What is asked: the search alone, and the whole bot as the command line puts it together, over the same index. */
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createBot, createHandlers } from "#app/bot.ts";
import { createRunFrames, NONE_GIVEN } from "#app/memory/conversations.ts";
import { loadLibrary } from "#content/load.ts";
import { createDigestPlans } from "#core/digests/plans.ts";
import { findPack } from "#core/briefings/context.ts";
import { ZONES } from "#tests/fixtures/zones.ts";
import { lazy } from "#core/lazy.ts";
import type { Bot, Log } from "#core/ports.ts";
import type { Library, Pack } from "#core/profile/profile.ts";
import { createWorld, NO_WORLD, type World } from "#core/profile/world.ts";
import { readCountry } from "#figures/stored-country.ts";
import { createTopics } from "#core/profile/topics.ts";
import { createSubscriptions } from "#core/subscriptions/commands.ts";
import { createAnswers, type Answers } from "#search/answers.ts";
import { createRunChannelPacks, NOTHING_KEPT } from "#tests/fixtures/frames.ts";
import { CONTENT, loadTestLibrary, SHIPPED } from "#tests/fixtures/library.ts";
import { EACH_TIME } from "#tests/fixtures/once.ts";
import { NOBODY_ELSE } from "#tests/fixtures/subscriptions.ts";

/** 22 November 2026. */
export const NOON = Date.parse("2026-11-22T12:00:00Z");
const clock = { now: () => NOON };

export interface Subject {
  readonly library: Library;
  readonly pack: Pack;
  readonly answers: Answers;
  /** A bot that remembers nothing yet. */
  readonly openBot: () => Bot;
}

/** The search over the shipped content, for tests that need no bot. */
export function openAnswers(): Answers {
  return createAnswers({ library: loadTestLibrary(), clock });
}

interface SubjectOptions {
  readonly content?: string;
  readonly pack?: string;
  /** Where figures of other countries were brought in to. */
  readonly figures?: string;
  readonly lists?: boolean;
}

export function openSubject({
  content = CONTENT,
  pack: slug = SHIPPED,
  figures,
  lists = true,
}: SubjectOptions = {}): Subject {
  const loaded = loadLibrary(content);
  const library = lists ? loaded : withoutLists(loaded);
  const topics = createTopics(library.taxonomy);
  const world = { current: worldIn(figures, library) };
  const zoned = { library, topics, zones: ZONES, plans: createDigestPlans(), defaultPack: slug, world };
  const subscriptions = createSubscriptions({
    content: zoned,
    store: lazy(() => Promise.reject(new Error("The evaluation keeps no subscriptions"))),
    clock,
    log: LOUD,
    defaultZone: "UTC",
    newId: () => "new",
    ...NOBODY_ELSE,
  });
  const store = lazy(async () => ({ answers: NOTHING_KEPT, channelPacks: createRunChannelPacks() }));
  const { handlers, answers } = createHandlers({ content: zoned, clock, log: LOUD, store, subscriptions });
  const openBot = () =>
    createBot({
      content: zoned,
      handlers,
      once: EACH_TIME,
      given: NONE_GIVEN,
      frames: createRunFrames(),
      packOf: () => Promise.resolve(null),
      clock,
      log: LOUD,
      metrics: UNCOUNTED,
    });
  return { library, pack: findPack(library, slug), answers, openBot };
}

/** As a deployment has it that imported them. */
function worldIn(folder: string | undefined, { packs }: Library): () => World {
  if (folder === undefined) return () => NO_WORLD;
  const texts = globSync(join(folder, "*.json")).map((file) => readFileSync(file, "utf8"));
  const world = createWorld(texts.map(readCountry), { packs, version: "evaluated" });
  return () => world;
}

/** The same packs as if nobody had listed a question for them. */
function withoutLists(library: Library): Library {
  return { ...library, packs: library.packs.map((pack) => ({ ...pack, questions: {} })) };
}

/** A fault would only be seen as an apology, which is marked as a page. */
const LOUD: Log = {
  info: () => undefined,
  warn: (fields, message) => console.error(message, fields),
  error: (fields, message) => console.error(message, fields),
};
const UNCOUNTED = {
  answers: { inc: () => undefined },
  unheeded: { inc: () => undefined },
  refusedForms: { inc: () => undefined },
  faults: { inc: () => undefined },
};
