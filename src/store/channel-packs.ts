/** Which country's pack a channel has chosen for itself, and who chose when. */
import { z } from "zod";
import type { ChannelPacks, LoggedChoice } from "#core/subscriptions/channel-pack.ts";
import { type Conversation, PLATFORMS } from "#core/request.ts";
import { type Database, inTransaction } from "./database.ts";
import type { Tables } from "./tables.ts";

export interface ChannelPackStore extends ChannelPacks {
  /** What was chosen since then, in milliseconds since 1970 UTC, newest first. */
  log(since: number, limit: number): Promise<readonly LoggedChoice[]>;
}

export function createChannelPacks(database: Database): ChannelPackStore {
  const { db } = database;
  return {
    async packOf(conversation) {
      const query = db.selectFrom("channel_packs").select("pack").where("place", "=", placeOf(conversation));
      return (await query.executeTakeFirst())?.pack ?? null;
    },
    async choose(conversation, pack, { by, at }) {
      const place = placeOf(conversation);
      return inTransaction(database, async (tx) => {
        const former = tx.selectFrom("channel_packs").select("pack").where("place", "=", place);
        const before = (await former.executeTakeFirst())?.pack ?? null;
        if (before === pack) return before;
        if (pack === null) await tx.deleteFrom("channel_packs").where("place", "=", place).execute();
        else
          await tx
            .insertInto("channel_packs")
            .values({ place, pack })
            .onConflict((conflict) => conflict.column("place").doUpdateSet({ pack }))
            .execute();
        const choice = { place: placeKey(conversation), at, by_id: by.id, by_name: by.name, before, after: pack };
        await tx.insertInto("channel_pack_notes").values(choice).execute();
        return before;
      });
    },
    async log(since, limit) {
      const query = db.selectFrom("channel_pack_notes").selectAll().where("at", ">=", since);
      return (await query.orderBy("at", "desc").limit(limit).execute()).map(toLoggedChoice);
    },
  };
}

/** Its threads share it. */
function placeOf({ platform, tenant, channel }: Conversation): string {
  return [platform, tenant, channel].join(" ");
}

/** A place that can be read again. */
function placeKey({ platform, tenant, channel }: Conversation): string {
  return JSON.stringify([platform, tenant, channel]);
}

const StoredPlace = z.tuple([z.enum(PLATFORMS), z.string(), z.string()]);

function toLoggedChoice({ place, at, ...row }: Tables["channel_pack_notes"]): LoggedChoice {
  const [platform, tenant, channel] = StoredPlace.parse(JSON.parse(place));
  return {
    place: { platform, tenant, channel },
    by: { id: row.by_id, name: row.by_name },
    at,
    before: row.before,
    after: row.after,
  };
}
