import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { orderFigures } from "#app/figures/import-figures.ts";
import { openFigureStore } from "#app/figures/figure-store.ts";
import { createLiveWorld } from "#app/figures/live-world.ts";
import type { FigureStore } from "#core/profile/world.ts";
import type { CountryChoice } from "#figures/import.ts";
import { createFigureFolder } from "#figures/folder.ts";
import { SILENT } from "#tests/fixtures/bot.ts";
import { loadTestLibrary } from "#tests/fixtures/library.ts";
import { inventedSheets, PLACES, writeWorkbook } from "#tests/fixtures/workbook.ts";
import { anImportedCountry } from "#tests/fixtures/world.ts";

const library = loadTestLibrary();
let folder: string;
let said: string[];
let complaints: string[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "briefing-import-"));
  [said, complaints] = [[], []];
});
afterEach(() => rm(folder, { recursive: true }));

const open = (): Promise<FigureStore> => openFigureStore({ databaseUrl: null, dataFolder: folder }, "importing");
const order = (file: string | null, wanted: CountryChoice | null): Promise<number> =>
  orderFigures(
    { file, wanted },
    {
      ...{ content: { library }, open },
      print: (line) => said.push(line),
      complain: (line) => complaints.push(line),
    },
  );
async function workbook(sheets = inventedSheets()): Promise<string> {
  const file = join(folder, "book.xlsx");
  await writeFile(file, writeWorkbook(sheets));
  return file;
}
const kept = async (): Promise<readonly string[]> => (await (await open()).load()).countries.map(({ slug }) => slug);
const all = { kind: "all" } as const;
const only = (...names: readonly string[]) => ({ kind: "countries", names }) as const;

describe("An import", () => {
  it("keeps all countries, says how far it is and whose figures they are, and again is harmless", async () => {
    const places = Array.from({ length: 50 }, (_, at) => ({ ...PLACES[0]!, name: COUNTRIES[at]! }));
    const file = await workbook(inventedSheets(places));
    expect([await order(file, all), await order(file, all)]).toEqual([0, 0]);
    expect(said).toEqual(expect.arrayContaining(["2021_dataset: 50 countries", "50 of 50"]));
    expect(said.join("\n")).toMatch(/Imported 50 countries: .* and 38 more\./u);
    expect(said.join("\n")).toContain("Its terms of use are yours to read");
    expect(await kept()).toHaveLength(50);
    expect(await readdir(join(folder, "figures"))).toHaveLength(50);
  });

  it("keeps the country or the region that is named", async () => {
    expect(await order(await workbook(), only("Чили"))).toBe(0);
    expect(await kept()).toEqual(["chile"]);
    expect(await order(await workbook(), { kind: "region", name: "Central Africa" })).toBe(0);
    expect(await kept()).toEqual(["chile", "congo-democratic-republic"]);
  });

  it("only looks whether the workbook is whole where nothing is named", async () => {
    expect(await order(await workbook(), null)).toBe(0);
    expect(said.at(-1)).toContain("4 countries. Nothing was imported: say --country, --region or --all.");
    expect(await kept()).toEqual([]);
  });

  it("keeps nothing of a workbook in which anything is wrong, and names file, sheet and cell", async () => {
    const sheets = inventedSheets();
    sheets["2025_dataset"] = sheets["2025_dataset"]!.map((cells, at) => (at === 1 ? cells.with(7, "?") : cells));
    const file = await workbook(sheets);
    expect(await order(file, only("Peru"))).toBe(1);
    expect(complaints[0]).toMatch(new RegExp(`^${file}: Sheet 2025_dataset, cell H2 .*found “\\?”$`, "u"));
    expect(complaints.at(-1)).toBe("Nothing was imported.");
    expect(await order(join(folder, "no-such.xlsx"), all)).toBe(1);
    expect(complaints.join("\n")).toContain("ENOENT");
    expect(await kept()).toEqual([]);
  });

  it("says which countries and regions there are not", async () => {
    const file = await workbook();
    expect(await order(file, only("Atlantis", "Peru"))).toBe(3);
    expect(await order(file, { kind: "region", name: "Atlantis" })).toBe(3);
    expect(complaints).toEqual([
      `${file}: there is no country Atlantis`,
      `${file}: there is no region Atlantis`,
      "Regions: Central Africa; Central Asia and the Caucasus; South America",
    ]);
    expect(await kept()).toEqual([]);
  });

  it("says in a sentence why it cannot be kept", async () => {
    await writeFile(join(folder, "figures"), "a file where the folder should be");
    expect(await order(await workbook(), all)).toBe(1);
    expect(complaints).toEqual([expect.stringMatching(/^(ENOTDIR|EEXIST): .*\. Nothing was changed\.$/u)]);
  });

  it("is taken away again, and says what that takes along", async () => {
    await order(await workbook(), all);
    expect(await order(null, only("Peru"))).toBe(0);
    expect(said.at(-1)).toMatch(/^Taken away: Peru \(\d+ scores\)\. Within a minute .* not answered any more/u);
    expect(await kept()).not.toContain("peru");
    expect(await order(null, only("Peru"))).toBe(3);
    expect(complaints).toEqual(["No figures were imported of Peru"]);
    expect(await order(null, all)).toBe(0);
    expect(await kept()).toEqual([]);
  });
});

describe("A running bot", () => {
  it("knows a country once it was imported and no more once it is taken away, without a restart", async () => {
    const store = createFigureFolder(join(folder, "figures"));
    const world = createLiveWorld({ open: () => Promise.resolve(store), packs: library.packs, log: SILENT });
    await world.refresh();
    expect(world.current().packOf("chile")).toBeUndefined();
    await store.save([anImportedCountry("chile")]);
    await world.refresh();
    expect(world.current().packOf("chile")?.country).toBe("Chile");
    const before = world.current();
    await world.refresh();
    expect(world.current()).toBe(before);
    await store.remove(["chile"]);
    await world.refresh();
    expect(world.current().packOf("chile")).toBeUndefined();
    await world.stop();
  });

  it("answers from what it knew where its place cannot be reached, and says so", async () => {
    const store = createFigureFolder(join(folder, "figures"));
    await store.save([anImportedCountry("chile")]);
    let isAway = false;
    const away = { ...store, version: () => (isAway ? Promise.reject(new Error("away")) : store.version()) };
    const errors: string[] = [];
    const log = { ...SILENT, error: (_: object, message: string) => void errors.push(message) };
    const world = createLiveWorld({ open: () => Promise.resolve(away), packs: library.packs, log });
    await world.refresh();
    isAway = true;
    await world.refresh();
    expect(world.current().packOf("chile")?.country).toBe("Chile");
    expect(errors).toHaveLength(1);
    await world.stop();
  });
});

const COUNTRIES =
  "Albania Algeria Andorra Angola Argentina Armenia Australia Austria Azerbaijan Bahamas Bahrain Bangladesh Barbados Belarus Belgium Belize Benin Bhutan Bolivia Botswana Brazil Brunei Bulgaria Burundi Cambodia Cameroon Canada Chile China Colombia Comoros Croatia Cuba Cyprus Denmark Egypt Estonia Fiji Finland France Gabon Germany Ghana Greece Haiti Japan Kenya Peru Poland Spain".split(
    " ",
  );
