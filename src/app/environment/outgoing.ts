/** The way out of the process. */
import type { ProxySettings } from "./network.ts";

// Not by an import: `server/http.ts` says why.
const http = process.getBuiltinModule("node:http");

/**
 * From now on everything that leaves by `fetch` or by Node's own HTTP goes through the proxy, if there is one: Slack's Web
 * API, its response addresses and files, Microsoft's tokens, keys and Bot Connector. Socket Mode's web socket is told by its
 * configuration, the SDK of a managed identity by the environment. To be called before the first request; returns the way
 * back.
 */
export function leaveThrough(proxy: ProxySettings | null): () => void {
  if (proxy === null) return () => undefined;
  if (http.setGlobalProxyFromEnv === undefined)
    throw new Error("HTTPS_PROXY needs Node 24.14 or newer. `npm start` brings one; so does the image.");
  return http.setGlobalProxyFromEnv({ ...proxy });
}
