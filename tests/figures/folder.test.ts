import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createFigureFolder } from "#figures/folder.ts";
import { figureStoreContract } from "#tests/contracts/figure-store.ts";
import { anImportedCountry } from "#tests/fixtures/world.ts";

let folder: string;
let folders = 0;
const fresh = () => join(folder, `${++folders}`);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "briefing-figures-"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("A folder of figures", () => {
  figureStoreContract(
    async () => createFigureFolder(fresh()),
    (_, slug) => writeFile(join(folder, `${folders}`, `${slug}.json`), "{"),
  );

  it("is left as it was where not all that is imported can be written, with no draft behind", async () => {
    const at = fresh();
    const store = createFigureFolder(at);
    await store.save([anImportedCountry("chile")]);
    const version = await store.version();
    const unwritable = { ...anImportedCountry("peru"), slug: "no/such/folder" };
    await expect(store.save([{ ...anImportedCountry("chile"), name: "Other" }, unwritable])).rejects.toThrow("ENOENT");
    expect(await store.version()).toBe(version);
    expect(await readdir(at)).toEqual(["chile.json"]);
  });
});
