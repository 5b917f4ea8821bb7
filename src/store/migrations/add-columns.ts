/** Columns added where they are missing, so that a migration can be run again. */
import { sql, type Kysely } from "kysely";
import type { DatabaseKind } from "#store/database.ts";

/** `columns` are definitions by name. SQLite cannot add a column only where it is missing, and has one schema. */
export async function addColumns(
  db: Kysely<unknown>,
  kind: DatabaseKind,
  { table, columns }: { readonly table: string; readonly columns: Readonly<Record<string, string>> },
): Promise<void> {
  const there = kind === "postgres" ? new Set() : await columnsOf(db, table);
  const onlyMissing = kind === "postgres" ? sql`if not exists` : sql``;
  for (const [name, definition] of Object.entries(columns)) {
    if (there.has(name)) continue;
    await sql`alter table ${sql.table(table)} add column ${onlyMissing} ${sql.ref(name)} ${sql.raw(definition)}`.execute(
      db,
    );
  }
}

async function columnsOf(db: Kysely<unknown>, table: string): Promise<ReadonlySet<unknown>> {
  const tables = await db.introspection.getTables();
  return new Set(tables.find(({ name }) => name === table)?.columns.map(({ name }) => name));
}
