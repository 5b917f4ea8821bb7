import { describe, expect, it } from "vitest";
import { createPictures, type PictureParts } from "#charts/pictures.ts";
import type { Chart } from "#core/document/chart.ts";
import type { ChartStore } from "#core/document/pictures.ts";
import { aChart } from "#tests/contracts/charts.ts";

const HOST = "https://briefing.example.org";
const PNG = Uint8Array.from([137, 80, 78, 71]);

function memoryStore(): ChartStore & { readonly rows: ReadonlyMap<string, Chart> } {
  const rows = new Map<string, Chart>();
  return {
    rows,
    save: (name, chart) => Promise.resolve(void rows.set(name, chart)),
    load: (name) => Promise.resolve(rows.get(name) ?? null),
  };
}

function open(parts: Partial<PictureParts> = {}, store = memoryStore()) {
  const drawn: Chart[] = [];
  const draw = (chart: Chart) => Promise.resolve((drawn.push(chart), PNG));
  const drawer = { draw, drawSmall: draw };
  return { drawn, store, pictures: createPictures({ drawer, store: async () => store, publicUrl: HOST, ...parts }) };
}

describe("A picture", () => {
  it("has the address of what it shows, the same in every process, and another for anything else", () => {
    const address = open().pictures.addressOf(aChart());
    expect(address).toMatch(/^https:\/\/briefing\.example\.org\/charts\/[0-9a-f]{64}\.png$/u);
    expect(open().pictures.addressOf(aChart())).toBe(address);
    expect(open().pictures.addressOf({ ...aChart(), title: "Resilience fell." })).not.toBe(address);
  });

  it("has none without a public address, and nothing is kept for it", async () => {
    const { pictures, store } = open({ publicUrl: null });
    expect(pictures.addressOf(aChart())).toBeNull();
    await pictures.keep(aChart());
    expect(store.rows.size).toBe(0);
  });

  it("is drawn once, however often it is asked for", async () => {
    const { pictures, drawn } = open();
    await Promise.all([pictures.keep(aChart()), pictures.draw(aChart()), pictures.draw(aChart())]);
    await pictures.keep(aChart());
    expect(drawn).toHaveLength(1);
  });

  it("is drawn again by a replica that never posted it, from what is kept", async () => {
    const first = open();
    await first.pictures.keep(aChart());
    const name = /([0-9a-f]{64})\.png$/u.exec(first.pictures.addressOf(aChart()) ?? "")?.[1] ?? "";
    const second = open({}, first.store);
    expect(await second.pictures.named(name)).toEqual(PNG);
    expect(second.drawn).toEqual([aChart()]);
    expect(await second.pictures.named("f".repeat(64))).toBeNull();
  });

  it("is tried anew after it could not be drawn or kept", async () => {
    let isBroken = true;
    const draw = () => (isBroken ? Promise.reject(new Error("no memory")) : Promise.resolve(PNG));
    const drawer = { draw, drawSmall: draw };
    const { pictures } = open({ drawer });
    await expect(pictures.keep(aChart())).rejects.toThrow("no memory");
    isBroken = false;
    await pictures.keep(aChart());
    expect(await pictures.draw(aChart())).toEqual(PNG);
  });
});
