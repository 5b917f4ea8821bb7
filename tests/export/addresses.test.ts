import { createHash } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ExportOrder } from "#core/document/evidence.ts";
import { createAddressSeal } from "#evidence-files/address.ts";
import { createExports } from "#evidence-files/packs.ts";
import { serveExports } from "#server/exports.ts";
import { startHttp, type HttpServer } from "#server/http.ts";
import { CLOCK, contentOf, library, SILENT } from "#tests/fixtures/bot.ts";
import { SHIPPED, shippedPack } from "#tests/fixtures/library.ts";

const keyOf = (word: string): string => createHash("sha256").update(word).digest("base64");
const publicUrl = "https://briefing.example.org";
const DAY_MS = 24 * 60 * 60_000;
const seal = createAddressSeal({ publicUrl, key: keyOf("present"), former: [keyOf("former")] });
const order: ExportOrder = { pack: SHIPPED, topic: "drugs", findings: [], format: "csv" };
const pathOf = (url: string): string => url.slice(publicUrl.length);
const given = pathOf(seal.write(order, "en-GB", CLOCK).url);

describe("A signed address", () => {
  const slug = fc.stringMatching(/^[a-z-]{1,30}$/u);
  const orders: fc.Arbitrary<ExportOrder> = fc.record({
    pack: slug,
    topic: fc.option(slug, { nil: null }),
    findings: fc.array(
      fc.tuple(slug, slug).map((parts) => parts.join(".")),
      { maxLength: 8 },
    ),
    format: fc.constantFrom("pdf", "markdown", "csv", "json"),
  });

  it("gives back what was ordered, for 24 hours and no longer, whatever was ordered", () => {
    fc.assert(
      fc.property(orders, fc.integer({ min: 0, max: 2 * DAY_MS }), (ordered, later) => {
        const { url, until } = seal.write(ordered, "en-GB", CLOCK);
        expect(until).toBe(CLOCK + DAY_MS);
        expect(seal.read(pathOf(url), CLOCK + later)).toEqual(later < DAY_MS ? ordered : "expired");
      }),
    );
  });

  it("is refused where anything in it is changed, left out, said twice or cut short", () => {
    const query = given.indexOf("?") + 1;
    const place = fc.integer({ min: query, max: given.length - 1 });
    const letter = fc.stringMatching(/^[a-zA-Z0-9_.&=%+-]$/u);
    const altered = fc.oneof(
      fc.tuple(place, letter).map(([at, sign]) => given.slice(0, at) + sign + given.slice(at + 1)),
      fc.tuple(place, letter).map(([at, sign]) => given.slice(0, at) + sign + given.slice(at)),
      place.map((at) => given.slice(0, at)),
      fc.constantFrom("&format=pdf", "&topic=heroin-trade", "&seal=", "&more=1").map((added) => given + added),
      fc.string().map((text) => `/exports/pack?${text}`),
    );
    fc.assert(
      fc.property(altered, (address) => {
        const same = new URLSearchParams(address.split("?")[1]).toString() === given.slice(query);
        expect(same ? order : seal.read(address, CLOCK)).toEqual(same ? order : "altered");
      }),
    );
  });

  it("outlives a change of the key as long as the former one is named, and no stranger's key opens it", () => {
    const before = createAddressSeal({ publicUrl, key: keyOf("former"), former: [] });
    const strange = createAddressSeal({ publicUrl, key: keyOf("strange"), former: [] });
    expect(seal.read(pathOf(before.write(order, "en-GB", CLOCK).url), CLOCK)).toEqual(order);
    expect(seal.read(pathOf(strange.write(order, "en-GB", CLOCK).url), CLOCK)).toBe("altered");
    expect(before.read(given, CLOCK)).toBe("altered");
  });
});

describe("The server", () => {
  let http: HttpServer;
  let now = CLOCK;
  const exports = createExports({
    content: contentOf(),
    clock: { now: () => now },
    drawer: { drawPdf: () => Promise.reject(new Error("nothing is drawn here")) },
    addresses: seal,
  });
  const get = (path: string, method = "GET") => fetch(`http://127.0.0.1:${http.port}${path}`, { method });

  beforeAll(async () => {
    const file = serveExports(exports.at, library.wording);
    const routes = { "GET /exports/*": file, "HEAD /exports/*": file };
    http = await startHttp({ port: 0, host: "127.0.0.1", routing: { routes, fallback: null }, log: SILENT });
  });
  afterAll(() => http.stop(100));

  it("gives the file at its address, to be saved under its name and kept by nobody", async () => {
    const response = await get(given);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-disposition")).toBe(
      `attachment; filename="${SHIPPED}-drugs-${shippedPack().edition}.csv"`,
    );
    expect(response.headers.get("cache-control")).toContain("no-store");
    expect(await response.text()).toContain("heroin-trade.transit-share");
    const head = await get(given, "HEAD");
    expect([head.status, await head.text()]).toEqual([200, ""]);
  });

  it("says in words why it gives none: changed, expired, or of what is not here any more", async () => {
    const gone = pathOf(seal.write({ ...order, topic: "moonshine" }, "en-GB", CLOCK).url);
    const cases = [
      [`${given}x`, 403, "changed or cut short"],
      [gone, 404, "no longer has"],
    ] as const;
    for (const [path, status, words] of cases) {
      const response = await get(path);
      expect([response.status, await response.text()]).toEqual([status, expect.stringContaining(words)]);
    }
    now += DAY_MS;
    const late = await get(given);
    expect([late.status, await late.text()]).toEqual([410, expect.stringContaining("has expired")]);
  });
});
