import { describe, expect, it } from "vitest";
import { createGivingBack } from "#app/environment/give-back.ts";

const MB = 1e6;
const LEFT = 150 * MB;

/** A process that holds so much, and is at work for that part of each five seconds; tells at which checks it gave back. */
function checked(moments: readonly (readonly [busy: number, held: number])[]): readonly number[] {
  let [busy, rss, at] = [0, 0, 0];
  const given: number[] = [];
  const check = createGivingBack({
    utilization: () => busy,
    rss: () => rss,
    collect() {
      given.push(at);
      rss = LEFT;
    },
  });
  for (const [now, held] of moments) {
    [busy, rss] = [now, held];
    check();
    at++;
  }
  return given;
}

const quiet = (held: number) => [0.01, held * MB] as const;
const busy = (held: number) => [0.6, held * MB] as const;

describe("Memory", () => {
  it("that the start left behind is given back once, when it has been quiet for a while", () => {
    expect(checked([busy(250), quiet(250), quiet(250), quiet(250), quiet(150), quiet(160), quiet(170)])).toEqual([3]);
  });

  it("is kept while people ask, however much it is", () => {
    expect(checked([quiet(250), quiet(250), busy(400), quiet(400), quiet(400), busy(500)])).toEqual([]);
  });

  it("is given back again after a busy time, not for a question now and then", () => {
    const start = [quiet(250), quiet(250), quiet(250)];
    const now = [busy(170), quiet(170), quiet(170), quiet(170)];
    const hour = [busy(450), quiet(450), quiet(450), quiet(450)];
    expect(checked([...start, ...now, ...hour])).toEqual([2, 10]);
  });
});
