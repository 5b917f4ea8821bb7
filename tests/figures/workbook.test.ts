import { strToU8, unzipSync, zipSync } from "fflate";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createCountryNames } from "#figures/country-names.ts";
import { chooseCountries, readWorkbook } from "#figures/import.ts";
import { readCountry, writeCountry } from "#figures/stored-country.ts";
import { unpackWorkbook } from "#figures/unpack.ts";
import { cellName, WorkbookError } from "#figures/workbook-problem.ts";
import { MEASURES } from "#core/profile/profile.ts";
import { loadTestLibrary } from "#tests/fixtures/library.ts";
import { inventedScore, inventedSheets, PLACES, writeWorkbook, type Sheets } from "#tests/fixtures/workbook.ts";

const { taxonomy, vocabulary, countries: spellings } = loadTestLibrary();
const parts = { taxonomy, editions: [2021, 2023, 2025], spellings };
const importOf = (sheets: Sheets) => readWorkbook(writeWorkbook(sheets), parts);
/** The sheets with one cell changed. */
const withCell = (sheet: string, [row, column]: readonly [number, number], value: string | number): Sheets => {
  const sheets = inventedSheets();
  sheets[sheet] = sheets[sheet]!.map((cells, at) => (at === row ? cells.with(column, value) : cells));
  return sheets;
};

describe("A workbook in the Index's shape", () => {
  it("gives every score of every country in every edition, whatever the order of the columns and the ends of their names", async () => {
    const countries = await importOf(inventedSheets());
    expect(countries.map(({ name }) => name)).toEqual(["Chile", "Congo, Dem. Rep.", "Peru", "Tajikistan"]);
    for (const country of countries) {
      const place = PLACES.find(({ name }) => name === country.name)!;
      expect(country.editions.map(({ edition }) => edition)).toEqual([2021, 2023, 2025]);
      for (const { edition, headline, indicators } of country.editions) {
        const scored = taxonomy.indicators.filter(({ since }) => since <= edition).map(({ slug }) => slug);
        const score = inventedScore(place, edition);
        expect(indicators).toEqual(Object.fromEntries(scored.map((slug) => [slug, score])));
        expect(headline).toEqual(Object.fromEntries(MEASURES.map((measure) => [measure, score])));
      }
    }
  });

  it("counts places in the world, the continent and the region, and who ties shares one", async () => {
    const placesOf = new Map(
      (await importOf(inventedSheets())).map(({ slug, editions }) => [slug, editions[0]!.ranks.criminality]),
    );
    const placed = (world: number, continent: string, region: string) => {
      const [one, other] = [continent, region].map((words) => words.split(" of ").map(Number));
      return {
        world: { rank: world, of: 4, joint: world === 1 },
        continent: { rank: one![0], of: one![1], joint: false },
        region: { rank: other![0], of: other![1], joint: false },
      };
    };
    expect(placesOf.get("peru")).toEqual(placed(1, "1 of 2", "1 of 2"));
    expect(placesOf.get("congo-democratic-republic")).toEqual(placed(1, "1 of 1", "1 of 1"));
    expect(placesOf.get("tajikistan")).toEqual(placed(3, "1 of 1", "1 of 1"));
    expect(placesOf.get("chile")).toEqual(placed(4, "2 of 2", "2 of 2"));
  });

  it("is kept and read again as it was", async () => {
    for (const country of await importOf(inventedSheets())) expect(readCountry(writeCountry(country))).toEqual(country);
  });

  it("gives the countries that are named, in any of three languages, a region, or all", async () => {
    const countries = await importOf(inventedSheets());
    const chosen = (...names: readonly string[]) =>
      chooseCountries(countries, { kind: "countries", names }).chosen.map(({ slug }) => slug);
    expect(chosen("chile")).toEqual(["chile"]);
    expect(chosen("Чили", "DR Congo")).toEqual(["chile", "congo-democratic-republic"]);
    expect(chooseCountries(countries, { kind: "region", name: "south america" }).chosen).toHaveLength(2);
    expect(chooseCountries(countries, { kind: "region", name: "Atlantis" }).unknown).toEqual(["Atlantis"]);
    expect(chooseCountries(countries, { kind: "countries", names: ["Chile", "Atlantis"] }).unknown).toEqual([
      "Atlantis",
    ]);
  });

  it.each<[string, Sheets, string]>([
    [
      "a text in a number's cell",
      withCell("2025_dataset", [2, 5], "n/a"),
      "Sheet 2025_dataset, cell F3 (Extortion and protection racketeering): expected a score from 1 to 10, found “n/a”",
    ],
    [
      "an empty cell",
      withCell("2021_dataset", [1, 6], ""),
      "Sheet 2021_dataset, cell G2 (Human smuggling): expected a score from 1 to 10, found nothing",
    ],
    [
      "a score that is none",
      withCell("2023_dataset", [1, 6], 11),
      "cell G2 (Human smuggling): expected a score from 1 to 10, found 11",
    ],
    [
      "a mean that does not come out",
      withCell("2021_dataset", [1, 4], 4.5),
      "Sheet 2021_dataset, cell E2 (Criminal markets avg,): expected the mean of what it is made of, 4.00, found 4.5",
    ],
    [
      "a column that nothing is known of",
      withCell("2023_dataset", [0, 5], "Piracy"),
      "Sheet 2023_dataset, cell F1: expected a measure or an indicator of the 2023 edition, found “Piracy”",
    ],
    [
      "a country without a name",
      withCell("2021_dataset", [1, 2], ""),
      "Sheet 2021_dataset, cell C2 (Country): expected a country",
    ],
    [
      "a country under two names",
      inventedSheets([
        { ...PLACES[0]!, name: "United States" },
        { ...PLACES[1]!, name: "US" },
      ]),
      "2021: “United States” and “US” are one country",
    ],
    ["a country twice", withCell("2021_dataset", [2, 2], "Chile"), "Sheet 2021_dataset: Chile has 2 rows"],
    [
      "a country that is none",
      inventedSheets([{ ...PLACES[0]!, name: "Atlantis" }]),
      "“Atlantis” is no country that is known",
    ],
    [
      "a sheet that is missing",
      { "2021_dataset": [], "2025_dataset": [] },
      "There is no sheet 2023_dataset; there are: About this Index, 2021_dataset, 2025_dataset",
    ],
  ])("is refused for %s, by sheet and cell", async (_, sheets, words) => {
    await expect(importOf(sheets)).rejects.toThrow(words);
  });

  it("tells everything that is wrong at once", async () => {
    const sheets = inventedSheets();
    sheets["2021_dataset"] = sheets["2021_dataset"]!.map((cells, at) =>
      at === 0 ? cells : cells.with(6, "x").with(7, "y"),
    );
    await expect(importOf(sheets)).rejects.toThrow(/cell G2[^]*cell H2[^]*cell G3/u);
  });
});

