import { beforeEach, describe, expect, it } from "vitest";
import { writeBehind, type FramesBehind } from "#app/memory/write-behind.ts";
import type { Log } from "#core/ports.ts";
import type { PlacedFrame } from "#store/frames.ts";
import { frameAbout } from "#tests/fixtures/frames.ts";

const heroin = frameAbout("heroin-trade")!;
const arms = frameAbout("arms-trafficking")!;

let written: (readonly PlacedFrame[])[];
let warned: string[];
let away: Error | null;
let frames: FramesBehind;
beforeEach(() => {
  [written, warned, away] = [[], [], null];
  const warn: Log["warn"] = (_, message) => void warned.push(message);
  frames = writeBehind({
    load: (place, at) =>
      Promise.resolve(written.flat().findLast((each) => each.place === place && each.at < at) ?? null),
    async write(placed) {
      await Promise.resolve();
      if (away !== null) throw away;
      written.push(placed);
    },
    log: { info: () => undefined, warn, error: () => undefined },
  });
});

describe("What a conversation is about", () => {
  it("is leant on before it is written, while it is and afterwards, each turn on what was said before it", async () => {
    await frames.save("a", arms, 2);
    await frames.save("a", heroin, 1);
    const leantOn = async () =>
      (await Promise.all([1, 2, 3].map((at) => frames.load("a", at)))).map((each) => each?.frame);
    const before = await leantOn();
    const flushed = frames.flush();
    const meanwhile = await leantOn();
    await flushed;
    expect([before, meanwhile, await leantOn()]).toEqual(Array.from({ length: 3 }, () => [undefined, heroin, arms]));
  });

  it("is written a moment later by itself, that of many at once", async () => {
    await frames.save("a", heroin, 1);
    await frames.save("b", arms, 2);
    expect(written).toEqual([]);
    await expect
      .poll(() => written)
      .toEqual([[expect.objectContaining({ place: "a" }), expect.objectContaining({ place: "b" })]]);
  });

  it("is written in pieces where it is that of hundreds, so that others are answered in between", async () => {
    for (let place = 0; place < 300; place++) await frames.save(String(place), heroin, 1);
    await frames.flush();
    expect(written.map(({ length }) => length)).toEqual([64, 64, 64, 64, 44]);
    expect(written.flat().map(({ place }) => place)).toEqual(Array.from({ length: 300 }, (_, place) => String(place)));
  });

  it("is written to the last word before the end, also what is said meanwhile", async () => {
    await frames.save("a", heroin, 1);
    const flushed = frames.flush();
    await frames.save("b", arms, 2);
    await Promise.all([flushed, frames.flush()]);
    expect(written.flat().map(({ place }) => place)).toEqual(["a", "b"]);
  });

  it("is lost with a store that is away, which is told of, and what is said later is not", async () => {
    away = new Error("gone");
    await frames.save("a", heroin, 1);
    await frames.flush();
    away = null;
    await frames.save("a", arms, 2);
    await frames.flush();
    expect(warned).toHaveLength(1);
    expect(await frames.load("a", 3)).toMatchObject({ frame: arms });
  });
});
