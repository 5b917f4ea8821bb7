/** Which message of the bot answers which message: ids alone, for 30 days. */
import type { Database } from "./database.ts";

export interface GivenAnswerStore {
  /** Another answer to the same question takes the place of the one before. */
  note(question: string, answer: string, now: number): Promise<void>;
  /** For one caller, on all replicas; null where none is kept. */
  take(question: string): Promise<string | null>;
  /** Forgets answers after 30 days. */
  forgetOld(now: number): Promise<void>;
}

const DAY_MS = 86_400_000;
const DAYS = 30;

export function createGivenAnswerStore({ db }: Database): GivenAnswerStore {
  return {
    async note(question, answer, now) {
      const query = db.insertInto("given_answers").values({ question, answer, at: now });
      await query.onConflict((conflict) => conflict.column("question").doUpdateSet({ answer, at: now })).execute();
    },
    async take(question) {
      const query = db.deleteFrom("given_answers").where("question", "=", question).returning("answer");
      return (await query.executeTakeFirst())?.answer ?? null;
    },
    async forgetOld(now) {
      await db
        .deleteFrom("given_answers")
        .where("at", "<", now - DAYS * DAY_MS)
        .execute();
    },
  };
}
