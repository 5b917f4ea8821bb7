/** SQL that one connection to a SQLite file has compiled, and its running. */
import type Sqlite from "better-sqlite3";
import type { CompiledQuery, QueryResult } from "kysely";
import type { Write } from "./gather-writes.ts";

/** Most of what the bot ever says. */
const STATEMENTS_KEPT = 200;
// A transaction that reads first and writes later would fail at once if another process wrote in between.
export const BEGIN = "begin immediate";

export type Statements = ReturnType<typeof keepStatements>;

/** Each text is compiled once. */
export function keepStatements(file: Sqlite.Database) {
  const statements = new Map<string, Sqlite.Statement>();
  return {
    close: () => file.close(),
    /** False where a full disk has undone it: https://www.sqlite.org/lang_transaction.html#response_to_errors_within_a_transaction */
    inTransaction: () => file.inTransaction,
    prepare(text: string) {
      const known = statements.get(text);
      if (known !== undefined) return known;
      const made = file.prepare(text);
      if (statements.size < STATEMENTS_KEPT) statements.set(text, made);
      return made;
    },
  };
}

export function runStatement<Row>(file: Statements, { sql, parameters }: CompiledQuery): QueryResult<Row> {
  const statement = file.prepare(sql);
  if (statement.reader) return { rows: rowsOf<Row>(statement.all(parameters)) };
  const { changes, lastInsertRowid } = statement.run(parameters);
  return { insertId: BigInt(lastInsertRowid), numAffectedRows: BigInt(changes), rows: [] };
}

/** As in Kysely's own driver, the query's type tells what they are. */
function rowsOf<Row>(rows: unknown[]): Row[];
function rowsOf(rows: unknown[]): unknown[] {
  return rows;
}

/** The lock is taken at the beginning: where another process has it, all of them wait, and nothing is written yet. */
export function writeTogether(file: Statements, writes: readonly Write[]): void {
  file.prepare(BEGIN).run();
  try {
    for (const { run } of writes) run((query) => runStatement(file, query));
    file.prepare("commit").run();
  } catch (error) {
    if (file.inTransaction()) file.prepare("rollback").run();
    throw error;
  }
  for (const { settle } of writes) settle();
}
