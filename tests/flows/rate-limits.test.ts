/** A Slack that says 429 at random: everything arrives, about as fast as it allows, and only who was told to wait waits. */
import { createRunFrames } from "#app/memory/conversations.ts";
import { expect, it } from "vitest";
import { createFakeSlack } from "#playground/slack/fake-slack.ts";
import { slackTeam, type SlackCall } from "#playground/slack/types.ts";
import { createTick } from "#schedule/tick.ts";
import { slackSenderTo } from "#tests/fixtures/senders.ts";
import { openDatabase } from "#store/database.ts";
import { migrate } from "#store/migrate.ts";
import { contentOf, SILENT } from "#tests/fixtures/bot.ts";
import { createStore, NO_METRICS, runningClock, saveSubscriptions } from "#tests/fixtures/schedule.ts";
import { channel, MONDAY, subscription } from "#tests/fixtures/subscriptions.ts";

const EACH = 40;
const IN_FLIGHT = 5;
const ANSWER_MS = 400;
const HOLD_MS = 1000;
/** At most this many posts of the workspace that is held back go through between two holds. */
const SPELL = 15;
const TENANTS = ["HELD", "FREE"];

it(
  "429s cost a workspace what they ask for and little more, and cost the others nothing",
  { timeout: 60_000 },
  async () => {
    const calm = await sendAll(() => Number.POSITIVE_INFINITY);
    const rough = await sendAll(() => Math.floor(Math.random() * SPELL));

    expect(rough.report).toMatchObject({ sent: 2 * EACH, failed: 0, unknown: 0 });
    expect(rough.arrived.length).toBe(2 * EACH);
    expect(new Set(rough.arrived).size).toBe(2 * EACH);
    // There is no way below the posts in rows of five and every hold.
    const ideal = (EACH / IN_FLIGHT) * ANSWER_MS + rough.holds * HOLD_MS;
    expect(rough.holds).toBeGreaterThanOrEqual(2);
    expect(rough.spent("HELD") / ideal).toBeLessThan(1.25);
    expect(rough.spent("FREE") / calm.spent("FREE")).toBeLessThan(1.25);
  },
);

/** Sends to both workspaces at once; `spell` says after how many posts the one is held back the next time. */
async function sendAll(spell: () => number) {
  const teams = TENANTS.map((id) => slackTeam({ id, token: `xoxb-${id}`, unknownChannels: "create" }));
  const slack = createFakeSlack({ signingSecret: "x", teams });
  await using server = await listening(slack);
  const limits = createLimits(spell);
  slack.setRule((call) => limits.rule(call));

  const clock = runningClock(MONDAY + 5000);
  const apiUrl = `${server.url}/api/`;
  const [held, free] = TENANTS.map((id) => slackSenderTo({ token: `xoxb-${id}`, apiUrl }, clock));
  const senderOf = (tenant: string) => (tenant === "HELD" ? held! : free!);
  const database = await openDatabase({ path: ":memory:" });
  await migrate(database);
  const store = createStore(database, clock);
  const all = Array.from({ length: EACH }, (_, index) =>
    TENANTS.map((tenant) => subscription(`${tenant}${index}`, { conversation: channel(`C${tenant}${index}`, tenant) })),
  );
  await saveSubscriptions(store, all.flat());
  const tick = createTick({
    ...{ content: contentOf(), store, clock, log: SILENT, metrics: NO_METRICS, frames: createRunFrames() },
    senders: {
      slack: {
        tenants: () => Promise.resolve(TENANTS),
        prepare: (message) => senderOf(message.to.tenant).prepare(message),
        send: (message) => senderOf(message.to.tenant).send(message),
        reach: (to) => senderOf(to.tenant).reach(to),
        find: (to, delivery) => senderOf(to.tenant).find(to, delivery),
      },
    },
    settings: { paces: { slack: { inFlight: IN_FLIGHT, channelMs: 1000, tenantMs: 0 } } },
  });
  const report = await tick.tick();
  await database.close();
  return {
    report,
    arrived: slack.state.messages.map((message) => message.channel),
    holds: limits.holds(),
    spent: limits.spent,
  };
}

async function listening(slack: ReturnType<typeof createFakeSlack>) {
  const server = await slack.listen();
  return { url: server.url, [Symbol.asyncDispose]: () => server.close() };
}

/** Answers like Slack: a 429 now and then, and until its Retry-After has passed another to everything of that workspace. */
function createLimits(spell: () => number) {
  const times = new Map<string, number[]>();
  let posts = spell();
  let holds = 0;
  let heldUntil = 0;
  return {
    holds: () => holds,
    /** From the first post of a workspace to its last. */
    spent: (team: string) => (times.get(team)?.at(-1) ?? 0) - (times.get(team)?.[0] ?? 0) + ANSWER_MS,
    rule({ method, team }: SlackCall) {
      if (method !== "chat.postMessage") return null;
      const now = Date.now();
      times.set(team ?? "", [...(times.get(team ?? "") ?? []), now]);
      const isHeld = team === "HELD" && now < heldUntil;
      if (isHeld) return { kind: "rate-limit", retryAfterSeconds: Math.ceil((heldUntil - now) / 1000) } as const;
      if (team !== "HELD" || posts-- > 0) return { kind: "delay", ms: ANSWER_MS } as const;
      holds++;
      posts = spell();
      heldUntil = now + HOLD_MS;
      return { kind: "rate-limit", retryAfterSeconds: HOLD_MS / 1000 } as const;
    },
  };
}
