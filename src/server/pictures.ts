/** Pictures by their names, for whoever loads them from a message: the platforms, without any credentials. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { answer } from "./http.ts";

const ADDRESS = /^\/charts\/([0-9a-f]{64})\.png$/u;
/** A name is made of what the picture shows, so it never shows anything else. */
const FOR_EVER = "public, max-age=31536000, immutable";

/** False where something else was asked for. A name that nobody was given is nothing here. */
export function servePictures(
  named: (name: string) => Promise<Uint8Array | null>,
): (request: IncomingMessage, response: ServerResponse) => Promise<boolean> {
  return async (request, response) => {
    const name = ADDRESS.exec((request.url ?? "").split("?", 1)[0] ?? "")?.[1];
    if (name === undefined || (request.method !== "GET" && request.method !== "HEAD")) return false;
    const png = await named(name);
    if (png === null) {
      answer(response, 404, "There is no picture of that name.");
      return true;
    }
    response
      .writeHead(200, {
        "content-type": "image/png",
        "content-length": png.byteLength,
        "cache-control": FOR_EVER,
        "x-content-type-options": "nosniff",
      })
      .end(request.method === "HEAD" ? undefined : png);
    return true;
  };
}
