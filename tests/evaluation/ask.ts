/** Puts questions and threads to what is evaluated: to the whole bot as `briefing ask --json` does. */
import type { Bot } from "#core/ports.ts";
import type { Reply } from "#core/reply.ts";
import { answerLines, answerThreads, type TurnParts } from "#terminal/turns.ts";
import { frameAbout } from "#tests/fixtures/frames.ts";
import { judge, type Verdict } from "./judge.ts";
import type { Question, Thread, Turn } from "./keys.ts";
import type { Subject } from "./subject.ts";

export interface Outcome extends Verdict {
  readonly question: Question;
  readonly microseconds: number;
}

export interface TurnOutcome extends Verdict {
  readonly turn: Turn;
  /** What was said before it in its thread. */
  readonly before: readonly string[];
}

export async function askAll(questions: readonly Question[], subject: Subject): Promise<readonly Outcome[]> {
  const { search = [], bot = [] } = Object.groupBy(questions, ({ asks }) => asks);
  return [...askSearch(search, subject), ...(await askBot(bot, subject))];
}

/** The turns of each thread, in order. */
export async function askThreads(
  threads: readonly Thread[],
  subject: Subject,
): Promise<readonly (readonly TurnOutcome[])[]> {
  const lines = threads.flatMap(({ turns }, at) =>
    turns.map(({ ask }) => JSON.stringify({ thread: `t${at + 1}`, text: oneLine(ask) })),
  );
  const heard = (await hear(answerThreads, lines, subject.openBot())).values();
  return threads.map(({ turns }) =>
    turns.map((turn, at) => {
      const { reply } = nextOf(heard);
      return { turn, before: turns.slice(0, at).map(({ ask }) => ask), ...judge(turn, reply, subject.library) };
    }),
  );
}

function askSearch(questions: readonly Question[], { answers, pack, library }: Subject): readonly Outcome[] {
  return questions.map((question) => {
    const started = performance.now();
    const reply = answers.askSync(pack.slug, question.ask, frameAbout(question.after, pack.slug));
    const microseconds = (performance.now() - started) * 1000;
    return { question, microseconds, ...judge(question, reply, library) };
  });
}

async function askBot(questions: readonly Question[], { openBot, library }: Subject): Promise<readonly Outcome[]> {
  const heard = await hear(
    answerLines,
    questions.map(({ ask }) => oneLine(ask)),
    openBot(),
  );
  const answers = heard.values();
  return questions.map((question) => {
    const { reply, microseconds } = nextOf(answers);
    return { question, microseconds, ...judge(question, reply, library) };
  });
}

interface Heard {
  readonly reply: Reply;
  /** From the line that went in to the line that came out. */
  readonly microseconds: number;
}

/** Runs the terminal's own reading over `lines`, and listens to what the bot replies to each. */
async function hear(
  run: (parts: TurnParts) => Promise<number>,
  lines: readonly string[],
  bot: Bot,
): Promise<readonly Heard[]> {
  const heard: Heard[] = [];
  // Reads what it knows words by, which a bot that has been up for a while has done.
  bot.parseMention(lines[0] ?? "");
  let latest: Reply | undefined;
  const listening: Bot = { ...bot, handle: async (incoming) => (latest = await bot.handle(incoming)) };
  async function* input(): AsyncGenerator<string> {
    for (const line of lines) {
      const started = performance.now();
      yield line;
      if (latest !== undefined) heard.push({ reply: latest, microseconds: (performance.now() - started) * 1000 });
      latest = undefined;
    }
  }
  const complaints: string[] = [];
  await run({ bot: listening, input: input(), print: () => undefined, complain: (line) => complaints.push(line) });
  if (heard.length !== lines.length)
    throw new Error(`${heard.length} replies to ${lines.length} lines: ${complaints.join(" ")}`);
  return heard;
}

function nextOf(heard: Iterator<Heard>): Heard {
  const { value, done } = heard.next();
  if (done === true) throw new Error("There are fewer replies than turns");
  return value;
}

function oneLine(ask: string): string {
  return ask.replaceAll(/\s+/g, " ").trim();
}
