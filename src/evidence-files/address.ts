/**
 * Addresses of evidence packs: they say what they are of and until when, under a seal. Nothing is kept for them, so any
 * replica knows them, and after a restart too.
 */
import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { EXPORT_FORMATS, type ExportOrder } from "#core/document/evidence.ts";
import type { ExportAddress, ExportRefusal } from "#core/document/exported.ts";

export interface AddressSeal {
  /** `now` in milliseconds since 1970 UTC. */
  readonly write: (order: ExportOrder, language: string, now: number) => ExportAddress;
  /** Of a path and its query. Takes any text. */
  readonly read: (address: string, now: number) => ExportOrder | Exclude<ExportRefusal, "gone">;
}

interface Parts {
  /** Where everybody reaches the bot, without a slash at the end. */
  readonly publicUrl: string;
  /** `ENCRYPTION_KEY`, 32 bytes in base64; null in local mode, where addresses last as long as the process. */
  readonly key: string | null;
  /** What was sealed with one of these opens; nothing is sealed with them. */
  readonly former: readonly string[];
}

const EXPORTS_PATH = "/exports/";
const EXPIRES_AFTER_MS = 24 * 60 * 60_000;
/** Far above the longest that is written. */
const LONGEST = 4000;

const Query = z.object({
  pack: z.string(),
  topic: z.string(),
  findings: z.string(),
  format: z.enum(EXPORT_FORMATS),
  language: z.string(),
  until: z.string().regex(/^\d{1,15}$/u),
});

type Query = z.infer<typeof Query>;

export function createAddressSeal({ publicUrl, key, former }: Parts): AddressSeal {
  // A key of its own: what is sealed for one purpose says nothing for another. https://www.rfc-editor.org/rfc/rfc5869
  const derived = (from: Uint8Array): Buffer => Buffer.from(hkdfSync("sha256", from, "", "export addresses v1", 32));
  const present = derived(key === null ? randomBytes(32) : Buffer.from(key, "base64"));
  const keys = [present, ...former.map((each) => derived(Buffer.from(each, "base64")))];
  return {
    write(order, language, now) {
      const until = now + EXPIRES_AFTER_MS;
      const query: Query = {
        ...{ pack: order.pack, topic: order.topic ?? "", findings: order.findings.join(","), format: order.format },
        ...{ language, until: String(until) },
      };
      const search = new URLSearchParams({ ...query, seal: sealOf(present, query) });
      return { url: `${publicUrl}${EXPORTS_PATH}pack?${search.toString()}`, until };
    },
    read(address, now) {
      const given = address.length > LONGEST ? [] : [...new URLSearchParams(address.split("?")[1] ?? "")];
      const { seal = "", ...fields } = Object.fromEntries(given);
      const { data: query } = Query.safeParse(fields);
      // Each field once, and no other: what is not sealed is not ours.
      const isWhole = given.length === Object.keys(Query.shape).length + 1;
      if (query === undefined || !isWhole || !keys.some((key) => isSame(seal, sealOf(key, query)))) return "altered";
      if (now >= Number(query.until)) return "expired";
      const { pack, topic, findings, format } = query;
      return { pack, topic: topic || null, findings: findings.split(",").filter(Boolean), format };
    },
  };
}

function sealOf(key: Buffer, { pack, topic, findings, format, language, until }: Query): string {
  const sealed = JSON.stringify([pack, topic, findings, format, language, until]);
  return createHmac("sha256", key).update(sealed).digest("base64url");
}

function isSame(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}
