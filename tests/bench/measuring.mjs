// Loaded into every server of a benchmark: tells its CPU, memory and loop delay, and what it spends them on.
import http from "node:http";
import https from "node:https";
import { Session } from "node:inspector/promises";
import { syncBuiltinESMExports } from "node:module";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { hosts } from "./led.mjs";

// The libraries for access tokens and botbuilder's own client do not use fetch.
const { request } = https;
const agent = new http.Agent({ keepAlive: true });
https.request = (options, ...others) => {
  const fake = hosts[options.hostname ?? options.host];
  if (fake === undefined) return request(options, ...others);
  const { hostname, port } = new URL(fake);
  return http.request({ ...options, protocol: "http:", hostname, host: hostname, port, agent }, ...others);
};
syncBuiltinESMExports();

const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();
const session = new Session();

const deeds = {
  usage() {
    const { user, system } = process.cpuUsage();
    const loopP99 = delay.percentile(99) / 1e6;
    delay.reset();
    return { cpu: user + system, rss: process.memoryUsage.rss(), loopP99 };
  },
  async profile() {
    session.connect();
    await session.post("Profiler.enable");
    await session.post("Profiler.start");
    return {};
  },
  async profiled() {
    const { profile } = await session.post("Profiler.stop");
    session.disconnect();
    return { top: topOf(profile) };
  },
};

/** The functions that take the most time by themselves, in percent of what was not idle. */
function topOf({ nodes, samples, timeDeltas }) {
  const byId = new Map(nodes.map((node) => [node.id, node.callFrame]));
  const times = new Map();
  let busy = 0;
  for (const [index, id] of samples.entries()) {
    const { functionName, url, lineNumber } = byId.get(id);
    if (functionName === "(idle)") continue;
    const place =
      url === "" ? "" : ` ${url.replace(/^.*?(?:node_modules\/|(?=(?:src|adapters|dist)\/))/u, "")}:${lineNumber + 1}`;
    const name = `${functionName || "(anonymous)"}${place}`;
    times.set(name, (times.get(name) ?? 0) + timeDeltas[index]);
    busy += timeDeltas[index];
  }
  return [...times]
    .toSorted(([, one], [, other]) => other - one)
    .map(([name, time]) => ({ name, percent: (time / busy) * 100 }));
}

process.on("message", async ({ id, deed }) => process.send({ id, ...(await deeds[deed]()) }));
process.channel?.unref();
