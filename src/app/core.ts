/** What works without any platform: the content, the store and the bot over them. */
import pTimeout from "p-timeout";
import { lazy, type Lazy } from "#core/lazy.ts";
import { adoptConsole, createLog } from "#server/log.ts";
import { createMetrics } from "#server/metrics.ts";
import { createOutput } from "#server/output.ts";
import { StoreRefusal } from "#store/connection/refusal.ts";
import { assemble } from "./assemble.ts";
import type { Config } from "./config.ts";
import { CONTENT_FOLDER, openContent } from "./content.ts";
import { openFigureStore } from "./figures/figure-store.ts";
import { createLiveWorld } from "./figures/live-world.ts";
import { createGrammar } from "#core/parse.ts";
import { createKeptAsides } from "./kept/asides.ts";
import { createKeptContent } from "./kept/content.ts";
import { createIndexes } from "#search/index/indexes.ts";
import { createKeptTables } from "./kept/tables.ts";
import type { Store } from "./memory/store.ts";
import { STORE_TOUCHES } from "./memory/store-touches.ts";
import { createStoreWatch } from "./memory/watch-store.ts";

export type Core = Awaited<ReturnType<typeof openCore>>;

/** How long whoever needs the store first waits for its tables. */
const TABLES_MS = 1000;

/** Rejects with a sentence where the content is broken. */
export async function openCore(config: Config) {
  const metrics = createMetrics();
  const onLost = (): void => metrics.lostLines.inc();
  const { log, watch } = createStoreWatch(createLog(config.logLevel, createOutput(process.stdout, onLost)), metrics);
  // Not ours, but the parts of others may write there; unheard, its error would end the process.
  process.stderr.on("error", onLost);
  const local =
    config.platforms.kind === "local"
      ? (await import("./local.ts")).createLocalMode({ dataFolder: config.dataFolder, log })
      : null;
  if (local === null) adoptConsole(log);
  const clock = local?.clock ?? { now: Date.now };
  const keptContent = createKeptContent({ folder: config.dataFolder, content: CONTENT_FOLDER, log });
  const shipped = openContent(config, keptContent);
  const world = createLiveWorld({ open: () => openFigureStore(config, "serving"), packs: shipped.library.packs, log });
  // A folder is read in a moment; a database is waited for behind the first answers.
  if (config.databaseUrl === null) await world.refresh();
  const content = { ...shipped, world };
  // Loading a database's driver must not delay the first answer, which needs none.
  const store = openUnlessRefused(async (refuse) => {
    const { openStore } = await import("./memory/store.ts");
    const opened = watch(await openStore(config, { clock, log, metrics, refuse }), STORE_TOUCHES);
    // What came before the tables of a new database would be lost, such as the way back to a conversation. Without the
    // database questions are answered all the same.
    await pTimeout(opened.migrate(), { milliseconds: TABLES_MS, fallback: () => undefined });
    return opened;
  });
  const { library, topics } = content;
  const place = { folder: config.dataFolder, hash: keptContent.hash, log };
  const indexes = createIndexes(library, createKeptTables(place));
  const asides = createKeptAsides({ ...place, library });
  const grammar = createGrammar(library, topics, { world, asideTables: asides.get });
  const assembly = assemble({ content, store, clock, log, metrics, zone: config.zone, grammar, indexes });
  return { log, metrics, local, clock, content, world, store, asides, dataFolder: config.dataFolder, ...assembly };
}

/** Whoever needs a store that must not be used is told so, and answers without, or not at all. */
function openUnlessRefused(open: (refuse: (reason: string | null) => void) => Promise<Store>): Lazy<Store> {
  let refusal: string | null = null;
  const opening = lazy(() =>
    open((reason) => {
      refusal = reason;
    }),
  );
  return {
    async get() {
      if (refusal !== null) throw new StoreRefusal(refusal);
      return opening.get();
    },
    peek: () => opening.peek(),
  };
}

/** For faults that nothing else caught. Counts before it tells: an error may be of a kind that cannot be told. */
export function createReport({ log, metrics }: Pick<Core, "log" | "metrics">): (error: unknown) => void {
  return (error) => {
    metrics.faults.inc({ where: "nowhere in particular" });
    try {
      log.error({ err: error }, "A fault that nothing else caught");
    } catch {
      log.error({}, "A fault that nothing else caught, and that cannot be told");
    }
  };
}
