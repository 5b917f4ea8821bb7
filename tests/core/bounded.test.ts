import { expect, it } from "vitest";
import { createBounded } from "#core/bounded.ts";

it("What is kept as long as there is room goes when it was set longest ago, and is new again when it is set again", () => {
  const kept = createBounded<number>(2);
  kept.set("first", 1);
  kept.set("second", 2);
  kept.set("first", 3);
  kept.set("third", 4);
  expect(kept.entries()).toEqual([
    ["first", 3],
    ["third", 4],
  ]);
  expect(kept.get("second")).toBeUndefined();
  kept.delete("first");
  expect(kept.get("first")).toBeUndefined();
  expect(kept.get("third")).toBe(4);
  kept.clear();
  expect(kept.entries()).toEqual([]);
});
