/** Addresses in messages lead to web pages only: everything else is taken out before a renderer sees it. */
import { type Json, isJsonObject } from "#playground/payload/json.ts";

const ADDRESSES = new Set(["url", "image_url", "title_url", "thumb_url", "iconUrl", "href"]);

/**
 * The same JSON without addresses other than http(s), and `data:` pictures where pictures stand. `verbatim` goes too:
 * to Slack it means "find no links of your own", to the look-alike renderer "show the mark-up".
 */
export function safeJson(value: Json): Json {
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, item]) => {
      if (name === "verbatim") return [];
      if (typeof item !== "string") return [[name, safeValue(item)]];
      if (ADDRESSES.has(name)) return isSafe(item, value["type"]) ? [[name, item]] : [];
      return [[name, value["type"] === "mrkdwn" ? safeMrkdwn(item) : item]];
    }),
  );
}

export function isHttpAddress(address: string): boolean {
  return URL.canParse(address) && /^https?:$/.test(new URL(address).protocol);
}

function isSafe(address: string, type: unknown): boolean {
  return isHttpAddress(address) || (type === "Image" && /^data:image\/(png|jpeg|svg\+xml);/.test(address));
}

function safeValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(safeValue);
  return isJsonObject(value) ? safeJson(value) : value;
}

/** `<javascript:...|words>` becomes its words. */
function safeMrkdwn(text: string): string {
  return text.replaceAll(/<([^>|@#!][^>|]*)(?:\|([^>]*))?>/g, (whole, address: string, words?: string) =>
    isHttpAddress(address) || address.startsWith("mailto:") ? whole : (words ?? address),
  );
}
