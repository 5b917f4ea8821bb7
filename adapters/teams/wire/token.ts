/** Whether a bearer token is the Bot Connector's and for this bot: its own words first, its signature after. */
import { createBounded } from "#core/bounded.ts";
import { decodeJwt, decodeProtectedHeader, errors, jwtVerify } from "jose";
import { z } from "zod";

import type { Cloud } from "./cloud.ts";
import { createPublishedKeys, KeysUnavailable } from "./keys.ts";

/** What a token that was checked says. */
export interface Token {
  /** Where its sender takes answers; it holds for one address alone. */
  readonly serviceUrl: string | null;
  /** The channels that its key may speak for; empty where none are named. */
  readonly endorsements: readonly string[];
}

export type TokenChecked =
  | { readonly kind: "valid"; readonly token: Token }
  | { readonly kind: "refused"; readonly sentence: string }
  /** It cannot be told at the moment. */
  | { readonly kind: "unchecked"; readonly error: KeysUnavailable };

/** Checks an Authorization header; knows of nothing in the body. Rejects on nothing that a sender can do. */
export type TokenCheck = (authorization: string) => Promise<TokenChecked>;

const ALGORITHMS = ["RS256", "RS384", "RS512"];
/** How far clocks may differ, in seconds. */
const TOLERANCE = 300;

/**
 * The SDK checks tokens too, but prints its keys when one is wrong, waits for Microsoft as long as it takes, and looks
 * for a key that is not known once an hour at most.
 * https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication
 */
export function createTokenCheck({ cloud, appId }: { readonly cloud: Cloud; readonly appId: string }): TokenCheck {
  const keys = createPublishedKeys(cloud.openIdMetadataUrl, () => performance.now());
  const expected = { issuer: cloud.issuer, audience: appId, algorithms: ALGORITHMS, clockTolerance: TOLERANCE };
  const known = createKnownTokens();
  return async (authorization) => {
    const token = known.find(authorization);
    if (token !== null) return { kind: "valid", token };
    const written = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(authorization)?.[1];
    if (written === undefined) return refused("A bearer token of the Bot Connector is needed.");
    const trouble = claimTrouble(written, expected);
    if (trouble !== null) return refused(trouble);
    try {
      const { payload, protectedHeader } = await jwtVerify(written, keys.find, {
        ...expected,
        requiredClaims: ["exp"],
      });
      const { serviceurl, exp = 0 } = payload;
      const endorsements = keys.endorsementsOf(protectedHeader.kid ?? "");
      const token = { serviceUrl: typeof serviceurl === "string" ? serviceurl : null, endorsements };
      known.add(authorization, { token, expiresAt: exp * 1000 });
      return { kind: "valid", token };
    } catch (error) {
      if (error instanceof KeysUnavailable) return { kind: "unchecked", error };
      if (error instanceof errors.JOSEError) return refused("The token is not valid for this bot.");
      throw error;
    }
  };
}

interface KnownToken {
  readonly token: Token;
  /** Milliseconds since 1970 UTC, as it says itself. */
  readonly expiresAt: number;
}

/** The Bot Connector sends the same token for an hour, and to check its signature takes longer than to read the message. */
function createKnownTokens() {
  const known = createBounded<KnownToken & { readonly since: number }>(KNOWN);
  return {
    find(authorization: string): Token | null {
      const found = known.get(authorization);
      if (found === undefined || Date.now() >= found.expiresAt) return null;
      // By a clock that nobody sets: one that is set back would believe it for longer.
      return performance.now() - found.since < KNOWN_MS ? found.token : null;
    },
    add(authorization: string, given: KnownToken): void {
      known.set(authorization, { ...given, since: performance.now() });
    },
  };
}

/** One for each tenant's address, and more. */
const KNOWN = 1000;
/** A key that Microsoft withdraws is believed for no longer than this. */
const KNOWN_MS = 5 * 60_000;

const Head = z.object({ alg: z.enum(ALGORITHMS), kid: z.string().min(1) });

/** What is wrong with it even before its key is looked for, which may have to be fetched; null when nothing is. */
function claimTrouble(written: string, { issuer, audience }: { issuer: string; audience: string }): string | null {
  try {
    if (!Head.safeParse(decodeProtectedHeader(written)).success)
      return "The token is not signed as the Bot Connector signs.";
    const { iss, aud } = decodeJwt(written);
    if (iss !== issuer) return "The token is not from the Bot Connector.";
    return aud === audience ? null : "The token is for another bot.";
  } catch {
    return "The token cannot be read.";
  }
}

function refused(sentence: string): TokenChecked {
  return { kind: "refused", sentence };
}
