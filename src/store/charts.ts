/** What pictures show, by name: any replica draws a picture again that another one has posted. */
import type { ChartStore } from "#core/document/pictures.ts";
import type { Database } from "./database.ts";

export function createChartStore({ db }: Database): ChartStore {
  return {
    async save(name, chart) {
      const row = { name, chart: JSON.stringify(chart) };
      await db
        .insertInto("charts")
        .values(row)
        .onConflict((conflict) => conflict.column("name").doNothing())
        .execute();
    },
    async load(name) {
      const found = await db.selectFrom("charts").select("chart").where("name", "=", name).executeTakeFirst();
      return found === undefined ? null : JSON.parse(found.chart);
    },
  };
}
