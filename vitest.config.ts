import { configDefaults, defineConfig } from "vitest/config";

/** Files that start processes, browsers and whole bots, or change what belongs to the process: each has a process of its own. */
const APART = ["app", "browser", "flows", "server", "simulation"].map((folder) => `tests/${folder}/**/*.test.ts`);

const shared = { setupFiles: ["./tests/property-seed.ts"], testTimeout: 90_000, hookTimeout: 120_000, maxWorkers: 3 };

export default defineConfig({
  test: {
    ...shared,
    projects: [
      { test: { ...shared, name: "apart", include: APART } },
      // One after the other in one process: what they import, the content and its indexes are read once.
      {
        test: {
          ...shared,
          name: "together",
          include: ["tests/**/*.test.ts"],
          exclude: [...configDefaults.exclude, ...APART],
          isolate: false,
        },
      },
    ],
  },
});
