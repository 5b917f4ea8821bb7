/** What the network's own errors tell about a message that was to be sent. */

/** The connection was never made, so nothing can have been sent. */
const NEVER_MADE: ReadonlySet<string> = new Set([
  "EAI_AGAIN",
  "ECONNREFUSED",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/** Whether the error's code means that no request can have left. */
export function neverLeft(code: string): boolean {
  return NEVER_MADE.has(code) || code.startsWith(PROXY_SAYS);
}

/** A proxy that opens no tunnel is told by undici in words alone. */
const PROXY_SAYS = "the proxy says ";
const NO_TUNNEL = /^Proxy response \((\d{3})\)/;

/** The code of a network error, such as `ECONNREFUSED`; `fetch` hides the socket's error as the cause, at times twice. */
export function networkCode(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const [, status] = NO_TUNNEL.exec(error.message) ?? [];
  if (status !== undefined) return PROXY_SAYS + status;
  if ("code" in error && typeof error.code === "string") return error.code;
  const cause: unknown = error.cause instanceof AggregateError ? error.cause.errors[0] : error.cause;
  return networkCode(cause) ?? (error.name === "Error" || error.name === "TypeError" ? null : error.name);
}
