/** The content that digests were made from, by version, so that a later one can say what changed. */
import { z } from "zod";
import type { Contents } from "#core/digests/ports.ts";
import type { Database } from "#store/database.ts";

const Marks = z.record(z.string(), z.string());

export function createContents({ db }: Database): Contents {
  return {
    async remember(version, pack, marks) {
      await db
        .insertInto("contents")
        .values({ version, pack, findings: JSON.stringify(marks) })
        .onConflict((conflict) => conflict.column("version").doNothing())
        .execute();
    },
    async recall(version) {
      const row = await db.selectFrom("contents").select("findings").where("version", "=", version).executeTakeFirst();
      return row === undefined ? null : Marks.parse(JSON.parse(row.findings));
    },
  };
}
