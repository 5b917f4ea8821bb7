/** A process that is killed again and again while it sends: nothing is lost, nothing comes twice. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { LedgerEntry } from "#core/digests/ports.ts";
import type { Subscription } from "#core/digests/subscription.ts";
import { createFakeConnector } from "#playground/teams/fake-connector.ts";
import { teamsTenant } from "#playground/teams/types.ts";
import { createFakeSlack } from "#playground/slack/fake-slack.ts";
import { slackTeam } from "#playground/slack/types.ts";
import { openDatabase } from "#store/database.ts";
import { migrate } from "#store/migrate.ts";
import { createStore, saveSubscriptions } from "#tests/fixtures/schedule.ts";
import { buildSending, spawnSending, type Sending, type SendingOptions } from "#tests/fixtures/sending.ts";
import { channel, MONDAY, subscription } from "#tests/fixtures/subscriptions.ts";

const KILLS = 30;
const EACH = 150;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "briefing-kill-"));
});
afterAll(() => rm(folder, { recursive: true }));

it(
  "300 digests survive 30 kills: each once in Slack; in Teams once, or listed as unknown",
  { timeout: 240_000 },
  async () => {
    const random = seeded(20261123);
    const slack = createFakeSlack({ signingSecret: "x", teams: [slackTeam({ unknownChannels: "create" })] });
    const teams = createFakeConnector({ tenant: teamsTenant({ unknownConversations: "create" }) });
    await using slackServer = disposable(await slack.listen());
    await using teamsServer = disposable(await teams.listen());
    // Slow enough that kills find messages under way, some of which arrive when their sender is dead already.
    const slowly = () => ({ kind: "delay", ms: 20 + Math.floor(random() * 140) }) as const;
    let posted = Promise.withResolvers<void>();
    const post = () => {
      posted.resolve();
      return slowly();
    };
    slack.setRule(({ method }) => (method === "chat.postMessage" ? post() : null));
    teams.setRule(post);

    const path = join(folder, "kill.db");
    const all = [...subscriptions("slack"), ...subscriptions("teams")];
    const entries = await inStore(path, async (store) => {
      await saveSubscriptions(store, all);
      return null;
    });
    expect(entries).toBeNull();
    await using built = await buildSending();
    const start = () => spawnSending(options, built.entry);
    const options: SendingOptions = {
      database: { path },
      clockOffset: MONDAY + 5000 - Date.now(),
      leaseMs: 1500,
      paces: { slack: { inFlight: 2, channelMs: 0, tenantMs: 0 }, teams: { inFlight: 2, channelMs: 0, tenantMs: 0 } },
      slack: { token: slack.token, apiUrl: `${slackServer.url}/api/` },
      teams: { serviceUrl: teamsServer.url },
    };
    const warm: Sending[] = [start(), start()];
    const sentAtKill: number[] = [];
    for (let kills = 0; kills < KILLS; kills++) {
      const current = warm.shift()!;
      warm.push(start());
      posted = Promise.withResolvers();
      await current.go();
      // Mostly in the midst of sending, now and then before anything was sent.
      if (kills % 5 !== 4) await posted.promise;
      await pause(random() * 300);
      await current.kill();
      sentAtKill.push(slack.state.messages.length + teamMessages(teams).length);
    }
    // The kills hit while it was sending, not before or after.
    expect(new Set(sentAtKill).size).toBeGreaterThan(KILLS / 2);
    const last = warm.shift()!;
    await last.go();
    await last.done;
    await Promise.all([last.kill(), ...warm.map((idle) => idle.kill())]);

    const arrivedInSlack = slack.state.messages.map(({ channel: name }) => name);
    expect(arrivedInSlack.length).toBe(EACH);
    expect(new Set(arrivedInSlack).size).toBe(EACH);
    const listed = await inStore(path, (store) => Promise.all(all.map((each) => store.ledger.recent(each.id, 9))));
    const arrivedInTeams = Map.groupBy(teamMessages(teams), ({ conversation }) => conversation);
    for (const [index, { id, conversation }] of all.entries()) {
      const [entry, ...others] = listed[index] ?? [];
      expect([id, others]).toEqual([id, []]);
      if (conversation.platform === "slack") expect([id, entry?.state]).toEqual([id, "sent"]);
      else
        expect([id, isSettledOnce(entry, arrivedInTeams.get(conversation.channel)?.length ?? 0)]).toEqual([id, true]);
    }
  },
);

/** Sent and there once; or unknown, and there at most once. */
function isSettledOnce(entry: LedgerEntry | undefined, arrived: number): boolean {
  return entry?.state === "sent" ? arrived === 1 : entry?.state === "unknown" && arrived <= 1;
}

function subscriptions(platform: "slack" | "teams"): readonly Subscription[] {
  return Array.from({ length: EACH }, (_, index) =>
    subscription(`${platform}${index}`, {
      conversation: channel(`${platform === "slack" ? "C" : "19:"}${index}`, platform, platform),
    }),
  );
}

async function inStore<T>(path: string, work: (store: ReturnType<typeof createStore>) => Promise<T>): Promise<T> {
  const database = await openDatabase({ path });
  await migrate(database);
  const result = await work(createStore(database, { now: Date.now }));
  await database.close();
  return result;
}

function teamMessages(teams: ReturnType<typeof createFakeConnector>) {
  return teams.state.messages.filter(({ activity }) => Object.keys(activity).length > 0);
}

function disposable<T extends { close(): Promise<void> }>(opened: T): T & AsyncDisposable {
  return { ...opened, [Symbol.asyncDispose]: () => opened.close() };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

/** The same moments at each run, as far as the machine allows (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
