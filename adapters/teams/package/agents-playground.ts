import { spawn } from "node:child_process";
import { once } from "node:events";
import { env, execPath } from "node:process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

export interface AgentsPlayground {
  /** Where its page and its interface are. */
  readonly url: string;
  readonly stop: () => Promise<void>;
  /** Resolves when it has ended by itself. */
  readonly ended: Promise<void>;
}

interface Starting {
  /** The bot's `/api/messages`. */
  readonly endpoint: string;
  /** Takes another one when this is in use. */
  readonly port: number;
  readonly logFile: string;
}

/**
 * Starts Microsoft's Agents Playground against a bot that runs without credentials on this machine. It listens on every
 * address of the machine, without any key, and has no option to do otherwise: not for networks that others are in.
 * https://learn.microsoft.com/microsoft-365/agents-sdk/test-with-toolkit-project
 */
export async function startAgentsPlayground({ endpoint, port, logFile }: Starting): Promise<AgentsPlayground> {
  const cli = fileURLToPath(import.meta.resolve("@microsoft/m365agentsplayground/cli.js"));
  const options = ["start", "-p", String(port), "-e", endpoint, "-c", "msteams", "--disable-telemetry"];
  const child = spawn(execPath, [cli, ...options], {
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      ...env,
      M365_AGENTS_PLAYGROUND_CONFIG_PATH: fileURLToPath(new URL("agents-playground.yml", import.meta.url)),
      M365_AGENTS_PLAYGROUND_LOGFILE: logFile,
      // It ends where there is no browser to open.
      TEAMSAPPTESTER_BROWSER: "none",
    },
  });
  const ended = once(child, "exit").then(() => undefined);
  // Its output is read to the end: a closed pipe would end it.
  const listening = Promise.withResolvers<string>();
  createInterface({ input: child.stdout }).on("line", (line) => {
    const [, found] = /Listening on (\d+)/.exec(line) ?? [];
    if (found !== undefined) listening.resolve(found);
  });
  const found = await Promise.race([listening.promise, ended]);
  if (found === undefined) throw new Error(`The Agents Playground did not start: ${logFile} says why.`);
  return {
    url: `http://localhost:${found}`,
    ended,
    async stop() {
      child.kill();
      await ended;
    },
  };
}
