import { describe, expect, it } from "vitest";
import { chooseDefaultPack } from "#app/content.ts";
import { loadTestLibrary, loadTwoPacks } from "#tests/fixtures/library.ts";

describe("The pack that is meant where none is named", () => {
  it("is the only one there is", () => {
    const library = loadTestLibrary();
    expect(chooseDefaultPack({ ...library, packs: library.packs.slice(0, 1) }, null)).toBe(library.packs[0]?.slug);
  });

  it("is asked for by name where there are several", () => {
    const several = loadTwoPacks();
    const names = several.packs.map(({ slug }) => slug).join(", ");
    expect(() => chooseDefaultPack(several, null)).toThrow(`DEFAULT_PACK: missing; there are several packs (${names})`);
    for (const { slug } of several.packs) expect(chooseDefaultPack(several, slug)).toBe(slug);
  });

  it("is one that is there", () => {
    expect(() => chooseDefaultPack(loadTwoPacks(), "atlantis")).toThrow("DEFAULT_PACK: there is no pack atlantis");
  });
});
