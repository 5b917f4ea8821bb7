/** What every store of imported figures promises. */
import { expect, it } from "vitest";
import type { FigureStore } from "#core/profile/world.ts";
import type { ImportedCountry } from "#core/profile/world.ts";
import { anImportedCountry } from "#tests/fixtures/world.ts";

/** `spoil` writes what is no country under a slug. */
export function figureStoreContract(
  open: () => Promise<FigureStore>,
  spoil: (store: FigureStore, slug: string) => Promise<void>,
): void {
  const slugsIn = async (store: FigureStore): Promise<readonly string[]> =>
    (await store.load()).countries.map(({ slug }) => slug);
  const twice = (country: ImportedCountry): ImportedCountry => ({ ...country, name: "Another name" });

  it("keeps countries of figures, replaces those that it has, and gives them back as they were", async () => {
    const store = await open();
    expect(await store.load()).toEqual({ countries: [], broken: [] });
    const [chile, peru] = [anImportedCountry("chile"), anImportedCountry("peru")];
    const written: number[] = [];
    await store.save([chile, peru], (count) => written.push(count));
    expect(written.at(-1)).toBe(2);
    await store.save([twice(chile)]);
    expect(await store.load()).toEqual({ countries: [twice(chile), peru], broken: [] });
  });

  it("takes countries of figures away, also such as are not there", async () => {
    const store = await open();
    await store.save([anImportedCountry("chile"), anImportedCountry("peru")]);
    await store.remove(["chile", "atlantis"]);
    expect(await slugsIn(store)).toEqual(["peru"]);
  });

  it("tells by its version of figures that something has changed, and that nothing has", async () => {
    const store = await open();
    const versions = [await store.version()];
    await store.save([anImportedCountry("chile")]);
    versions.push(await store.version());
    await store.save([anImportedCountry("peru")]);
    versions.push(await store.version());
    await store.remove(["chile"]);
    versions.push(await store.version());
    expect(new Set(versions).size).toBe(4);
    expect(await store.version()).toBe(versions.at(-1));
  });

  it("gives the other countries where the figures of one cannot be read, and says which", async () => {
    const store = await open();
    await store.save([anImportedCountry("chile"), anImportedCountry("peru")]);
    await spoil(store, "chile");
    expect(await slugsIn(store)).toEqual(["peru"]);
    expect((await store.load()).broken).toEqual([expect.stringContaining("chile")]);
  });
}
