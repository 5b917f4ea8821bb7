/** Which country's pack a channel has chosen for itself. */
import type { ChannelPacks } from "#core/subscriptions/channel-pack.ts";
import type { Conversation } from "#core/request.ts";
import type { Database } from "./database.ts";

export function createChannelPacks({ db }: Database): ChannelPacks {
  return {
    async packOf(conversation) {
      const query = db.selectFrom("channel_packs").select("pack").where("place", "=", placeOf(conversation));
      return (await query.executeTakeFirst())?.pack ?? null;
    },
    async choose(conversation, pack) {
      const place = placeOf(conversation);
      if (pack === null) await db.deleteFrom("channel_packs").where("place", "=", place).execute();
      else
        await db
          .insertInto("channel_packs")
          .values({ place, pack })
          .onConflict((conflict) => conflict.column("place").doUpdateSet({ pack }))
          .execute();
    },
  };
}

/** Its threads share it. */
function placeOf({ platform, tenant, channel }: Conversation): string {
  return [platform, tenant, channel].join(" ");
}
