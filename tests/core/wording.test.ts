import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { WORDS } from "#core/wording.ts";

describe("The bot's wording", () => {
  it("has no sentence that nothing says", () => {
    const code = globSync(["src/**/*.ts", "adapters/**/*.ts"])
      .filter((file) => !/wording(-\w+)?\.ts$/.test(file))
      .map((file) => readFileSync(file, "utf8"))
      .join("\n");
    expect(
      Object.keys(WORDS).filter(
        (key) => !code.includes(`"${key}"`) && !code.includes(`\`${key.replace(/[^.]+$/, "")}$`),
      ),
    ).toEqual([]);
  });
});
