import { describe, expect, it } from "vitest";
import { gatherWaits } from "#store/connection/disk.ts";

describe("Whoever waits for the disk", () => {
  it("waits for a wait that begins after what they wrote, together with all others who came meanwhile", async () => {
    const begun: PromiseWithResolvers<void>[] = [];
    const reached = gatherWaits(() => {
      const wait = Promise.withResolvers<void>();
      begun.push(wait);
      return wait.promise;
    });
    const told: string[] = [];
    const first = reached().then(() => told.push("first"));
    await Promise.resolve();
    await Promise.resolve();
    const later = ["second", "third"].map((name) => reached().then(() => told.push(name)));
    expect(begun.length).toBe(1);
    begun[0]?.resolve();
    await first;
    expect(told).toEqual(["first"]);
    await Promise.resolve();
    expect(begun.length).toBe(2);
    begun[1]?.resolve();
    await Promise.all(later);
    expect(told).toEqual(["first", "second", "third"]);
  });

  it("is told of a wait that fails, and the next one is another's", async () => {
    let waits = 0;
    const reached = gatherWaits(() => (++waits === 1 ? Promise.reject(new Error("EIO")) : Promise.resolve()));
    const failed = reached();
    await expect(failed).rejects.toThrow("EIO");
    await expect(reached()).resolves.toBeUndefined();
  });
});
