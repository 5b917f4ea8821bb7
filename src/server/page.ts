/** A document as a web page: words and links, nothing that runs and nothing that is loaded. */
import type { Briefing, Span } from "#core/document/briefing.ts";
import { blockLines } from "#core/document/plain-text.ts";
import type { Handler } from "./http.ts";

export interface Page {
  readonly briefing: Briefing;
  /** BCP 47, such as `en`. */
  readonly language: string;
}

const HEADERS = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cache-control": "public, max-age=3600",
};
const STYLE =
  ":root{color-scheme:light dark}body{font:1.0625rem/1.6 system-ui,sans-serif;max-width:40rem;margin:3rem auto;padding:0 1rem;overflow-wrap:anywhere}";

const KEPT_MS = 60_000;

/** Anybody may ask for it any number of times, and what it says may change with the day: composed once a minute at most. */
export function servePage(compose: () => Page, now = (): number => performance.now()): Handler {
  let kept: Buffer | undefined;
  let until = -Infinity;
  return (_request, response) => {
    if (kept === undefined || now() >= until) {
      kept = Buffer.from(pageHtml(compose()));
      until = now() + KEPT_MS;
    }
    response.writeHead(200, HEADERS).end(kept);
  };
}

function pageHtml({ briefing, language }: Page): string {
  const title = escaped(briefing.title);
  const paragraphs = briefing.blocks
    .flatMap((block) => blockLines(block))
    .map((line) => `<p>${line.map(spanHtml).join("")}</p>`);
  return [
    `<!doctype html><html lang="${escaped(language)}"><head><meta charset="utf-8"><title>${title}</title>`,
    `<meta name="viewport" content="width=device-width,initial-scale=1"><style>${STYLE}</style></head>`,
    `<body><main><h1>${title}</h1>${paragraphs.join("")}</main></body></html>\n`,
  ].join("\n");
}

function spanHtml(span: Span): string {
  switch (span.kind) {
    case "text":
    case "moment":
      return escaped(span.text);
    case "strong":
      return `<strong>${escaped(span.text)}</strong>`;
    case "emphasis":
      return `<em>${escaped(span.text)}</em>`;
    case "code":
      return `<code>${escaped(span.text)}</code>`;
    case "link":
      return `<a href="${escaped(span.url)}">${escaped(span.text)}</a>`;
    case "person":
      return escaped(span.name);
  }
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/gu, (sign) => ENTITIES[sign] ?? sign);
}
