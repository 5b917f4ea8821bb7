import { afterEach, describe, expect, it } from "vitest";
import { servePictures } from "#server/pictures.ts";
import { type HttpServer, startHttp } from "#server/http.ts";
import { SILENT } from "#tests/fixtures/bot.ts";

const NAME = "0123456789abcdef".repeat(4);
const PNG = Uint8Array.from([137, 80, 78, 71]);

let http: HttpServer;
afterEach(() => http.stop(100));

async function ask(path: string, method = "GET"): Promise<Response> {
  const picture = servePictures((name) => Promise.resolve(name === NAME ? PNG : null));
  const routes = { "GET /charts/*": picture, "HEAD /charts/*": picture };
  http = await startHttp({ port: 0, host: "127.0.0.1", routing: { routes, fallback: null }, log: SILENT });
  return fetch(`http://127.0.0.1:${http.port}${path}`, { method });
}

describe("The address of a picture", () => {
  it("gives it to anybody, to be kept for ever", async () => {
    const response = await ask(`/charts/${NAME}.png`);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "image/png",
      "content-length": "4",
      "cache-control": "public, max-age=31536000, immutable",
    });
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(PNG);
  });

  it("says how large it is to who asks for that alone", async () => {
    const response = await ask(`/charts/${NAME}.png`, "HEAD");
    expect([response.status, response.headers.get("content-length")]).toEqual([200, "4"]);
  });

  it.each([`/charts/${"f".repeat(64)}.png`, "/charts/", "/charts/..%2f..%2fpackage.json", `/charts/${NAME}.svg`])(
    "is nothing where nobody was given it: %s",
    async (path) => {
      expect((await ask(path)).status).toBe(404);
    },
  );

  it("takes nothing in", async () => {
    expect((await ask(`/charts/${NAME}.png`, "POST")).status).toBe(404);
  });
});
