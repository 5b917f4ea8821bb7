/** Serves the page by Vite in middleware mode; Vite is loaded when somebody first looks, never at the bot's start. */
import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { fileURLToPath } from "node:url";
import type { ViteDevServer } from "vite";

export interface PageServer {
  /** Sends the page itself. */
  readonly sendPage: (res: ServerResponse) => Promise<void>;
  /** Sends a script, style or font of the page. */
  readonly sendPart: (req: IncomingMessage, res: ServerResponse) => Promise<void>;
  readonly close: () => Promise<void>;
}

export const PARTS = "/playground/page/";
const FOLDER = fileURLToPath(new URL("page/", import.meta.url));
const ROOT = fileURLToPath(new URL("../../", import.meta.url));

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

export function createPageServer(): PageServer {
  let vite: Promise<ViteDevServer> | undefined;
  return {
    async sendPage(res) {
      const page = await readFile(`${FOLDER}index.html`);
      // The page's shell is on the screen while Vite starts.
      vite ??= startVite();
      res.writeHead(200, { "content-type": "text/html; charset=utf-8", "content-security-policy": CONTENT_POLICY });
      res.end(page);
    },
    async sendPart(req, res) {
      vite ??= startVite();
      const { middlewares } = await vite;
      await new Promise<void>((resolve, reject) => {
        res.on("close", resolve);
        middlewares(req, res, (error?: unknown) => {
          if (error !== undefined) return reject(error);
          res.writeHead(404).end();
        });
      });
    },
    async close() {
      await (await vite)?.close();
    },
  };
}

async function startVite(): Promise<ViteDevServer> {
  const { createServer } = await import("vite");
  return createServer({
    configFile: false,
    root: FOLDER,
    base: PARTS,
    appType: "custom",
    clearScreen: false,
    logLevel: "error",
    cacheDir: `${ROOT}node_modules/.vite/playground`,
    server: { middlewareMode: true, hmr: false, ws: false, watch: null, fs: { allow: [ROOT] } },
    optimizeDeps: {
      include: [
        "react",
        "react/jsx-runtime",
        "react/jsx-dev-runtime",
        "react-dom/client",
        "slack-blocks-to-jsx",
        "adaptivecards",
      ],
      noDiscovery: true,
    },
  });
}
