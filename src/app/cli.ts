/** The command line put together: the same bot without platforms, for people at a terminal and for scripts. */
import { randomUUID } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { createDrawer } from "#charts/drawer.ts";
import { createPictures } from "#charts/pictures.ts";
import { checkContent } from "#content/checks/check-folder.ts";
import type { ChannelPacks } from "#core/subscriptions/channel-pack.ts";
import { weekdayOf } from "#core/digests/calendar.ts";
import { listDigests } from "#core/digests/cycle.ts";
import type { Content } from "#core/briefings/context.ts";
import { openZonedContext, type ZonedContext } from "#core/digests/zone.ts";
import type { Briefing } from "#core/document/briefing.ts";
import type { Chart } from "#core/document/chart.ts";
import type { Bot, Clock, Log } from "#core/ports.ts";
import type { FileReply } from "#core/reply.ts";
import { createExports } from "#evidence-files/packs.ts";
import { lazy } from "#core/lazy.ts";
import { createGrammar } from "#core/parse.ts";
import { createSubscriptions } from "#core/subscriptions/commands.ts";
import { createLog } from "#server/log.ts";
import { nativeCharts } from "#slack/drawing/native-charts.ts";
import { formsOf, renderSlack } from "#slack/drawing/render.ts";
import { isReaderGone } from "#shared/reader.ts";
import { createCardPictures } from "#teams/drawing/pictures.ts";
import { renderTeams } from "#teams/drawing/render.ts";
import type { CommandLine } from "#terminal/read.ts";
import { runTerminal, type AnsweringParts } from "#terminal/start.ts";
import { createAnswerOnce } from "./memory/answer-once.ts";
import { createBot, createHandlers, type AnswerMemory } from "./bot.ts";
import type { Config } from "./config.ts";
import { createRunFrames, NONE_GIVEN } from "./memory/conversations.ts";
import { CONTENT_FOLDER, openContent } from "./content.ts";
import { openEnvironment } from "./environment/open.ts";
import { openFigureStore } from "./figures/figure-store.ts";
import { orderFigures } from "./figures/import-figures.ts";
import { orderManifests } from "./figures/manifests.ts";
import { createLiveWorld } from "./figures/live-world.ts";
import { createListings } from "./listings.ts";
import { createIndexes } from "#search/index/indexes.ts";
import { createKeptAsides } from "./kept/asides.ts";
import { createKeptContent } from "./kept/content.ts";
import { createKeptTables } from "./kept/tables.ts";
import { openStore, type Store } from "./memory/store.ts";

/** A command line is nothing that is watched. */
const UNCOUNTED = {
  answers: { inc: () => undefined },
  unheeded: { inc: () => undefined },
  refusedForms: { inc: () => undefined },
  faults: { inc: () => undefined },
};

const OUTPUT = {
  print: (line: string): void => console.log(line),
  complain: (line: string): void => console.error(line),
};

/** A terminal has no channels. */
const NO_CHANNELS: ChannelPacks = { packOf: () => Promise.resolve(null), choose: () => Promise.resolve(null) };

/**
 * Answers one command line; resolves with the exit code. Rejects with a sentence where the settings or the content that it
 * needs are broken.
 */
