/** One message out and the whole answer back: Node's own connections, without the streams and copies of its `fetch`. */
import type { Dispatcher } from "undici";

export interface OutgoingPost {
  /** An address without a fragment. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Milliseconds from now until the answer is here to its last byte. */
  readonly timeoutMs: number;
}

export interface PostAnswer {
  readonly status: number;
  readonly statusText: string;
  /** The value of a header, by its name in small letters; null where there is none. */
  readonly header: (name: string) => string | null;
  readonly text: string;
}

/**
 * Posts it, once, and follows no redirect. Rejects with what the network says, or with a `TimeoutError`; `networkCode`
 * reads both. What is posted goes the way of `fetch`: through the proxy that is set for the process, over the same
 * connections, heard of on the same diagnostics channels, by which `departures.ts` keeps back what must not leave any more.
 */
export function exchange(message: OutgoingPost): Promise<PostAnswer> {
  const dispatcher = globalDispatcher();
  return dispatcher === null ? exchangeByFetch(message) : exchangeBy(dispatcher, message);
}

/** Where undici keeps what every `fetch` goes by, from the first one on: https://undici.nodejs.org/#/docs/api/GlobalInstallation */
const GLOBAL = Symbol.for("undici.globalDispatcher.1");
/** Since undici 7, which Node has since 24. https://undici.nodejs.org/#/docs/api/Dispatcher?id=parameter-dispatchhandler */
const HAS_THESE_HANDLERS = Number.parseInt(process.versions["undici"] ?? "0", 10) >= 7;

function globalDispatcher(): Pick<Dispatcher, "dispatch"> | null {
  // Made when anything of `fetch` is looked at for the first time.
  void globalThis.Headers;
  const found: unknown = Reflect.get(globalThis, GLOBAL);
  return HAS_THESE_HANDLERS && canDispatch(found) ? found : null;
}

function canDispatch(found: unknown): found is Pick<Dispatcher, "dispatch"> {
  return typeof found === "object" && found !== null && "dispatch" in found && typeof found.dispatch === "function";
}

async function exchangeByFetch({ url, headers, body, timeoutMs }: OutgoingPost): Promise<PostAnswer> {
  const signal = AbortSignal.timeout(timeoutMs);
  const response = await fetch(url, { method: "POST", headers, body, redirect: "manual", signal });
  const { status, statusText } = response;
  return { status, statusText, header: (name) => response.headers.get(name), text: await response.text() };
}

function exchangeBy(dispatcher: Pick<Dispatcher, "dispatch">, message: OutgoingPost): Promise<PostAnswer> {
  const { url, headers, body, timeoutMs } = message;
  const { origin, pathname, search } = new URL(url);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let head: Omit<PostAnswer, "text"> = { status: 0, statusText: "", header: () => null };
    let late: Error | null = null;
    let begun: Dispatcher.DispatchController | null = null;
    const deadline = setTimeout(() => {
      late = new DOMException(`No answer within ${timeoutMs} ms`, "TimeoutError");
      begun?.abort(late);
      reject(late);
    }, timeoutMs).unref();
    const handler: Dispatcher.DispatchHandler = {
      onRequestStart(controller) {
        begun = controller;
        // It waited for a connection for so long that nobody waits for it.
        if (late !== null) controller.abort(late);
      },
      onResponseStart(...[, status, received, statusText = ""]) {
        head = { status, statusText, header: (name) => first(received[name]) };
      },
      onResponseData(_controller, chunk) {
        chunks.push(chunk);
      },
      onResponseEnd() {
        clearTimeout(deadline);
        resolve({ ...head, text: Buffer.concat(chunks).toString() });
      },
      onResponseError(_controller, error) {
        clearTimeout(deadline);
        reject(error);
      },
    };
    dispatcher.dispatch({ origin, path: pathname + search, method: "POST", headers, body }, handler);
  });
}

function first(value: string | readonly string[] | undefined): string | null {
  return (typeof value === "string" ? value : value?.[0]) ?? null;
}
