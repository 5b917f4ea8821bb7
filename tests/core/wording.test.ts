import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { WORDS } from "#core/wording.ts";

describe("The bot's wording", () => {
  it("has no sentence that nothing says", () => {
    const code = globSync(["src/**/*.ts", "adapters/**/*.ts"])
      .filter((file) => !/wording(-\w+)?\.ts$/.test(file))
      .map((file) => readFileSync(file, "utf8"))
      .join("\n");
    const isSaid = (key: string): boolean => {
      const [first = "", ...rest] = key.split(".");
      const made = [`\`\${verb}.${rest.join(".")}\``, `\`${first}.\${`];
      return [`"${key}"`, ...made].some((spelling) => code.includes(spelling));
    };
    expect(Object.keys(WORDS).filter((key) => !isSaid(key))).toEqual([]);
  });
});
