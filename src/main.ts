/** The process: reads the environment once, then serves, or answers one command line. */
import { enableCompileCache } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { inspect } from "node:util";
import { findBuild, type BEGINNINGS } from "./app/build/find.ts";
import { endAtOnce, leave, listenForSignals } from "./app/lifetime.ts";

const [role, ...words] = process.argv.slice(2);
/** What `npm run dev` says. */
const LIVE = "dev";
// Before anything else is loaded: the first process of a container is not ended by a signal that it does not listen for.
const lifetime = role === "briefing" ? endAtOnce() : listenForSignals();
// Compiled code is kept between starts; without it every start strips types and compiles anew.
enableCompileCache();
process.title = "briefing";

/** Who changes the sources while it runs wants to see what they are. */
const build = role === LIVE ? null : findBuild();
const load = async <Part>(name: keyof typeof BEGINNINGS, fromSources: () => Promise<Part>): Promise<Part> => {
  if (build === null) return fromSources();
  try {
    return await import(pathToFileURL(join(build, `${name}.mjs`)).href);
  } catch (error) {
    const isDamaged = error instanceof SyntaxError || (error instanceof Error && "code" in error);
    if (!isDamaged) throw error;
    process.stderr.write(`${build} cannot be read (${error.message}); starting from the sources. Delete it.\n`);
    return fromSources();
  }
};

try {
  if (lifetime === undefined) {
    const { answerCommandLine } = await load("cli", () => import("./app/cli.ts"));
    process.exitCode = await answerCommandLine(words, process.env);
  } else {
    const { openEnvironment } = await load("open", () => import("./app/environment/open.ts"));
    const config = openEnvironment(process.env);
    const { serve } = await load("serve", () => import("./app/serve.ts"));
    const running = await serve(config, { isLive: role === LIVE });
    process.on("unhandledRejection", (error) => running.report(error));
    process.on("uncaughtException", (error) => {
      running.report(error);
      process.exitCode = 1;
      lifetime.end();
    });
    try {
      if ((await Promise.race([running.opened, lifetime.ending])) === "opened") {
        if (config.platforms.kind === "local")
          console.log(`Briefing: ${running.address}/ (local mode, nothing to set up; stop with Ctrl+C)`);
        await lifetime.ending;
      }
    } finally {
      await running.stop();
    }
  }
} catch (error) {
  // What the person who starts it can mend is a sentence; anything else is ours and needs its stack.
  const known = error instanceof Error && (/^Con(fig|tent)Error$/.test(error.name) || !("code" in error));
  // Not by the console, which may be the log's by now.
  process.stderr.write(`${known ? error.message : inspect(error)}\n`);
  process.exitCode = 1;
}
if (lifetime !== undefined) await leave();
