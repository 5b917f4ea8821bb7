import { describe, expect, it } from "vitest";
import { createPace } from "#schedule/pace.ts";
import { HOUR, MONDAY } from "#tests/fixtures/subscriptions.ts";

const target = { platform: "slack", tenant: "T1", channel: "C1" };
const limits = { slack: { inFlight: 2, channelMs: 1000, tenantMs: 40 } };

describe("The pace", () => {
  it("of a channel and a tenant does not stall when the clock is set back", () => {
    const pace = createPace(limits);
    pace.started(target, MONDAY);
    expect(pace.wait(target, MONDAY)).toBe(1000);
    expect(pace.wait(target, MONDAY - HOUR)).toBe(0);
  });

  it("holds a tenant as long as its platform said, however the clock is set back", () => {
    const pace = createPace(limits);
    pace.heldBack(target, 30_000, MONDAY);
    expect(pace.held(MONDAY)).toEqual(new Map([["T1", MONDAY + 30_000]]));
    expect(pace.wait(target, MONDAY - HOUR)).toBe(30_000);
    expect(pace.wait(target, MONDAY - HOUR + 30_000)).toBe(0);
  });
});
