// Loaded by --import into every server of a benchmark, which its threads inherit: what is measured is not measured by them too.
import { isMainThread } from "node:worker_threads";

if (isMainThread) await import("./measuring.mjs");
