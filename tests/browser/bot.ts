/** The whole bot as `npm start` runs it without credentials, on a port of its own and a store that is thrown away. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { leaveKept } from "#tests/fixtures/kept.ts";
import { SHIPPED } from "#tests/fixtures/library.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

export interface RunningBot {
  /** `http://localhost:PORT`, no slash at the end. */
  readonly address: string;
  stop(): Promise<void>;
}

/** `data` is kept when it is given, for a bot that is started again. */
export async function startBot(kept?: string): Promise<RunningBot> {
  const data = kept ?? mkdtempSync(join(tmpdir(), "briefing-data-"));
  leaveKept(data);
  const env = {
    PATH: process.env["PATH"] ?? "",
    ...{ PORT: "0", DATA_FOLDER: data, DEFAULT_PACK: SHIPPED, LOG_LEVEL: "warn", TZ: "Europe/Paris" },
  };
  const args = ["--import=./src/compile-cache.mjs", "src/main.ts"];
  const bot = spawn(process.execPath, args, { cwd: ROOT, env, stdio: ["ignore", "pipe", "inherit"] });
  const address = await addressOf(bot);
  // It listens before its platforms are open, and a command on the way would try Slack's patience.
  while (!(await fetch(`${address}/readyz`)).ok) await pause(100);
  return {
    address,
    async stop() {
      if (bot.exitCode !== null) return;
      const gone = new Promise((resolve) => {
        bot.once("exit", resolve);
      });
      bot.kill("SIGTERM");
      await gone;
      if (kept === undefined) rmSync(data, { recursive: true });
    },
  };
}

/** The one line that the bot prints when it answers requests. */
async function addressOf(bot: ChildProcess): Promise<string> {
  let printed = "";
  const found = Promise.withResolvers<string>();
  bot.stdout?.on("data", (part: Buffer) => {
    printed += part.toString();
    const [address] = /http:\/\/localhost:\d+/.exec(printed) ?? [];
    if (address !== undefined) found.resolve(address);
  });
  bot.once("exit", (code) => found.reject(new Error(`The bot stopped with ${code} before it listened: ${printed}`)));
  return found.promise;
}
