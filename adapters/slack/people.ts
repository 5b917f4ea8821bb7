/** What askers are called and where they live, as far as Slack tells. */
import type { WebClient } from "@slack/web-api";
import type { Clock, Log } from "#core/ports.ts";
import { withinTime } from "#shared/in-flight.ts";

export interface Person {
  /** As others read it in Slack; empty when it is not known. */
  readonly name: string;
  /** IANA zone. */
  readonly zone: string | null;
}

export interface People {
  /** Nothing is known of a person whom Slack does not tell about, or not in time for an answer. Never rejects. */
  readonly find: (user: string) => Promise<Person>;
}

const KEEP_MS = 60 * 60_000;
const KEEP_AT_MOST = 1000;
const PATIENCE_MS = 800;
const UNKNOWN: Person = { name: "", zone: null };

/** Needs the scope `users:read`, which a workspace may leave out. https://docs.slack.dev/reference/methods/users.info */
export function createPeople(client: WebClient, { clock, log }: { clock: Clock; log: Log }): People {
  const known = new Map<string, { readonly person: Person; readonly until: number }>();
  const ask = async (user: string): Promise<Person> => {
    try {
      const { user: found } = await client.users.info({ user });
      const names = [found?.profile?.display_name, found?.profile?.real_name, found?.real_name, found?.name];
      return { name: names.find((name) => name !== undefined && name !== "") ?? "", zone: found?.tz ?? null };
    } catch (error) {
      log.info({ err: error }, "Slack did not tell a person's name and time zone");
      return UNKNOWN;
    }
  };
  return {
    async find(user) {
      const cached = known.get(user);
      if (cached !== undefined && cached.until > clock.now()) return cached.person;
      const asked = ask(user).then((person) => {
        const [oldest] = known.keys();
        if (known.size >= KEEP_AT_MOST && oldest !== undefined) known.delete(oldest);
        known.set(user, { person, until: clock.now() + KEEP_MS });
        return person;
      });
      return (await withinTime(asked, PATIENCE_MS)) ?? UNKNOWN;
    },
  };
}
