/** Pictures by their names, for whoever loads them from a message: the platforms, without any credentials. */
import { pathOf } from "./address.ts";
import { answer, type Handler } from "./http.ts";

const ADDRESS = /^\/charts\/([0-9a-f]{64})\.png$/u;
/** A name is made of what the picture shows, so it never shows anything else. */
const FOR_EVER = "public, max-age=31536000, immutable";

/** A name that nobody was given is nothing here. */
export function servePictures(named: (name: string) => Promise<Uint8Array | null>): Handler {
  return async (request, response) => {
    const name = ADDRESS.exec(pathOf(request.url ?? "/"))?.[1];
    const png = name === undefined ? null : await named(name);
    if (png === null) return answer(response, 404, "There is no picture of that name.");
    response
      .writeHead(200, {
        "content-type": "image/png",
        "content-length": png.byteLength,
        "cache-control": FOR_EVER,
        "x-content-type-options": "nosniff",
      })
      .end(png);
  };
}
