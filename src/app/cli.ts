/** The command line put together: the same bot without platforms, for people at a terminal and for scripts. */
import { randomUUID } from "node:crypto";
import { createInterface } from "node:readline";
import { checkContent } from "#content/check-folder.ts";
import { loadLibrary } from "#content/load.ts";
import { loadVocabulary } from "#content/vocabulary-schema.ts";
import { answerLine } from "#terminal/answer-line.ts";
import { weekdayOf } from "#core/digests/calendar.ts";
import type { Context } from "#core/briefings/context.ts";
import { listDigests } from "#core/digests/cycle.ts";
import { openContext } from "#core/handle.ts";
import { describeReport } from "#core/briefings/feedback.ts";
import { createSubscriptions } from "#core/subscriptions/commands.ts";
import { createLog } from "#server/log.ts";
import { renderSlack } from "#slack/render.ts";
import { renderTeams } from "#teams/render.ts";
import type { CommandLine } from "#terminal/read.ts";
import { runTerminal } from "#terminal/start.ts";
import { assemble, type Parts } from "./assemble.ts";
import type { Config } from "./config.ts";
import { CONTENT } from "./content-folder.ts";
import { openStore, type Store } from "./store.ts";

/** As many lines as are listed. */
const LINES = 200;

/** Answers one command line; resolves with the exit code. Rejects with a `ContentError` on broken content. */
export async function answerCommandLine(words: readonly string[], config: Config): Promise<number> {
  const clock = { now: Date.now };
  const log = createLog("error", (line) => process.stderr.write(line));
  const library = loadLibrary(CONTENT);
  await using store = lazily(() => openStore(config, { clock, log }));
  const { bot, answers, topics } = assemble({
    library,
    vocabulary: loadVocabulary(CONTENT),
    clock,
    log,
    store: keepingOpinions(store.get),
    subscriptions: (topics) => async (request) => {
      const { digests } = await store.get();
      const parts = { library, topics, store: digests, clock, log, defaultZone: config.zone, newId: randomUUID };
      return createSubscriptions({ ...parts, announce: () => Promise.resolve(null) }).handle(request);
    },
    count: { answered: () => undefined, failed: () => undefined },
  });
  const open = (pack: string | null) => openContext({ library, topics }, pack ?? "", clock.now());
  return await runTerminal(words, {
    bot,
    payloads: { slack: (briefing) => renderSlack(briefing, bot), teams: (briefing) => renderTeams(briefing, bot) },
    answer: (question) => JSON.stringify(answerLine(answers.askSync("", question, null))),
    digests: (order) => listDigests(open(order.pack), cycle(order, config.zone)),
    lists: {
      reports: async () => listReports(await store.get(), open),
      unanswered: async () => listUnanswered(await store.get()),
    },
    input: createInterface({ input: process.stdin }),
    print: (line) => console.log(line),
    complain: (line) => console.error(line),
  });
}

/** `content check`. It loads the content itself: broken content must not keep it from saying what is broken. */
export function checkCommandLine(): number {
  const checked = checkContent(CONTENT);
  if (checked.ok) console.log(checked.summary);
  else for (const problem of checked.problems) console.error(problem);
  return checked.ok ? 0 : 1;
}

/** Reports, newest first, then how many there are in all and what was said of answers, by topic. */
async function listReports({ answers }: Store, open: (pack: string) => Context): Promise<readonly string[]> {
  const [reports, counts] = await Promise.all([answers.listReports(LINES), answers.countFeedback()]);
  const feedback = counts.topics.map(
    ({ topic, helpful, unhelpful }) => `${topic ?? "-"}: ${helpful} helpful, ${unhelpful} not helpful`,
  );
  return [
    ...reports.map((report) => describeReport(open(report.pack), report)),
    `${counts.reports} reports`,
    ...feedback,
  ];
}

/** What was looked for in vain: how often, why not answered, and the nearest topic; most frequent first. */
async function listUnanswered({ answers }: Store): Promise<readonly string[]> {
  const questions = await answers.listUnanswered(LINES);
  return questions.map(({ pack, reason, topic, count }) => `${count}  ${pack}  ${reason}  ${topic ?? "-"}`);
}

/** Weekly from the day asked for, at the default hour. */
function cycle({ weeks, start }: Extract<CommandLine, { kind: "digest" }>, zone: string) {
  const schedule = { rhythm: { kind: "weekly", weekday: weekdayOf(start) }, time: "09:00", zone } as const;
  return { weeks, start, schedule, topics: [] };
}

/** A terminal has no threads to remember and is no place to count what people look for; reports are kept. */
function keepingOpinions(get: () => Promise<Store>): Parts["store"] {
  return {
    take: () => Promise.resolve(true),
    settle: () => Promise.resolve(true),
    topicOf: () => Promise.resolve(null),
    rememberTopic: () => Promise.resolve(),
    countUnanswered: () => Promise.resolve(),
    saveFeedback: async (opinion) => (await get()).answers.saveFeedback(opinion),
    saveReport: async (report) => (await get()).answers.saveReport(report),
  };
}

/** Most command lines need no store: it is opened when first asked for, and then closed at the end. */
function lazily(open: () => Promise<Store>) {
  let opened: Promise<Store> | null = null;
  return {
    get: async () => {
      opened ??= open();
      await (await opened).migrate();
      return opened;
    },
    async [Symbol.asyncDispose]() {
      await (await opened)?.close();
    },
  };
}
