import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createVault } from "#store/vault.ts";

const key = randomBytes(32).toString("base64");

describe("The vault", () => {
  it("opens what it sealed, and never seals alike twice", () => {
    const vault = createVault(key, "production");
    const sealed = vault.seal("xoxb-1", "row");
    expect(vault.open(sealed, "row")).toBe("xoxb-1");
    expect(vault.seal("xoxb-1", "row")).not.toBe(sealed);
  });

  it("opens nothing with another key, for another row, or that was changed", () => {
    const sealed = createVault(key, "production").seal("xoxb-1", "row");
    const changed = sealed.slice(0, -4) + (sealed.endsWith("AAA=") ? "BBB=" : "AAA=");
    expect(() => createVault(randomBytes(32).toString("base64"), "production").open(sealed, "row")).toThrow(
      "another ENCRYPTION_KEY",
    );
    expect(() => createVault(key, "production").open(sealed, "other")).toThrow("another ENCRYPTION_KEY");
    expect(() => createVault(key, "production").open(changed, "row")).toThrow("another ENCRYPTION_KEY");
  });

  it("refuses to store without a key in production, and says how to make one", () => {
    expect(() => createVault(null, "production").seal("xoxb-1", "row")).toThrow("openssl rand -base64 32");
  });

  it("needs no key in local mode, whose tokens are made up", () => {
    const vault = createVault(null, "local");
    expect(vault.open(vault.seal("fake", "row"), "row")).toBe("fake");
    expect(() => createVault(key, "production").open(vault.seal("fake", "row"), "row")).toThrow(
      "without ENCRYPTION_KEY",
    );
  });
});
