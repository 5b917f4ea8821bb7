/** Messages that may leave only up to a certain moment, asked of at the last one. */
import { AsyncLocalStorage } from "node:async_hooks";
import diagnostics from "node:diagnostics_channel";
import type { Socket } from "node:net";
import type { NotSent, SendOutcome } from "#core/ports.ts";

export interface Departures {
  /**
   * Asks `mayLeave` before `send`, and once more before the first byte of each request that `send` makes by `exchange` or `fetch`: a
   * connection may take long to be made, and a process may be stopped meanwhile. Where it says no, nothing is written.
   */
  under(mayLeave: () => boolean, send: () => Promise<SendOutcome>): Promise<SendOutcome>;
}

const TOO_LATE: NotSent = {
  kind: "later",
  afterMs: 0,
  wholeTenant: false,
  reason: "held up until it might no longer leave",
};

interface Departure {
  readonly mayLeave: () => boolean;
  held: boolean;
}

/**
 * undici tells of a request when it is made, in the context of whoever made it, and right before its first byte is
 * written: https://undici.nodejs.org/#/docs/api/DiagnosticsChannel . What posts by another undici than the process's own,
 * which `exchange.ts` takes care not to do, would leave unasked.
 */
export function createDepartures(): Departures {
  const leaving = new AsyncLocalStorage<Departure>();
  const departures = new WeakMap<object, Departure>();
  diagnostics.subscribe("undici:request:create", (message) => {
    const departure = leaving.getStore();
    if (departure !== undefined && hasRequest(message)) departures.set(message.request, departure);
  });
  diagnostics.subscribe("undici:client:sendHeaders", (message) => {
    if (!hasRequest(message) || !hasSocket(message)) return;
    const departure = departures.get(message.request);
    if (departure === undefined || departure.mayLeave()) return;
    departure.held = true;
    message.socket.destroy(new Error(TOO_LATE.reason));
  });
  return {
    async under(mayLeave, send) {
      if (!mayLeave()) return TOO_LATE;
      const departure: Departure = { mayLeave, held: false };
      const outcome = await leaving.run(departure, send);
      return departure.held ? TOO_LATE : outcome;
    },
  };
}

function hasRequest(message: unknown): message is { readonly request: object } {
  return (
    typeof message === "object" &&
    message !== null &&
    "request" in message &&
    typeof message.request === "object" &&
    message.request !== null
  );
}

function hasSocket(message: object): message is { readonly socket: Socket } {
  return "socket" in message;
}
