/** What the start left behind of memory, given back to the system. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { z } from "zod";

const Collect = z.custom<(options: { readonly type: "major"; readonly flavor: "last-resort" }) => void>(
  (value) => typeof value === "function",
);

/**
 * Reading the content, loading two SDKs and making the index leave some 50 MB of garbage that V8 keeps room for until it
 * needs that: a bot that hardly anybody asks would hold it for days. One whole collection, at a moment in which nobody
 * waits; it holds the thread for some 150 ms. Node has no other way to ask for one
 * (https://nodejs.org/api/v8.html#v8setflagsfromstringflags).
 */
export function giveBackMemory(): void {
  setFlagsFromString("--expose-gc");
  const collect = Collect.parse(runInNewContext("gc"));
  setFlagsFromString("--no-expose-gc");
  collect({ type: "major", flavor: "last-resort" });
}
