/** Structured logs, as lines of JSON. Secrets and what people wrote never reach them. */
import { format } from "node:util";
import { pino } from "pino";
import type { Log } from "#core/ports.ts";

/** Fields that hold secrets or a person's words, wherever they turn up in what is logged. */
const PRIVATE = [
  "token",
  "botToken",
  "appToken",
  "appPassword",
  "signingSecret",
  "encryptionKey",
  "password",
  "secret",
  "authorization",
  "Authorization",
  "text",
  "question",
  "comment",
  "body",
  "response_url",
  "responseUrl",
  "trigger_id",
];
const PATHS = PRIVATE.flatMap((name) => [name, `*.${name}`, `*.*.${name}`, `*.*.*.${name}`]);
/** Tokens that slip into a message or an error's text: Slack's, and anything sent as a bearer. */
const TOKENS = /xox[a-z]-[\w-]+|xapp-[\w-]+|(?<=Bearer )[\w.~+/=-]+|(?<=:\/\/[^:/\s]+:)[^@/\s]+(?=@)/g;

/** A log of the given level; `write` takes its lines, and must not throw. */
export function createLog(level: string, write: (line: string) => void): Log {
  const options = {
    level,
    base: null,
    redact: { paths: PATHS, censor: "[redacted]" },
  };
  const stream = { write: (line: string) => write(line.replaceAll(TOKENS, "[redacted]")) };
  return pino(options, stream);
}

const CONSOLE = { debug: "info", log: "info", info: "info", warn: "warn", error: "error" } as const;
const PRINTED_CHARS = 200;

/**
 * Whatever a library prints, and what Node warns of, becomes a line of this log for as long as the process lives: of
 * each the beginning of its first line, since what follows may be anything.
 */
export function adoptConsole(log: Log): void {
  for (const method of ["debug", "log", "info", "warn", "error"] as const) {
    console[method] = (...words: unknown[]) => log[CONSOLE[method]]({ from: "console" }, firstLine(format(...words)));
  }
  // Node's own listener prints.
  process.removeAllListeners("warning");
  process.on("warning", ({ name, message }) => log.warn({ from: "node", name }, firstLine(message)));
}

function firstLine(words: string): string {
  return (words.split("\n", 1)[0] ?? "").slice(0, PRINTED_CHARS);
}
