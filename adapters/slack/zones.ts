/** Where askers live, as far as Slack tells. */
import type { WebClient } from "@slack/web-api";
import type { Clock, Log } from "#core/ports.ts";
import { withinTime } from "./in-flight.ts";

export interface Zones {
  /** The person's IANA zone; null when Slack does not tell, or not in time for an answer. */
  readonly find: (user: string) => Promise<string | null>;
}

const KEEP_MS = 60 * 60_000;
const KEEP_AT_MOST = 1000;
const PATIENCE_MS = 800;

/** Needs the scope `users:read`, which a workspace may leave out. https://docs.slack.dev/reference/methods/users.info */
export function createZones(client: WebClient, { clock, log }: { clock: Clock; log: Log }): Zones {
  const known = new Map<string, { readonly zone: string | null; readonly until: number }>();
  const ask = async (user: string): Promise<{ zone: string | null }> => {
    try {
      const { user: found } = await client.users.info({ user });
      return { zone: found?.tz ?? null };
    } catch (error) {
      log.info({ err: error }, "Slack did not tell a person's time zone");
      return { zone: null };
    }
  };
  return {
    async find(user) {
      const cached = known.get(user);
      if (cached !== undefined && cached.until > clock.now()) return cached.zone;
      const asked = ask(user).then((found) => {
        const [oldest] = known.keys();
        if (known.size >= KEEP_AT_MOST && oldest !== undefined) known.delete(oldest);
        known.set(user, { ...found, until: clock.now() + KEEP_MS });
        return found;
      });
      return (await withinTime(asked, PATIENCE_MS))?.zone ?? null;
    },
  };
}
