/** A small Bot Connector token service: its keys over HTTP, and tokens signed with them. */
import { createSign, generateKeyPairSync, type KeyObject } from "node:crypto";
import { listenOnLoopback } from "#playground/platform/for-tests.ts";
import { answerJson } from "#playground/platform/http.ts";
import { CLOUDS, type Cloud } from "#teams/wire/cloud.ts";

export interface Issuer {
  /** The public cloud with this token service in the place of Microsoft's. */
  readonly cloud: Cloud;
  /** An Authorization header with these claims, over those of a good token for `appId`. */
  readonly bearer: (claims?: Readonly<Record<string, unknown>>, options?: TokenOptions) => string;
  /** Signs from now on with a new key, and publishes that one alone; gives its id. */
  readonly rotate: () => string;
  /** How often the keys were asked for. */
  readonly asked: () => number;
  /** What it does with whoever asks for its keys, from now on. */
  readonly behave: (how: "answers" | "hangs" | "fails") => void;
  readonly close: () => Promise<void>;
}

interface TokenOptions {
  readonly alg?: "RS256" | "none" | "HS256";
  /** Signs with a key that nobody published. */
  readonly forged?: boolean;
  readonly kid?: string;
}

export async function startIssuer(appId: string, serviceUrl: () => string): Promise<Issuer> {
  const stranger = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
  let key = newKey("one");
  let how: "answers" | "hangs" | "fails" = "answers";
  let asked = 0;
  let base = "";
  const server = await listenOnLoopback(async (req, res) => {
    await Promise.resolve();
    if (how === "fails") return answerJson(res, 500, {});
    if (req.url !== "/keys") return answerJson(res, 200, { issuer: CLOUDS.public.issuer, jwks_uri: `${base}/keys` });
    asked += 1;
    if (how === "answers") answerJson(res, 200, { keys: [key.published] });
  });
  base = server.url;
  return {
    cloud: { ...CLOUDS.public, openIdMetadataUrl: `${base}/openid`, emulatorOpenIdMetadataUrl: `${base}/emulator` },
    bearer(claims = {}, { alg = "RS256", forged = false, kid = key.published.kid } = {}) {
      const now = Math.floor(Date.now() / 1000);
      const good = { iss: CLOUDS.public.issuer, aud: appId, serviceurl: serviceUrl(), nbf: now - 60, exp: now + 3600 };
      return `Bearer ${sign({ alg, typ: "JWT", kid }, { ...good, ...claims }, forged ? stranger : key.privateKey)}`;
    },
    rotate() {
      key = newKey(`rotated-${asked}`);
      return key.published.kid;
    },
    asked: () => asked,
    behave: (next) => void (how = next),
    close: () => server.close(),
  };
}

function newKey(kid: string) {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const published = { ...publicKey.export({ format: "jwk" }), kid, use: "sig", endorsements: ["msteams"] };
  return { privateKey, published };
}

function sign(head: object, claims: object, key: KeyObject): string {
  const signed = [head, claims].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
  return `${signed}.${createSign("RSA-SHA256").update(signed).sign(key).toString("base64url")}`;
}
