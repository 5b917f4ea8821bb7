/** The keys that the Bot Connector signs with, as Microsoft publishes them: fetched when needed, never for long and never often. */
import { createLocalJWKSet, errors, type JWK, type JWTVerifyGetKey } from "jose";
import { z } from "zod";

export interface PublishedKeys {
  /** For jose: the key that a token names. Rejects with its `JWKSNoMatchingKey`, and with `KeysUnavailable`. */
  readonly find: JWTVerifyGetKey;
  /** The channels that a key may speak for; empty where none are named. */
  readonly endorsementsOf: (keyId: string) => readonly string[];
}

/** The keys cannot be had at the moment, so nobody can tell whether a token is right. */
export class KeysUnavailable extends Error {
  override readonly name = "KeysUnavailable";
}

/** Both requests together: whoever sent the token waits meanwhile. */
const FETCH_MS = 2000;
/** Microsoft asks for this much at least. */
const STALE_MS = 24 * 60 * 60_000;
/** A key that nobody published is looked for once in this time, whoever makes it up. */
const LOOK_AGAIN_MS = 60_000;
const AFTER_FAILURE_MS = 1000;

interface Held {
  readonly published: Published;
  readonly find: ReturnType<typeof createLocalJWKSet>;
  readonly at: number;
}

/**
 * `now` in milliseconds of any clock that is never set back.
 * https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication
 */
export function createPublishedKeys(metadataUrl: string, now: () => number): PublishedKeys {
  let held: Held | null = null;
  let fetching: Promise<Held> | null = null;
  let failed: { readonly at: number; readonly error: unknown } | null = null;
  let lookedAgainAt = -Infinity;
  const refresh = async (): Promise<Held> => {
    if (failed !== null && now() - failed.at < AFTER_FAILURE_MS) throw unavailable(failed.error);
    fetching ??= fetchKeys(metadataUrl)
      .then(({ published, find }) => ({ published, find, at: now() }))
      .finally(() => (fetching = null));
    try {
      held = await fetching;
      failed = null;
      return held;
    } catch (error) {
      failed = { at: now(), error };
      throw unavailable(error);
    }
  };
  /** Old keys are better than none while new ones cannot be had. */
  const current = async (): Promise<Held> => {
    if (held === null) return refresh();
    const known = held;
    return now() - known.at < STALE_MS ? known : refresh().catch(() => known);
  };
  return {
    async find(head, token) {
      try {
        return await (await current()).find(head, token);
      } catch (error) {
        if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
        if (failed === null && now() - lookedAgainAt < LOOK_AGAIN_MS) throw error;
        const { find } = await refresh();
        lookedAgainAt = now();
        return find(head, token);
      }
    },
    endorsementsOf: (keyId) => held?.published.keys.find(({ kid }) => kid === keyId)?.endorsements ?? [],
  };
}

const Metadata = z.object({ jwks_uri: z.url({ protocol: /^https?$/ }) });
const Published = z.custom<Published>((value) => PublishedShape.safeParse(value).success);
const PublishedShape = z.object({
  keys: z.array(z.looseObject({ kty: z.string(), endorsements: z.array(z.string()).optional() })),
});

type Published = { readonly keys: (JWK & { readonly endorsements?: readonly string[] })[] };

async function fetchKeys(metadataUrl: string): Promise<Omit<Held, "at">> {
  const signal = AbortSignal.timeout(FETCH_MS);
  const { jwks_uri: address } = Metadata.parse(await fetchJson(metadataUrl, signal));
  const published = Published.parse(await fetchJson(address, signal));
  return { published, find: createLocalJWKSet(published) };
}

async function fetchJson(url: string, signal: AbortSignal): Promise<unknown> {
  const response = await fetch(url, { signal, redirect: "error" });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response.json();
}

function unavailable(cause: unknown): KeysUnavailable {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new KeysUnavailable(`Microsoft's keys cannot be had: ${reason}`, { cause });
}
