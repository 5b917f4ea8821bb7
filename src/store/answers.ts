/** What answering remembers: message keys and short lines; never the words of a question. */
import { z } from "zod";
import { ANSWERED_WITHIN_MS, type Message, type OpenMessages } from "#core/ports.ts";
import { CONVERSATION_KINDS, PLATFORMS } from "#core/request.ts";
import type { Database } from "./database.ts";
import { compileOnce } from "./compile-once.ts";
import { createFeedbackRows, type FeedbackRows } from "./feedback.ts";
import type { Tables } from "./tables.ts";

export interface AnswerStore extends OpenMessages, FeedbackRows {
  /**
   * Whether this is the first time that the message is taken; true for one caller only, on all replicas. One without a
   * conversation is forgotten after `ANSWERED_WITHIN_MS`, unless it is kept.
   */
  take(message: Message, now: number): Promise<boolean>;
  /** What was taken is done, and stays so for 7 days. */
  keep(key: string, now: number): Promise<void>;
  /** Forgets the message: the next one of its key is the first. */
  release(key: string): Promise<void>;
  /** A short line by its name, when it was remembered in the last 30 days. */
  recallLine(name: string, now: number): Promise<string | null>;
  rememberLine(name: string, line: string, now: number): Promise<void>;
  /** Forgets where an answer is owed after a day, message keys after 7 days and lines after 30. */
  forgetOld(now: number): Promise<void>;
}

/** Which message of the bot answers which message: ids alone, for 30 days. */
export interface GivenAnswerStore {
  /** Another answer to the same question takes the place of the one before. */
  note(question: string, answer: string, now: number): Promise<"noted" | "question-gone">;
  /** For one caller, on all replicas; null where none is kept: then it is kept that the question is gone. */
  take(question: string, now: number): Promise<string | null>;
  /** Forgets answers after 30 days. */
  forgetOld(now: number): Promise<void>;
}

const DAY_MS = 86_400_000;
/** In place of the answer to a question that was deleted before it had one. */
const GONE = "";
const LINE_DAYS = 30;
const KEY_DAYS = 7;
const Place = z.object({
  pack: z.string(),
  conversation: z.object({
    platform: z.enum(PLATFORMS),
    tenant: z.string(),
    channel: z.string(),
    thread: z.string().nullable(),
    kind: z.enum(CONVERSATION_KINDS),
  }),
  askedAt: z.number().optional(),
  isBegun: z.boolean().default(false),
});

export function createAnswerStore(database: Database): AnswerStore {
  return { ...messagesOf(database), ...memoryOf(database), ...createFeedbackRows(database) };
}

type MessageRows = OpenMessages & Pick<AnswerStore, "take" | "keep" | "release">;

function messagesOf(database: Database): MessageRows {
  const { quick: db } = database;
  const take = compileOnce(
    database.runQuickly,
    ({ key, at, place, forgotten }: Tables["seen_messages"] & { readonly forgotten: number }) => {
      const query = db.insertInto("seen_messages").values({ key, at, place });
      return query
        .onConflict((conflict) =>
          conflict.column("key").doUpdateSet({ at, place }).where("seen_messages.at", "<", forgotten),
        )
        .returning("key");
    },
  );
  const settle = compileOnce(database.runQuickly, ({ key }: { readonly key: string }) => {
    const query = db.updateTable("seen_messages").set({ place: null }).where("key", "=", key);
    return query.where("place", "is not", null).returning("key");
  });
  return {
    async take(message, now) {
      const forgotten = now - KEY_DAYS * DAY_MS;
      // Dated so that it is forgotten soon; whoever has done it keeps it.
      const at = message.conversation === null ? forgotten + ANSWERED_WITHIN_MS : now;
      return (await take({ key: message.key, at, place: placeOf(message), forgotten })).length === 1;
    },
    async keep(key, now) {
      await db.updateTable("seen_messages").set({ at: now }).where("key", "=", key).execute();
    },
    settle: async (key) => (await settle({ key })).length === 1,
    async release(key) {
      await db.deleteFrom("seen_messages").where("key", "=", key).execute();
    },
    ...openOnes(database),
  };
}

interface Between {
  readonly after: number;
  readonly before: number;
  readonly limit: number;
}

