/** What askers are called and where they live, as far as Slack tells. */
import { createBounded } from "#core/bounded.ts";
import type { WebClient } from "@slack/web-api";
import pTimeout from "p-timeout";
import type { Clock, Log } from "#core/ports.ts";
import type { Asker } from "#core/request.ts";
import { classifyError } from "./errors.ts";

export interface People {
  /**
   * The asker with the name that others read in Slack and the IANA zone, as far as Slack tells them in time for an
   * answer: whoever orders digests is named where others read of it, by the id when there is no name. Never rejects.
   */
  readonly introduce: (asker: Asker) => Promise<Asker>;
}

/** What Slack tells of a person; the name is empty when it does not tell. */
type Told = Pick<Asker, "name" | "zone">;

const KEEP_MS = 60 * 60_000;
const KEEP_AT_MOST = 1000;
const PATIENCE_MS = 800;
const NOTHING: Told = { name: "", zone: null };

/** Needs the scope `users:read`, which a workspace may leave out. https://docs.slack.dev/reference/methods/users.info */
export function createPeople(client: WebClient, { clock, log }: { clock: Clock; log: Log }): People {
  const known = createBounded<{ readonly told: Told; readonly until: number }>(KEEP_AT_MOST);
  /** Null where asking again may help. */
  const ask = async (user: string): Promise<Told | null> => {
    try {
      const { user: found } = await client.users.info({ user });
      const names = [found?.profile?.display_name, found?.profile?.real_name, found?.real_name, found?.name];
      return { name: names.find((name) => name !== undefined && name !== "") ?? "", zone: found?.tz ?? null };
    } catch (error) {
      log.info({ err: error }, "Slack did not tell a person's name and time zone");
      return classifyError(error).kind === "refused" ? NOTHING : null;
    }
  };
  const find = async (user: string): Promise<Told> => {
    const cached = known.get(user);
    if (cached !== undefined && cached.until > clock.now()) return cached.told;
    const told = await ask(user);
    if (told === null) return NOTHING;
    known.set(user, { told, until: clock.now() + KEEP_MS });
    return told;
  };
  return {
    async introduce({ id, name }) {
      const told = await pTimeout(find(id), { milliseconds: PATIENCE_MS, fallback: () => NOTHING });
      return { id, name: [told.name, name, id].find((each) => each !== "") ?? id, zone: told.zone };
    },
  };
}
