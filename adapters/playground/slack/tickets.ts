/** The two short-lived permissions that Slack hands out with an interaction: response addresses and triggers. */
import type { Clock } from "#core/ports.ts";

export interface ResponseTicket {
  readonly team: string;
  readonly channel: string;
  readonly user: string;
  readonly thread: string | null;
  /** The message that `replace_original` means; null for a slash command. */
  readonly original: string | null;
}

export interface Tickets {
  readonly responseUrl: (ticket: ResponseTicket) => string;
  /** Uses up one of the five uses: the ticket, or Slack's error word. */
  readonly redeemResponse: (token: string) => ResponseTicket | { readonly error: string };
  readonly trigger: (user: string) => string;
  readonly redeemTrigger: (id: string) => { readonly user: string } | { readonly error: string };
  readonly clear: () => void;
}

/** https://docs.slack.dev/interactivity/handling-user-interaction: 5 uses in 30 minutes; a trigger once, in 3 s. */
const RESPONSE_USES = 5;
const RESPONSE_LIFE_MS = 30 * 60_000;
const TRIGGER_LIFE_MS = 3000;

/** `baseUrl` is asked each time, since the fake may listen after it was made. */
export function createTickets(clock: Clock, baseUrl: () => string): Tickets {
  const responses = new Map<string, { readonly ticket: ResponseTicket; readonly until: number; left: number }>();
  const triggers = new Map<string, { readonly user: string; readonly until: number; used: boolean }>();
  return {
    responseUrl(ticket) {
      forgetExpired(responses, clock.now());
      const token = crypto.randomUUID();
      responses.set(token, { ticket, until: clock.now() + RESPONSE_LIFE_MS, left: RESPONSE_USES });
      return `${baseUrl()}/response/${token}`;
    },
    redeemResponse(token) {
      const found = responses.get(token);
      if (found === undefined || clock.now() > found.until) return { error: "expired_url" };
      if (found.left === 0) return { error: "used_url" };
      found.left -= 1;
      return found.ticket;
    },
    trigger(user) {
      forgetExpired(triggers, clock.now());
      const id = `${clock.now()}.${crypto.randomUUID()}`;
      triggers.set(id, { user, until: clock.now() + TRIGGER_LIFE_MS, used: false });
      return id;
    },
    redeemTrigger(id) {
      const found = triggers.get(id);
      if (found === undefined) return { error: "invalid_trigger_id" };
      if (found.used) return { error: "exchanged_trigger_id" };
      if (clock.now() > found.until) return { error: "expired_trigger_id" };
      found.used = true;
      return { user: found.user };
    },
    clear() {
      responses.clear();
      triggers.clear();
    },
  };
}

/** Those that expired so long ago that nobody is told any more which way they failed; the oldest stand first. */
function forgetExpired(tickets: Map<string, { readonly until: number }>, now: number): void {
  for (const [id, { until }] of tickets) {
    if (until + RESPONSE_LIFE_MS > now) return;
    tickets.delete(id);
  }
}
