/** What conversations are about: slugs and ids by place and time, never words. */
import { sql, type Compilable, type RawBuilder } from "kysely";
import { z } from "zod";
import type { Frame } from "#core/conversation/frame.ts";
import { FRAMES_AT_ONCE, type Frames } from "#core/conversation/memory.ts";
import { SCALE_ENDS } from "#core/profile/figure-question.ts";
import { MEASURES, PILLAR_SLUGS } from "#core/profile/profile.ts";
import type { Database } from "./database.ts";
import { compileOnce } from "./compile-once.ts";

/** What a conversation was about at a time, in milliseconds since 1970 UTC. */
export interface PlacedFrame extends PlaceAt {
  readonly frame: Frame;
}

export interface FrameStore extends Frames {
  /** Many at once, whatever their order. */
  saveAll(placed: readonly PlacedFrame[]): Promise<void>;
  /** Forgets frames after 30 days. */
  forgetOld(now: number): Promise<void>;
}

const DAY_MS = 86_400_000;
const DAYS = 30;
/** Messages that overtake each other do so within seconds: older frames of a place are read by nobody. */
const OVERTAKING_MS = 60_000;
/** As many places as are spoken in at a time. */
const PLACES = 10_000;
const Slugs = z.array(z.string());
const Frame = z.object({
  pack: z.string(),
  topics: Slugs,
  aspect: z.string().nullable(),
  measure: z.enum(MEASURES).nullable(),
  editions: z.array(z.number()),
  countries: Slugs,
  shows: z.enum(["figures", "order", "findings"]),
  shown: Slugs,
  extreme: z
    .object({
      end: z.enum(SCALE_ENDS),
      pillar: z.enum(PILLAR_SLUGS).nullable(),
      section: z.string().nullable(),
      topic: z.string(),
    })
    .optional(),
  told: z.string().optional(),
  joins: z.literal(true).optional(),
}) satisfies z.ZodType<Unchecked>;

/** As zod reads it: a field may be there without anything in it. */
type Unchecked = { readonly [Field in keyof Frame]: Frame[Field] | undefined };

interface PlaceAt {
  readonly place: string;
  readonly at: number;
}

export function createFrameStore(database: Database): FrameStore {
  const { quick: db } = database;
  const newest = compileOnce(database.runQuickly, ({ place, at }: PlaceAt) => {
    const query = db.selectFrom("frames").selectAll().where("place", "=", place).where("at", "<", at);
    return query.orderBy("at", "desc").limit(1);
  });
  const write = writeRows(database);
  const forgetBefore = compileOnce(database.runQuickly, ({ place, at }: PlaceAt) =>
    db.deleteFrom("frames").where("place", "=", place).where("at", "<", at),
  );
  // A place that is new to this process has hardly anything to be removed; what there is goes with its next frame.
  const written = new Set<string>();
  const isFirst = (place: string): boolean => {
    if (written.has(place)) return false;
    if (written.size >= PLACES) written.clear();
    written.add(place);
    return true;
  };
  const saveAll = async (placed: readonly PlacedFrame[]): Promise<void> => {
    await write(placed);
    // What a frame joins is to be read with it.
    const followed = placed.filter(({ place, frame }) => !isFirst(place) && frame.joins !== true);
    await Promise.all(followed.map(({ place, at }) => forgetBefore({ place, at: at - OVERTAKING_MS })));
  };
  return {
    saveAll,
    save: (place, frame, at) => saveAll([{ place, frame, at }]),
    async load(place, at) {
      const [row] = await newest({ place, at });
      if (row === undefined) return null;
      // One that an earlier version wrote in another shape counts as none.
      const read = Frame.safeParse(JSON.parse(row.frame));
      if (!read.success) return null;
      return { frame: withoutNothing(read.data), at: row.at };
    },
    async forgetOld(now) {
      await db
        .deleteFrom("frames")
        .where("at", "<", now - DAYS * DAY_MS)
        .execute();
    },
  };
}

/** Without the fields that may be missing and are. */
function withoutNothing({ extreme, told, joins, ...frame }: z.infer<typeof Frame>): Frame {
  return {
    ...frame,
    ...(extreme === undefined ? {} : { extreme }),
    ...(told === undefined ? {} : { told }),
    ...(joins === undefined ? {} : { joins }),
  };
}

type Row = readonly [place: string, at: number, frame: string];

function writeRows(database: Database): (placed: readonly PlacedFrame[]) => Promise<void> {
  const { quick: db, kind } = database;
  // Takes half as long as a list that is read as JSON.
  const writeWhole = compileOnce(database.runQuickly, (values: readonly unknown[]) => {
    const rows = Array.from(
      { length: FRAMES_AT_ONCE },
      (_, row) => sql`(${sql.join([0, 1, 2].map((column) => values[row * 3 + column]))})`,
    );
    return ending(db, sql`values ${sql.join(rows)}`);
  });
  const writeList = compileOnce(database.runQuickly, ({ rows }: { readonly rows: string }) =>
    ending(
      db,
      kind === "sqlite"
        ? sql`select value ->> 0, value ->> 1, value ->> 2 from json_each(${rows}) where true`
        : sql`select each ->> 0, (each ->> 1)::bigint, each ->> 2 from json_array_elements(${rows}::json) as each`,
    ),
  );
  return async (placed) => {
    // PostgreSQL changes no row twice in one statement.
    const byKey = new Map(
      placed.map(({ place, at, frame }): [string, Row] => [`${at} ${place}`, [place, at, JSON.stringify(frame)]]),
    );
    const rows = [...byKey.values()];
    if (rows.length === FRAMES_AT_ONCE) await writeWhole(rows.flat());
    else await writeList({ rows: JSON.stringify(rows) });
  };
}

function ending(db: Database["quick"], rows: RawBuilder<unknown>): Compilable {
  const query = sql`insert into frames (place, at, frame) ${rows} on conflict (place, at) do update set frame = excluded.frame`;
  return { compile: () => query.compile(db) };
}
