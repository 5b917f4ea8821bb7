/** The page from its sources, as `npm run dev` shows it: Vite in middleware mode. */
import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { createServer } from "vite";
import { PAGE, PARTS, ROOT } from "./built-page.ts";
import type { PageFiles } from "./page-server.ts";

export async function openLivePage(): Promise<PageFiles> {
  const vite = await createServer({
    configFile: false,
    root: PAGE,
    base: PARTS,
    appType: "custom",
    clearScreen: false,
    logLevel: "error",
    cacheDir: join(ROOT, "node_modules/.vite/playground"),
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
  return {
    async page() {
      const page = await readFile(join(PAGE, "index.html"), "utf8");
      // The build does that for itself.
      return page.replaceAll(/(href|src)="\//gu, `$1="${PARTS}`);
    },
    sendPart: (req: IncomingMessage, res: ServerResponse) =>
      new Promise((resolve, reject) => {
        res.on("close", resolve);
        vite.middlewares(req, res, (error?: unknown) => {
          if (error !== undefined) return reject(error);
          res.writeHead(404).end();
        });
      }),
    close: () => vite.close(),
  };
}