describe("A file that is no such workbook", () => {
  const good = writeWorkbook(inventedSheets());
  /** One part of it replaced. */
  const withPart = (name: string, bytes: Uint8Array) => zipSync({ ...unzipSync(good), [name]: bytes });

  it.each<[string, () => Uint8Array, RegExp]>([
    ["no zip", () => strToU8("Country,Score"), /It is no workbook of Excel/u],
    ["a zip of something else", () => zipSync({ "a.txt": strToU8("x") }), /It is no workbook of Excel/u],
    [
      "broken",
      () => withPart("xl/workbook.xml", strToU8("<workbook")),
      /It is no workbook of Excel|There is no sheet/u,
    ],
    [
      "a bomb of zeros",
      () => withPart("xl/worksheets/sheet2.xml", new Uint8Array(21_000_000)),
      /Unpacked as far as xl\/worksheets\/sheet2\.xml it has 21\.\d MB; at most 20\.0 MB are read/u,
    ],
    [
      "a sheet whose cells lie far apart",
      () =>
        withPart(
          "xl/worksheets/sheet2.xml",
          strToU8(
            `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>`,
          ),
        ),
      /xl\/worksheets\/sheet2\.xml, row 1048576: a sheet of figures has at most 2000 rows and 256 columns/u,
    ],
    ["large as no workbook is", () => new Uint8Array(5_000_001), /The file has 5\.0 MB; at most 5\.0 MB are read/u],
  ])("is refused when it is %s", async (_, file, words) => {
    await expect(readWorkbook(file(), parts)).rejects.toThrow(words);
  });

  it.each([
    [`'1048576'`, `'XFD1048576'`],
    [` "1048576"`, ` "XFD1048576"`],
    [`"&#49;048576"`, `"&#88;FD1048576"`],
    [`"1"`, `"xfd1048576"`],
    [`"1"`, `" XFD1048576"`],
    [`"1"`, `"$XFD$1048576"`],
  ])("is refused when a cell lies far away, however that is written: row %s, cell %s", (row, cell) => {
    const sheet = `<worksheet><sheetData><row s=">" r=${row}><c r=${cell}><v>1</v></c></row></sheetData></worksheet>`;
    expect(() => unpackWorkbook(withPart("xl/worksheets/sheet2.xml", strToU8(sheet)))).toThrow(WorkbookError);
  });

  it.each([
    ["behind another one in a quote", "worksheets/sheet2.xml", `<row a=" r='2'" r="30000"/>`],
    ["in a part outside the folder of sheets", "elsewhere.xml", `<row r="30000"/>`],
    ["behind rows without a number", "worksheets/sheet2.xml", "<row/>".repeat(2001)],
  ])("is refused when a cell lies far away %s", (_, name, rows) => {
    const sheet = strToU8(`<worksheet><sheetData>${rows}</sheetData></worksheet>`);
    expect(() => unpackWorkbook(withPart(`xl/${name}`, sheet))).toThrow(WorkbookError);
  });

  it("is refused when many names say that one part that is not compressed has nothing in it", () => {
    expect(() => unpackWorkbook(oneStoredPart(1_000_000, 30))).toThrow(/at most 20\.0 MB are read/u);
  });

  it("has no more of a part unpacked than that part says it has", () => {
    const zeros = withPart("xl/worksheets/sheet2.xml", new Uint8Array(1_000_000));
    // Every 4 bytes that say one million say ten.
    const lying = Buffer.from(zeros);
    const million = Buffer.from(Uint32Array.of(1_000_000).buffer);
    for (let at = lying.indexOf(million); at !== -1; at = lying.indexOf(million, at + 1)) lying.writeUInt32LE(10, at);
    expect(unzipSync(unpackWorkbook(lying))["xl/worksheets/sheet2.xml"]).toHaveLength(10);
  });
});

