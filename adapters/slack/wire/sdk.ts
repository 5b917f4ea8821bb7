/** Slack's SDK as this adapter sets it up: its Web API client, its log, and as whom it speaks. */
import { ConsoleLogger, LogLevel } from "@slack/logger";
import type { Logger, WebClient } from "@slack/web-api";
import type { Log } from "#core/ports.ts";
import { OneAttemptClient } from "./web-api.ts";

const CALL_MS = 10_000;
const SLACK_API = "https://slack.com/api/";

/** What every client is given: `apiUrl` ends in a slash, and is Slack's own when null. */
export function clientOptions(apiUrl: string | null) {
  return { timeout: CALL_MS, ...(apiUrl === null ? {} : { slackApiUrl: apiUrl }) };
}

/** `refused` is told Slack's word for each call that it refuses. */
export function createClient(
  { token, apiUrl }: { token: string; apiUrl: string | null },
  logger: Logger,
  refused: (reason: string) => void = () => undefined,
): WebClient {
  return new OneAttemptClient({ token, apiUrl: apiUrl ?? SLACK_API, timeoutMs: CALL_MS, logger, refused });
}

/** For Bolt's `authorize`: one workspace. A new object each time, since Bolt writes the asker into it. */
export function authorizeAs(token: string): () => Promise<{ botToken: string }> {
  return () => Promise.resolve({ botToken: token });
}

/** Bolt's and the Web API client's log as ours. Their debug lines hold whole payloads, so those go nowhere. */
export class SdkLog extends ConsoleLogger {
  readonly #log: Log;

  constructor(log: Log) {
    super();
    this.#log = log;
    super.setLevel(LogLevel.WARN);
  }

  override warn(...said: unknown[]): void {
    this.#log.warn({ from: "slack" }, sentence(said));
  }

  override error(...said: unknown[]): void {
    this.#log.error({ from: "slack" }, sentence(said));
  }

  /** Bolt asks for more than it is given; the level stays. */
  override setLevel(): void {}
}

function sentence(said: readonly unknown[]): string {
  return said.map((part) => (part instanceof Error ? part.message : String(part))).join(" ");
}
