/** Subscriptions that stand before a world begins. */
import type { Subscription } from "#core/digests/subscription.ts";
import type { Schedule } from "#core/digests/schedule.ts";
import type { Database } from "#store/database.ts";
import { createReferences } from "#store/references.ts";
import { toRow } from "#store/digests/subscription-rows.ts";
import { createVault } from "#store/vault.ts";
import { channel, subscription } from "#tests/fixtures/subscriptions.ts";
import { HOSTS } from "./replica.ts";
import type { World } from "./world.ts";

const BISHKEK = "Asia/Bishkek";
const WAY = {
  serviceUrl: `http://${HOSTS.teams}`,
  bot: { id: "28:briefing", name: "Briefing" },
  conversationType: "channel",
};

/** At most so many on each platform, due within minutes of `at` (a Monday, 09:00 in Bishkek), most of them at once. */
export function orderForOneMorning(
  { random }: World,
  { at, most, withinMinutes }: { readonly at: number; readonly most: number; readonly withinMinutes: number },
): readonly Subscription[] {
  const counts = { slack: random.whole(0, most), teams: random.whole(0, most) };
  return (["slack", "teams"] as const).flatMap((platform) =>
    Array.from({ length: counts[platform] }, (_, index) => {
      const minute = random.chance(0.7) ? 0 : random.whole(1, withinMinutes);
      const schedule = { rhythm: { kind: "weekly", weekday: 1 }, time: `09:0${minute}`, zone: BISHKEK } as const;
      const next = { day: "2026-11-23", dueAt: at + minute * 60_000 } as const;
      return order(`${platform}${index}`, platform, { schedule, next });
    }),
  );
}

/** A few weekly ones, in zones that change their clocks and one that does not; first due in the week after `at`. */
export function orderForOneYear({ random }: World, first: (schedule: Schedule) => Next): readonly Subscription[] {
  return (["slack", "teams", "slack"] as const).map((platform, index) => {
    const zone = random.pick([BISHKEK, "Europe/Paris", "America/New_York", "Australia/Lord_Howe"]);
    const time = random.pick(["02:30", "09:00", "23:55"] as const);
    const weekday = random.pick([1, 5, 7] as const);
    const schedule = { rhythm: { kind: "weekly", weekday }, time, zone } as const;
    return order(`${platform}${index}`, platform, { schedule, next: first(schedule) });
  });
}

type Next = Extract<Subscription["standing"], { kind: "active" }>["next"];

function order(
  id: string,
  platform: "slack" | "teams",
  { schedule, next }: { readonly schedule: Schedule; readonly next: Next },
): Subscription {
  const conversation =
    platform === "slack" ? channel(`C${id}`, "T0PLAYGROUND") : channel(`19:${id}`, "tenant", "teams");
  return subscription(id, { conversation, schedule, standing: { kind: "active", next } });
}

/** Writes them as if they had been ordered, with the way to each conversation in Teams. */
export async function placeOrders(world: World, database: Database, orders: readonly Subscription[]): Promise<void> {
  const references = createReferences({ database, vault: createVault(null, "local"), now: () => world.now() });
  if (orders.length === 0) return;
  const rows = orders.map((each) => ({ ...toRow(each), slot: 0 }));
  await database.db.insertInto("subscriptions").values(rows).execute();
  for (const { conversation } of orders)
    if (conversation.platform === "teams") await references.save(conversation, WAY);
}
