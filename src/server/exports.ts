/** Evidence packs at their signed addresses, for whoever has one: it needs no credentials, and ends by itself. */
import type { ServerResponse } from "node:http";
import type { ExportedFile, ExportRefusal } from "#core/document/exported.ts";
import { say, type Wording } from "#core/wording/wording.ts";
import { answer, type Handler } from "./http.ts";

const STATUS: Readonly<Record<ExportRefusal, number>> = { altered: 403, expired: 410, gone: 404 };

/** For `GET` and `HEAD`. `at` is asked for the path and the query as they came. */
export function serveExports(
  at: (address: string) => Promise<ExportedFile | ExportRefusal>,
  wording: Wording,
): Handler {
  return async (request, response) => {
    // An address is as good as a ticket: it goes to no log, and to no page that is opened from here.
    response.setHeader("referrer-policy", "no-referrer").setHeader("cache-control", "private, no-store");
    const file = await at(request.url ?? "");
    if (typeof file === "string") return answer(response, STATUS[file], say(wording, `export.${file}`));
    send(response, file, request.method === "HEAD");
  };
}

function send(response: ServerResponse, { name, type, bytes }: ExportedFile, isHead: boolean): void {
  response
    .writeHead(200, {
      "content-type": type,
      "content-length": bytes.byteLength,
      "content-disposition": `attachment; filename="${name}"`,
      "x-content-type-options": "nosniff",
      "x-robots-tag": "noindex",
    })
    .end(isHead ? undefined : bytes);
}
