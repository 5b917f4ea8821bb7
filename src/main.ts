/** The process: reads the environment once, then serves, or answers one command line. */
import { existsSync } from "node:fs";
import { enableCompileCache } from "node:module";
import { inspect } from "node:util";

// Compiled code is kept between starts; without it every start strips types and compiles anew.
enableCompileCache();
process.title = "briefing";
if (existsSync(".env")) process.loadEnvFile(".env");

const [role, ...words] = process.argv.slice(2);
const { ConfigError, readConfig } = await import("./app/config.ts");

try {
  const config = readConfig(process.env);
  if (role === "briefing") {
    const { answerCommandLine, checkCommandLine } = await import("./app/cli.ts");
    process.exitCode =
      words.join(" ") === "content check" ? checkCommandLine() : await answerCommandLine(words, config);
  } else {
    const { serve } = await import("./app/serve.ts");
    const running = await serve(config);
    if (config.platforms.kind === "local")
      console.log(`Briefing: ${running.address}/ (local mode, nothing to set up; stop with Ctrl+C)`);
    await runUntilStopped(running);
  }
} catch (error) {
  // What the person who starts it can mend is a sentence; anything else is ours and needs its stack.
  const known =
    error instanceof Error && (error instanceof ConfigError || error.name === "ContentError" || !("code" in error));
  // Not by the console, which may be the log's by now.
  process.stderr.write(`${known ? error.message : inspect(error)}\n`);
  process.exitCode = 1;
}

/** Until SIGTERM or SIGINT; a second one does not wait. */
async function runUntilStopped(running: { stop(): Promise<void>; report(error: unknown): void }): Promise<void> {
  const signal = Promise.withResolvers<void>();
  process.on("unhandledRejection", (error) => running.report(error));
  process.on("uncaughtException", (error) => {
    running.report(error);
    process.exitCode = 1;
    signal.resolve();
  });
  for (const name of ["SIGTERM", "SIGINT"] as const) {
    process.on(name, () => signal.resolve());
  }
  await signal.promise;
  for (const name of ["SIGTERM", "SIGINT"] as const) process.on(name, () => process.exit(1));
  await running.stop();
}