export async function answerCommandLine(words: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> {
  const opened = lazy(async () => openBot(openEnvironment(environment)));
  try {
    return await runTerminal(words, {
      ...OUTPUT,
      async doctor() {
        const { examine } = await import("./doctor/examine.ts");
        const { tell } = await import("./doctor/tell.ts");
        return tell(await examine(environment, () => openEnvironment(environment)), environment);
      },
      check() {
        const checked = checkContent(CONTENT_FOLDER);
        return checked.ok ? { summary: checked.summary, problems: null } : checked;
      },
      open: () => opened.get(),
    });
  } finally {
    await opened.peek()?.close();
  }
}

async function openBot(config: Config) {
  const clock = { now: Date.now };
  const log = createLog("error", (line) => process.stderr.write(line));
  const shipped = openContent(config);
  const world = createLiveWorld({ open: () => openFigureStore(config, "reading"), packs: shipped.library.packs, log });
  await world.refresh();
  const content = { ...shipped, world };
  // Most command lines need no store: it is opened when first asked for, and then closed at the end.
  const store = lazy(async () => {
    const opened = await openStore(config, { clock, log, metrics: UNCOUNTED, purpose: "reading" });
    await opened.migrate();
    return opened;
  });
  const nobody = (): Promise<null> => Promise.resolve(null);
  const others = { announce: nobody, reach: nobody };
  const orders = { content, store, clock, log, defaultZone: config.zone, newId: randomUUID, ...others };
  const memory = lazy(async () => ({ answers: terminalMemory(() => store.get()), channelPacks: NO_CHANNELS }));
  const subscriptions = createSubscriptions(orders);
  const { library, topics } = content;
  const folder = config.dataFolder;
  const { hash } = createKeptContent({ folder, content: CONTENT_FOLDER, log });
  const indexes = createIndexes(library, createKeptTables({ folder, hash, log }));
  const asides = createKeptAsides({ folder, hash, log, library });
  const grammar = createGrammar(library, topics, { world, asideTables: asides.get });
  const { handlers } = createHandlers({ content, clock, log, store: memory, subscriptions, indexes });
  const once = createAnswerOnce({ store: memory, clock, log });
  const alone = { once, given: NONE_GIVEN, frames: createRunFrames(), packOf: async () => null };
  const bot = createBot({ content, grammar, handlers, ...alone, clock, log, metrics: UNCOUNTED });
  const contextOf = (pack: string | null): ZonedContext =>
    openZonedContext(content, pack ?? content.defaultPack, { now: clock.now() });
  const parts: AnsweringParts = {
    bot,
    payloads: createPayloads({ bot, log }),
    savePicture,
    saveFile: (file, name) => saveFile(file, name, { content, clock }),
    digests: (order) => listDigests(contextOf(order.pack), cycle(order, config.zone)),
    list: createListings(() => store.get(), content),
    writeManifests: (countries) => orderManifests(countries, { ...OUTPUT, content }),
    orderFigures: (order) =>
      orderFigures(order, { ...OUTPUT, content, open: () => openFigureStore(config, "importing") }),
    input: linesOfInput(),
  };
  return {
    ...parts,
    async close() {
      await store.peek()?.close();
      await world.stop();
    },
  };
}

/** Listened to when the first line is asked for: a standard input that nobody closes would keep any other command line alive. */
async function* linesOfInput(): AsyncGenerator<string> {
  yield* createInterface({ input: process.stdin });
}

/** The messages that the platforms would receive, exactly. */
function createPayloads({ bot, log }: { readonly bot: Bot; readonly log: Log }): AnsweringParts["payloads"] {
  return {
    slack: (briefing) => Promise.resolve(formsOf(renderSlack(briefing, bot, { chartOf: nativeCharts })).drawn),
    teams: async (briefing) => renderTeams(briefing, bot, await picturesFor(briefing, log)),
  };
}

async function picturesFor(briefing: Briefing, log: Log) {
  const drawer = createDrawer();
  try {
    const store = () => Promise.reject(new Error("a command line keeps no pictures"));
    const cards = createCardPictures({ pictures: createPictures({ drawer, store, publicUrl: null }), log });
    await cards.prepare(briefing);
    return cards.of;
  } finally {
    await drawer.stop();
  }
}

async function savePicture(chart: Chart, file: string): Promise<void> {
  const drawer = createDrawer();
  try {
    await writeWhole(file, await drawer.draw(chart));
  } finally {
    await drawer.stop();
  }
}

/** A file may be a pipe, whose reader may have had enough. */
async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  try {
    await writeFile(file, bytes);
  } catch (error) {
    if (!isReaderGone(error)) throw error;
  }
}

/** Drawn in the thread of pictures where it is a PDF, as in the server. */
async function saveFile(
  { evidence, order }: FileReply,
  name: string | null,
  known: { readonly content: Content; readonly clock: Clock },
): Promise<string> {
  const drawer = createDrawer();
  try {
    const exports = createExports({ ...known, drawer, addresses: null });
    const written = await exports.write(evidence, order.format);
    await writeWhole(name ?? written.name, written.bytes);
    return name ?? written.name;
  } finally {
    await drawer.stop();
  }
}

/** Weekly from the day asked for, at the default hour. */
function cycle({ weeks, start }: Extract<CommandLine, { kind: "digest" }>, zone: string) {
  const schedule = { rhythm: { kind: "weekly", weekday: weekdayOf(start) }, time: "09:00", zone } as const;
  return { weeks, start, schedule, topics: [] };
}

/** A terminal is no place to count what people look for; feedback is kept. */
function terminalMemory(open: () => Promise<Store>): AnswerMemory {
  return {
    take: () => Promise.resolve(true),
    keep: () => Promise.resolve(),
    settle: () => Promise.resolve(true),
    release: () => Promise.resolve(),
    countUnanswered: () => Promise.resolve(),
    saveFeedback: async (...said) => (await open()).answers.saveFeedback(...said),
    saveReport: async (...said) => (await open()).answers.saveReport(...said),
  };
}
