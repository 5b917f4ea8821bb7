import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { declaredWords } from "#core/wording/wording.ts";

describe("The bot's wording", () => {
  it("has no sentence that nothing says", () => {
    const code = globSync(["src/**/*.ts", "adapters/**/*.ts"])
      .filter((file) => !/wording(-\w+)?\.ts$/.test(file))
      .map((file) => readFileSync(file, "utf8"))
      .join("\n");
    const plain = new Set(code.match(/(?<=")[\w.-]+(?=")/g));
    // Keys that are put together, as in `digest.period.${rhythm.kind}`.
    const made = [...code.matchAll(/`((?:[a-z.-]|\$\{[^{}`]+\})*\.(?:[a-z.-]|\$\{[^{}`]+\})*)`/g)].map(
      ([, key = ""]) => new RegExp(`^${key.replaceAll(".", "\\.").replaceAll(/\$\{[^{}]+\}/g, "[a-z-]+")}$`),
    );
    const isSaid = (key: string): boolean => plain.has(key) || made.some((pattern) => pattern.test(key));
    expect([...declaredWords().keys()].filter((key) => !isSaid(key))).toEqual([]);
  });
});
