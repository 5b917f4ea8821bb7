// Loaded by --import into every server of a benchmark: takes the platforms' names to fakes on this machine (BENCH_HOSTS), in the
// bot and in its peers alike.

// By its address: this folder is a package of its own, in which the house's names for its rooms mean nothing.
const { leadTo } = await import(new URL("../fixtures/lead-to.mjs", import.meta.url).href);
export const hosts = JSON.parse(process.env["BENCH_HOSTS"] ?? "{}");
leadTo(hosts);
