/** What conversations are about: slugs and ids by place and time, never words. */
import { z } from "zod";
import type { Frame } from "#core/conversation/frame.ts";
import type { Frames } from "#core/conversation/memory.ts";
import { MEASURES } from "#core/profile/profile.ts";
import type { Database } from "./database.ts";
import { compileOnce } from "./compile-once.ts";

export interface FrameStore extends Frames {
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
}) satisfies z.ZodType<Frame>;

interface PlaceAt {
  readonly place: string;
  readonly at: number;
}

export function createFrameStore(database: Database): FrameStore {
  const { quick: db } = database;
  const newest = compileOnce(database, ({ place, at }: PlaceAt) => {
    const query = db.selectFrom("frames").selectAll().where("place", "=", place).where("at", "<", at);
    return query.orderBy("at", "desc").limit(1);
  });
  const write = compileOnce(database, ({ place, at, frame }: PlaceAt & { readonly frame: string }) => {
    const query = db.insertInto("frames").values({ place, at, frame });
    return query.onConflict((conflict) => conflict.columns(["place", "at"]).doUpdateSet({ frame }));
  });
  const forgetBefore = compileOnce(database, ({ place, at }: PlaceAt) =>
    db.deleteFrom("frames").where("place", "=", place).where("at", "<", at),
  );
  // A place that is new to this process has hardly anything to be removed; what there is goes with its next frame.
  const written = new Set<string>();
  return {
    async load(place, at) {
      const [row] = await newest({ place, at });
      if (row === undefined) return null;
      // One that an earlier version wrote in another shape counts as none.
      const read = Frame.safeParse(JSON.parse(row.frame));
      return read.success ? { frame: read.data, at: row.at } : null;
    },
    async save(place, frame, at) {
      await write({ place, at, frame: JSON.stringify(frame) });
      if (written.has(place)) await forgetBefore({ place, at: at - OVERTAKING_MS });
      if (written.size >= PLACES) written.clear();
      written.add(place);
    },
    async forgetOld(now) {
      await db
        .deleteFrom("frames")
        .where("at", "<", now - DAYS * DAY_MS)
        .execute();
    },
  };
}
