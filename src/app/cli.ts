/** The command line put together: the same bot without platforms, for people at a terminal and for scripts. */
import { randomUUID } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { createDrawer } from "#charts/drawer.ts";
import { checkContent } from "#content/checks/check-folder.ts";
import type { Content } from "#core/briefings/context.ts";
import type { ChannelPacks } from "#core/subscriptions/channel-pack.ts";
import { describeReport } from "#core/briefings/feedback.ts";
import { weekdayOf } from "#core/digests/calendar.ts";
import { listDigests } from "#core/digests/cycle.ts";
import { openZonedContext, type ZonedContext } from "#core/digests/zone.ts";
import type { Chart } from "#core/document/chart.ts";
import { lazy } from "#core/lazy.ts";
import { createSubscriptions } from "#core/subscriptions/commands.ts";
import { createLog } from "#server/log.ts";
import { nativeChart } from "#slack/drawing/charts.ts";
import { formsOf, renderSlack } from "#slack/drawing/render.ts";
import { renderTeams } from "#teams/drawing/render.ts";
import type { CommandLine } from "#terminal/read.ts";
import { runTerminal } from "#terminal/start.ts";
import { createAnswerOnce } from "./memory/answer-once.ts";
import { createBot, createHandlers, type AnswerMemory } from "./bot.ts";
import type { Config } from "./config.ts";
import { createRunFrames, NONE_GIVEN } from "./memory/conversations.ts";
import { CONTENT_FOLDER, openContent } from "./content.ts";
import { openFigureStore } from "./figures/figure-store.ts";
import { orderFigures } from "./figures/import-figures.ts";
import { orderManifests } from "./figures/manifests.ts";
import { createLiveWorld } from "./figures/live-world.ts";
import { createKeptTables } from "./memory/kept-tables.ts";
import { openStore, type Store } from "./memory/store.ts";

/** As many lines as are listed. */
const LINES = 200;
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
const NO_CHANNELS: ChannelPacks = { packOf: () => Promise.resolve(null), choose: () => Promise.resolve() };

/** Answers one command line; resolves with the exit code. Rejects with a `ContentError` on broken content. */
export async function answerCommandLine(words: readonly string[], config: Config): Promise<number> {
  const clock = { now: Date.now };
  const log = createLog("error", (line) => process.stderr.write(line));
  const shipped = openContent(config);
  const world = createLiveWorld({ open: () => openFigureStore(config), packs: shipped.library.packs, log });
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
  const kept = createKeptTables({ folder: config.dataFolder, library: content.library, log });
  const { handlers } = createHandlers({ content, clock, log, store: memory, subscriptions, kept });
  const once = createAnswerOnce({ store: memory, clock, log });
  const alone = { once, given: NONE_GIVEN, frames: createRunFrames(), packOf: async () => null };
  const bot = createBot({ content, handlers, ...alone, clock, log, metrics: UNCOUNTED });
  const contextOf = (pack: string | null): ZonedContext =>
    openZonedContext(content, pack ?? content.defaultPack, { now: clock.now() });
  try {
    return await runTerminal(words, {
      bot,
      payloads: {
        slack: (briefing) => formsOf(renderSlack(briefing, bot, nativeChart)).drawn,
        teams: (briefing) => renderTeams(briefing, bot),
      },
      savePicture,
      digests: (order) => listDigests(contextOf(order.pack), cycle(order, config.zone)),
      lists: {
        reports: async () => listReports(await store.get(), content),
        unanswered: async () => listUnanswered(await store.get()),
      },
      writeManifests: (countries) => orderManifests(countries, { ...OUTPUT, content }),
      orderFigures: (order) =>
        orderFigures(order, { ...OUTPUT, content, contentFolder: CONTENT_FOLDER, open: () => openFigureStore(config) }),
      input: createInterface({ input: process.stdin }),
      ...OUTPUT,
    });
  } finally {
    await store.peek()?.close();
    await world.stop();
  }
}

/** `content check`. It loads the content itself: broken content must not keep it from saying what is broken. */
export function checkCommandLine(): number {
  const checked = checkContent(CONTENT_FOLDER);
  if (checked.ok) console.log(checked.summary);
  else for (const problem of checked.problems) console.error(problem);
  return checked.ok ? 0 : 1;
}

/** Reports, newest first, then how many there are in all and what was said of answers, by topic. */
async function listReports({ answers }: Store, { topics }: Content): Promise<readonly string[]> {
  const [reports, counts] = await Promise.all([answers.listReports(LINES), answers.countFeedback()]);
  const feedback = counts.topics.map(
    ({ topic, helpful, unhelpful }) => `${topic ?? "-"}: ${helpful} helpful, ${unhelpful} not helpful`,
  );
  const nameOfTopic = (slug: string): string => topics.get(slug)?.name ?? slug;
  return [...reports.map((report) => describeReport(report, nameOfTopic)), `${counts.reports} reports`, ...feedback];
}

/** What was looked for in vain: how often, why not answered, and the nearest topic; most frequent first. */
async function listUnanswered({ answers }: Store): Promise<readonly string[]> {
  const questions = await answers.listUnanswered(LINES);
  return questions.map(({ pack, reason, topic, count }) => `${count}  ${pack}  ${reason}  ${topic ?? "-"}`);
}

async function savePicture(chart: Chart, file: string): Promise<void> {
  const drawer = createDrawer();
  try {
    await writeFile(file, await drawer.draw(chart));
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
    saveFeedback: async (feedback) => (await open()).answers.saveFeedback(feedback),
    saveReport: async (report) => (await open()).answers.saveReport(report),
  };
}
