/** What the processes said of themselves: warnings and errors by their sentence, and what nothing caught. */
import { readFileSync } from "node:fs";
import { z } from "zod";

export interface Logs {
  /** How often each sentence came, most frequent first. */
  readonly sentences: ReadonlyMap<string, number>;
  readonly uncaught: readonly string[];
}

const WARNING = 40;
const ERROR = 50;
const UNCAUGHT = "A fault that nothing else caught";

const Line = z.object({
  level: z.number(),
  msg: z.string(),
  err: z.object({ message: z.string() }).optional(),
});

export function readLogs(files: readonly string[]): Logs {
  const sentences = new Map<string, number>();
  const uncaught: string[] = [];
  for (const text of files.flatMap((file) => readFileSync(file, "utf8").split("\n")).filter((one) => one !== "")) {
    const line = readLine(text);
    if (line === null) uncaught.push(text);
    else if (line.msg === UNCAUGHT) uncaught.push(line.err?.message ?? text);
    else if (line.level >= WARNING) {
      const sentence = `${line.level >= ERROR ? "error" : "warn "}  ${line.msg}`;
      sentences.set(sentence, (sentences.get(sentence) ?? 0) + 1);
    }
  }
  return { sentences: new Map([...sentences].toSorted(([, one], [, other]) => other - one)), uncaught };
}

/** Null for what is no line of the log: something that was printed past it. */
function readLine(text: string): z.infer<typeof Line> | null {
  try {
    return Line.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
