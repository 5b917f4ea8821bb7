/** What every store of pictures promises. */
import { expect, it } from "vitest";
import { createChartStore } from "#store/charts.ts";
import type { Database } from "#store/database.ts";
import { aChart } from "./charts.ts";

export function chartStoreContract(open: () => Promise<Database>): void {
  it("gives back what a picture shows, whichever replica kept it, and keeps the first of a name", async () => {
    const database = await open();
    await createChartStore(database).save("a-name", aChart());
    await createChartStore(database).save("a-name", { ...aChart(), title: "Another." });
    expect(await createChartStore(database).load("a-name")).toEqual(aChart());
    expect(await createChartStore(database).load("another-name")).toBeNull();
  });
}
