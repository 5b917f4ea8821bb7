/** What people think of answers, and what they looked for in vain. */
import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { z } from "zod";
import type { SaidIn, SavedFeedback, SavedReport } from "#core/briefings/feedback.ts";
import { compileOnce } from "./compile-once.ts";
import type { Database } from "./database.ts";

interface FeedbackCounts {
  readonly reports: number;
  readonly topics: readonly { readonly topic: string | null; readonly helpful: number; readonly unhelpful: number }[];
}

export interface FeedbackRows {
  /** One a person and answer: a later one replaces it. */
  saveFeedback(opinion: SavedFeedback, place: SaidIn): Promise<void>;
  saveReport(report: SavedReport, place: SaidIn): Promise<void>;
  /** Newest first. */
  listReports(count: number): Promise<readonly SavedReport[]>;
  /** How many reports there are, and by topic how many found answers helpful or not. */
  countFeedback(): Promise<FeedbackCounts>;
  countUnanswered(question: { pack: string; reason: string; topic: string | null; now: number }): Promise<void>;
  /** Most frequent first. */
  listUnanswered(
    count: number,
  ): Promise<readonly { pack: string; reason: string; topic: string | null; count: number }[]>;
}

interface Unanswered {
  readonly pack: string;
  readonly reason: string;
  readonly topic: string;
  readonly now: number;
}

const Ids = z.array(z.string());

export function createFeedbackRows(database: Database): FeedbackRows {
  const { db } = database;
  return {
    ...unansweredOf(database),
    async saveFeedback({ answer, asker, helpful, findings, ...rest }, place) {
      const said = { ...rest, place: nameOf(place), findings: JSON.stringify(findings), helpful: helpful ? 1 : 0 };
      const query = db.insertInto("feedback").values({ answer, asker, ...said });
      await query.onConflict((conflict) => conflict.columns(["answer", "asker"]).doUpdateSet(said)).execute();
    },
    async saveReport({ findings, ...rest }, place) {
      const row = { id: randomUUID(), ...rest, place: nameOf(place), findings: JSON.stringify(findings) };
      await db.insertInto("reports").values(row).execute();
    },
    async listReports(count) {
      const rows = await db.selectFrom("reports").selectAll().orderBy("at", "desc").limit(count).execute();
      return rows.map(({ id: _id, place: _place, findings, ...row }) => ({
        ...row,
        findings: Ids.parse(JSON.parse(findings)),
      }));
    },
    async countFeedback() {
      const { reports } = await db
        .selectFrom("reports")
        .select((count) => count.fn.countAll<number>().as("reports"))
        .executeTakeFirstOrThrow();
      const topics = await db
        .selectFrom("feedback")
        .select((row) => ["topic", row.fn.sum<number>("helpful").as("helpful"), row.fn.countAll<number>().as("all")])
        .groupBy("topic")
        .orderBy("all", "desc")
        .execute();
      return {
        reports,
        topics: topics.map(({ topic, helpful, all }) => ({
          topic,
          helpful,
          unhelpful: all - helpful,
        })),
      };
    },
  };
}

function unansweredOf(database: Database): Pick<FeedbackRows, "countUnanswered" | "listUnanswered"> {
  const { db, quick } = database;
  const countOne = compileOnce(database.runQuickly, ({ pack, reason, topic, now }: Unanswered) => {
    const again = { count: sql<number>`unanswered.count + 1`, last_at: now };
    const query = quick.insertInto("unanswered").values({ pack, reason, topic, count: 1, last_at: now });
    return query.onConflict((conflict) => conflict.columns(["pack", "reason", "topic"]).doUpdateSet(again));
  });
  return {
    async countUnanswered({ pack, reason, topic, now }) {
      await countOne({ pack, reason, topic: topic ?? "", now });
    },
    async listUnanswered(count) {
      const rows = await db.selectFrom("unanswered").selectAll().orderBy("count", "desc").limit(count).execute();
      return rows.map(({ topic, last_at: _at, ...row }) => ({ ...row, topic: topic === "" ? null : topic }));
    },
  };
}

/** As `forget-removed.ts` finds it. */
function nameOf({ platform, tenant, channel }: SaidIn): string {
  return `${platform}:${tenant}:${channel}`;
}
