/** Structured logs, as lines of JSON. Secrets and what people wrote never reach them. */
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
