/** Questions line by line, for scripts: each on its own, or as the turns of threads that are remembered. */
import { z } from "zod";
import type { Bot } from "#core/ports.ts";
import type { Incoming } from "#core/request.ts";
import { answerLine } from "./answer-line.ts";
import { EXIT } from "./usage.ts";

/** `press` is the text of a button, in place of words that were typed; who pressed it sees the answer alone. */
const Line = z.union([
  z.strictObject({ thread: z.string(), person: z.string().default("someone"), text: z.string() }),
  z.strictObject({ thread: z.string(), person: z.string().default("someone"), press: z.string() }),
]);

export interface TurnParts {
  readonly bot: Bot;
  readonly input: AsyncIterable<string>;
  readonly print: (line: string) => void;
  readonly complain: (line: string) => void;
}

/** One question a line, each by itself; one JSON object a line goes out. Resolves with the exit code. */
export async function answerLines({ bot, input, print }: TurnParts): Promise<number> {
  let count = 0;
  for await (const line of input) {
    if (line.trim() === "") continue;
    count++;
    const thread = `line ${count}`;
    print(
      JSON.stringify(
        answerLine(await bot.handle(typedTurn(bot, { thread, person: "someone", text: line.trim() }, count))),
      ),
    );
  }
  return EXIT.done;
}

/** One JSON object a line, read with what its thread was about. A line that is none ends it, by its number. */
export async function answerThreads({ bot, input, print, complain }: TurnParts): Promise<number> {
  let count = 0;
  for await (const line of input) {
    count++;
    if (line.trim() === "") continue;
    const read = Line.safeParse(parseJson(line));
    if (!read.success) {
      complain(
        `Line ${count} is not a turn. Write {"thread": "t1", "text": "..."}, or "press" for a button in place of "text".`,
      );
      return EXIT.misused;
    }
    const turn = "text" in read.data ? typedTurn(bot, read.data, count) : pressedTurn(bot, read.data, count);
    print(JSON.stringify({ thread: read.data.thread, ...answerLine(await bot.handle(turn)) }));
  }
  return EXIT.done;
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // What is no JSON is no turn either, and is told as such.
    return null;
  }
}

function typedTurn(
  bot: Bot,
  { thread, person, text }: { thread: string; person: string; text: string },
  at: number,
): Incoming {
  return { ...bot.parseMention(text), ...saidBy(thread, person, at), typed: true, audience: "everyone" };
}

function pressedTurn(
  bot: Bot,
  { thread, person, press }: { thread: string; person: string; press: string },
  at: number,
): Incoming {
  return { pack: null, command: bot.parse(press), ...saidBy(thread, person, at), typed: false, audience: "asker" };
}

/** The lines' numbers are their times. */
function saidBy(thread: string, person: string, at: number): Pick<Incoming, "conversation" | "asker" | "key" | "at"> {
  const conversation = {
    platform: "terminal",
    tenant: "terminal",
    channel: "terminal",
    thread,
    kind: "channel",
  } as const;
  return { conversation, asker: { id: person, name: person, zone: null }, key: null, at };
}
