import type { LogLevel, Logger } from "@slack/web-api";
import type { Log } from "#core/ports.ts";

/** Bolt's and the Web API client's log as ours. Their debug lines hold whole payloads, so those go nowhere. */
export function createBoltLog(log: Log, level: LogLevel): Logger {
  return {
    debug: () => undefined,
    info: (...said: unknown[]) => log.info({ from: "slack" }, sentence(said)),
    warn: (...said: unknown[]) => log.warn({ from: "slack" }, sentence(said)),
    error: (...said: unknown[]) => log.error({ from: "slack" }, sentence(said)),
    setLevel: () => undefined,
    getLevel: () => level,
    setName: () => undefined,
  };
}

function sentence(said: readonly unknown[]): string {
  return said.map((part) => (part instanceof Error ? part.message : String(part))).join(" ");
}