function openOnes(database: Database): Pick<OpenMessages, "listOpen" | "begin" | "withdraw"> {
  const { quick: db } = database;
  const list = compileOnce(database.runQuickly, ({ after, before, limit }: Between) => {
    const query = db.selectFrom("seen_messages").selectAll().where("place", "is not", null);
    return query.where("at", ">", after).where("at", "<", before).orderBy("at").limit(limit);
  });
  return {
    async listOpen({ after, before }, limit) {
      const rows = await list({ after, before, limit });
      return rows.map(({ key, at, place }) => {
        const { askedAt = at, ...kept } = Place.parse(JSON.parse(place ?? ""));
        return { key, at, askedAt, ...kept };
      });
    },
    async begin(open, now) {
      const begun = { at: now, place: JSON.stringify({ ...placeIn(open), askedAt: open.askedAt, isBegun: true }) };
      const query = db.updateTable("seen_messages").set(begun).where("key", "=", open.key).where("at", "=", open.at);
      return (await query.where("place", "is not", null).returning("key").execute()).length === 1;
    },
    async withdraw(open, begun) {
      const { askedAt, isBegun } = open;
      const before = {
        at: open.at,
        place: JSON.stringify({ ...placeIn(open), askedAt, ...(isBegun ? { isBegun } : {}) }),
      };
      const query = db.updateTable("seen_messages").set(before).where("key", "=", open.key).where("at", "=", begun);
      await query.where("place", "is not", null).execute();
    },
  };
}

function placeOf(message: Message): string | null {
  return message.conversation === null ? null : JSON.stringify(placeIn(message));
}

function placeIn({ pack, conversation }: Message): object {
  return { pack, conversation };
}

type MemoryRows = Pick<AnswerStore, "recallLine" | "rememberLine" | "forgetOld">;

function memoryOf(database: Database): MemoryRows {
  const { quick: db } = database;
  const remember = compileOnce(database.runQuickly, ({ thread, slug, at }: Tables["thread_topics"]) => {
    const query = db.insertInto("thread_topics").values({ thread, slug, at });
    return query.onConflict((conflict) => conflict.column("thread").doUpdateSet({ slug, at }));
  });
  return {
    async recallLine(name, now) {
      const query = db.selectFrom("thread_topics").select("slug").where("thread", "=", name);
      const row = await query.where("at", ">", now - LINE_DAYS * DAY_MS).executeTakeFirst();
      return row?.slug ?? null;
    },
    async rememberLine(name, line, now) {
      await remember({ thread: name, slug: line, at: now });
    },
    async forgetOld(now) {
      const owed = db.updateTable("seen_messages").set({ place: null }).where("place", "is not", null);
      await owed.where("at", "<", now - DAY_MS).execute();
      const keys = db.deleteFrom("seen_messages").where("at", "<", now - KEY_DAYS * DAY_MS);
      const lines = db.deleteFrom("thread_topics").where("at", "<", now - LINE_DAYS * DAY_MS);
      for (const old of [keys, lines]) await old.execute();
    },
  };
}

export function createGivenAnswerStore(database: Database): GivenAnswerStore {
  const { quick: db } = database;
  const note = compileOnce(database.runQuickly, ({ question, answer, at }: Tables["given_answers"]) => {
    const query = db.insertInto("given_answers").values({ question, answer, at });
    return query
      .onConflict((conflict) =>
        conflict.column("question").doUpdateSet({ answer, at }).where("given_answers.answer", "<>", GONE),
      )
      .returning("question");
  });
  const takeNoted = async (question: string): Promise<string | null> => {
    const query = db.deleteFrom("given_answers").where("question", "=", question).where("answer", "<>", GONE);
    return (await query.returning("answer").executeTakeFirst())?.answer ?? null;
  };
  return {
    async note(question, answer, now) {
      return (await note({ question, answer, at: now })).length > 0 ? "noted" : "question-gone";
    },
    async take(question, now) {
      const answer = await takeNoted(question);
      if (answer !== null) return answer;
      const mark = db.insertInto("given_answers").values({ question, answer: GONE, at: now });
      await mark.onConflict((conflict) => conflict.column("question").doNothing()).execute();
      // It may have been noted in between.
      return takeNoted(question);
    },
    async forgetOld(now) {
      await db
        .deleteFrom("given_answers")
        .where("at", "<", now - LINE_DAYS * DAY_MS)
        .execute();
    },
  };
}