describe("Names of cells and countries", () => {
  it("a cell is called as people find it", () => {
    expect([cellName(0, 0), cellName(25, 1), cellName(26, 193), cellName(701, 0), cellName(702, 0)]).toEqual([
      ...["A1", "Z2", "AA194", "ZZ1", "AAA1"],
    ]);
    fc.assert(
      fc.property(fc.nat(2000), fc.nat(2000), (one, other) => one === other || cellName(one, 0) !== cellName(other, 0)),
    );
  });

  it("every spelling of ours belongs to a country that questions are read with", () => {
    const nameOf = createCountryNames(spellings);
    const known = new Set([...Object.keys(vocabulary.countries), ...Object.keys(vocabulary["rare-countries"])]);
    for (const { slug, names } of Object.values(spellings))
      for (const name of names) {
        expect(nameOf(name), name).toBeDefined();
        if (slug !== undefined) expect(known, slug).toContain(nameOf(name)!.slug);
      }
  });

  it.each([
    ["eSwatini", "eswatini"],
    ["Cote d'Ivoire", "cote-d-ivoire"],
    ["Korea, Rep,", "south-korea"],
    ["St. Lucia", "saint-lucia"],
    ["United Arab Emirates", "uae"],
    ["Micronesia (Federated States of)", "micronesia"],
  ])("%s is %s", (name, slug) => {
    expect(createCountryNames(spellings)(name)?.slug).toBe(slug);
  });
});

/** A zip of one part of so many bytes under so many names, each of which says that it is empty: APPNOTE.TXT 4.3 has the places. */
function oneStoredPart(bytes: number, names: number): Uint8Array {
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04_03_4b_50, 0);
  const listed = Array.from({ length: names }, (_, number) => {
    const name = Buffer.from(`xl/${number}.xml`);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02_01_4b_50, 0);
    entry.writeUInt32LE(bytes, 20);
    entry.writeUInt16LE(name.length, 28);
    return Buffer.concat([entry, name]);
  });
  const list = Buffer.concat(listed);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06_05_4b_50, 0);
  for (const at of [8, 10]) end.writeUInt16LE(names, at);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(local.length + bytes, 16);
  return Buffer.concat([local, Buffer.alloc(bytes, 65), list, end]);
}
