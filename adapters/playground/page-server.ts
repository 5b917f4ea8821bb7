/** Serves the page: as it was built, or live from its sources. Either is looked for when somebody first looks, never at the bot's start. */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { lazy } from "#core/lazy.ts";
import { builtFolder, PARTS } from "./built-page.ts";

/** The page and its parts, wherever they come from. */
export interface PageFiles {
  readonly page: () => Promise<string>;
  /** Sends a script, style or font of the page. */
  readonly sendPart: (req: IncomingMessage, res: ServerResponse) => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface PageServer extends Pick<PageFiles, "sendPart" | "close"> {
  /** Sends the page itself. */
  readonly sendPage: (res: ServerResponse) => Promise<void>;
}

/** Nothing runs here but the page's own scripts; styles may be inline because both card renderers set them so. */
const CONTENT_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self'",
  "img-src 'self' https: data:",
  "connect-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** `isLive` shows each change of the page's sources, for a few hundred megabytes. */
export function createPageServer({ isLive }: { readonly isLive: boolean }): PageServer {
  const files = lazy(async () => (isLive ? (await import("./live-page.ts")).openLivePage() : openBuiltPage()));
  return {
    async sendPage(res) {
      const page = await (await files.get()).page();
      res.writeHead(200, { "content-type": "text/html; charset=utf-8", "content-security-policy": CONTENT_POLICY });
      res.end(page);
    },
    sendPart: async (req, res) => (await files.get()).sendPart(req, res),
    close: async () => files.peek()?.close(),
  };
}

const BUILDER = fileURLToPath(new URL("build-page.ts", import.meta.url));
const TYPES: Readonly<Record<string, string>> = {
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
  ".woff": "font/woff",
};
/** Their names change with what is in them. */
const KEPT = { folder: "assets/", header: "public, max-age=31536000, immutable" };

/** The install has built it; after a change of its files whoever looks first waits for it here. */
async function openBuiltPage(): Promise<PageFiles> {
  const folder = builtFolder();
  if (!existsSync(folder)) await promisify(execFile)(process.execPath, [BUILDER]);
  return {
    page: () => readFile(join(folder, "index.html"), "utf8"),
    async sendPart({ url = "" }, res) {
      const name = new URL(url, "http://localhost").pathname.slice(PARTS.length);
      const type = TYPES[extname(name)];
      const path = join(folder, name);
      if (type === undefined || !path.startsWith(join(folder, "/")) || !existsSync(path)) {
        res.writeHead(404).end();
        return;
      }
      const cached = name.startsWith(KEPT.folder) ? KEPT.header : "no-cache";
      res.writeHead(200, { "content-type": type, "cache-control": cached }).end(await readFile(path));
    },
    close: () => Promise.resolve(),
  };
}
