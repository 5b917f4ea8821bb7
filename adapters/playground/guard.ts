/** Who may talk to the playground: this computer, from the playground's own page or no page at all. */
import type { IncomingMessage } from "node:http";

const LOCAL_NAMES = new Set(["localhost", "127.0.0.1", "[::1]"]);
const LOCAL_ADDRESSES = new Set(["127.0.0.1", "::1", "::ffff:127.0.0.1"]);

/**
 * Why a request is refused, or null. A foreign name in `Host` is DNS rebinding; a foreign `Origin` is another page
 * that tries its luck with the ports of this computer.
 */
export function refusalOf(req: IncomingMessage): string | null {
  const address = req.socket.remoteAddress ?? "";
  if (!LOCAL_ADDRESSES.has(address)) return "The playground answers this computer only";
  const host = hostOf(`http://${req.headers.host ?? ""}`);
  if (host === null || !LOCAL_NAMES.has(host.hostname)) return "The playground answers to localhost only";
  return isFromOwnPage(req, host) ? null : "The playground answers its own page only";
}

/** From the page that `host` serves, or from no page at all. */
function isFromOwnPage(req: IncomingMessage, host: URL): boolean {
  const { origin, "sec-fetch-site": site } = req.headers;
  if (origin !== undefined && hostOf(origin)?.host !== host.host) return false;
  return site === undefined || site === "same-origin" || site === "none" || isNavigation(req);
}

/** A form of another page can post, but not this type: a second lock for what the page asks. */
export function isJsonRequest(req: IncomingMessage): boolean {
  return (req.headers["content-type"] ?? "").startsWith("application/json");
}

/** Following a link to the page is fine, wherever the link stood. */
function isNavigation(req: IncomingMessage): boolean {
  return req.method === "GET" && req.headers["sec-fetch-mode"] === "navigate";
}

function hostOf(address: string): URL | null {
  return URL.canParse(address) ? new URL(address) : null;
}
