import { configDefaults, defineConfig } from "vitest/config";

/** Files that start processes and browsers, or change what belongs to the process: each has a process of its own. */
const APART = [
  ...["app", "browser", "flows", "server"].map((folder) => `tests/${folder}/**/*.test.ts`),
  // They wait by the clock, which costs nothing beside others and half a minute behind them.
  ...["tests/schedule/cron.test.ts", "tests/teams/access.test.ts"],
];

/** But for whole bots in the test's own process, of which they change nothing. */
const BOTS = [
  ...["answer-once", "bot", "config", "content", "reply-cache", "watch-store", "write-behind"].map(
    (name) => `tests/app/${name}.test.ts`,
  ),
  ...["ask", "both-platforms", "conversation", "forms", "lost-pack", "refused-forms", "several-people"].map(
    (name) => `tests/flows/${name}.test.ts`,
  ),
  ...["subscribe-form", "two-countries", "two-workspaces", "unreadable-address", "zone-search"].map(
    (name) => `tests/flows/${name}.test.ts`,
  ),
];

/** Behind all others: it has a process for each processor. */
const WORLDS = ["tests/simulation/**/*.test.ts"];

const shared = {
  ...{ setupFiles: ["./tests/property-seed.ts"], testTimeout: 90_000, hookTimeout: 120_000, maxWorkers: 3 },
  // Packages are imported as Node imports them.
  deps: { interopDefault: false },
};
const all = configDefaults.exclude;

export default defineConfig({
  test: {
    ...shared,
    globalSetup: "./tests/keep-content.ts",
    projects: [
      { test: { ...shared, name: "apart", include: APART, exclude: [...all, ...BOTS] } },
      { test: { ...shared, name: "worlds", include: WORLDS, sequence: { groupOrder: 1 } } },
      // One after the other in one process: what they import, the content and its indexes are read once.
      { test: { ...shared, name: "bots", include: BOTS, isolate: false } },
      {
        test: {
          ...shared,
          name: "together",
          include: ["tests/**/*.test.ts"],
          exclude: [...all, ...APART, ...WORLDS],
          isolate: false,
        },
      },
    ],
  },
});
