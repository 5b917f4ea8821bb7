/** Two workspaces, each with a bot of its own, on one store: neither sends, parks or forgets what is the other's. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { assemble, type Assembly } from "#app/assemble.ts";
import { createStore, type Store } from "#app/memory/store.ts";
import { createFakeSlack, type FakeSlack } from "#playground/slack/fake-slack.ts";
import { slackChannel, slackTeam } from "#playground/slack/types.ts";
import { startHttp, type HttpServer } from "#server/http.ts";
import { createMetrics } from "#server/metrics.ts";
import { startSlack, type Slack } from "#slack/start.ts";
import { openDatabase, type Database } from "#store/database.ts";
import { createVault } from "#store/vault.ts";
import { contentOf, SILENT } from "#tests/fixtures/bot.ts";
import { made } from "#tests/fixtures/made.ts";
import { runningClock } from "#tests/fixtures/schedule.ts";
import { DAY, HOUR, MONDAY } from "#tests/fixtures/subscriptions.ts";
import { HTTP, SECRET } from "#tests/slack/workspace.ts";

const TEAMS = ["T1", "T2"] as const;
type Team = (typeof TEAMS)[number];
/** From where the clock begins to a minute past nine. */
const TO_MONDAY = DAY + 6 * HOUR + 60_000;

interface BotProcess {
  readonly slack: Slack;
  readonly http: HttpServer;
  readonly digests: Assembly["digests"];
}

let database: Database;
let store: Store;
let fake: FakeSlack;
let remote: { close(): Promise<void> };
let clock: ReturnType<typeof runningClock>;
let bots: Readonly<Record<Team, BotProcess>>;

beforeEach(async () => {
  clock = runningClock(MONDAY - DAY);
  database = await openDatabase({ path: ":memory:" });
  const metrics = createMetrics();
  store = createStore(database, {
    ...{ clock, log: SILENT, metrics, vault: createVault(null, "local"), tries: "once", key: "trusted" },
  });
  await store.migrate();
  // T1 shares its channel with T2.
  const channels = { T1: ["CT1"], T2: ["CT2", "CT1"] };
  const teams = TEAMS.map((id) =>
    slackTeam({ id, token: `xoxb-${id}`, channels: channels[id].map((each) => slackChannel({ id: each })) }),
  );
  fake = createFakeSlack({ signingSecret: SECRET, teams });
  remote = await fake.listen();
  bots = { T1: await start("T1"), T2: await start("T2") };
});
afterEach(async () => {
  for (const { slack, http, digests } of Object.values(bots))
    await Promise.all([digests.schedule.stop(1000), slack.stop(), http.stop(100)]);
  await remote.close();
  await store.close();
});

/** `isPatient` waits until Slack was asked whose token it is. */
async function start(team: Team, { isPatient = true } = {}): Promise<BotProcess> {
  const parts = { content: contentOf(), store: made(store), clock, log: SILENT, metrics: createMetrics(), zone: "UTC" };
  const { bot, digests } = assemble(parts);
  const config = { token: `xoxb-${team}`, apiUrl: fake.apiUrl(), via: HTTP };
  const slack = await startSlack({ bot, log: SILENT, clock: { now: Date.now }, config });
  if (isPatient) await slack.opened;
  await digests.join("slack", slack.sender);
  await digests.schedule.start();
  const routes = { "POST /slack/events": slack.handle };
  const http = await startHttp({ port: 0, host: "127.0.0.1", routing: { routes, fallback: null }, log: SILENT });
  return { slack, http, digests };
}

/** Whoever speaks in a workspace is heard by that one's bot. */
function ask(team: Team, text: string) {
  fake.pointAt(`http://127.0.0.1:${bots[team].http.port}/slack/events`);
  return fake.sendSlash({ team, channel: `C${team}`, command: "/kyrgyzstan", text });
}

const posts = () =>
  fake.calls
    .filter(({ method, args }) => method === "chat.postMessage" && "metadata" in args)
    .map(({ team, args }) => `${team} ${String(args["channel"])}`);
const standings = async () =>
  Object.fromEntries(
    (await database.db.selectFrom("subscriptions").select(["tenant", "standing"]).execute()).map(
      ({ tenant, standing }) => [tenant, standing],
    ),
  );

/** On a busy machine an order is acknowledged before it is kept. */
async function subscribeBoth(): Promise<void> {
  for (const team of TEAMS) await ask(team, "subscribe daily 09:00 UTC");
  await expect.poll(standings).toEqual({ T1: "active", T2: "active" });
}

it("each sends its own digests by its own token, whoever looks first", async () => {
  await subscribeBoth();
  const before = posts().length;
  clock.move(TO_MONDAY);
  await bots.T2.digests.schedule.tick();
  expect(posts().slice(before)).toEqual(["T2 CT2"]);
  await bots.T1.digests.schedule.tick();
  expect(posts().slice(before)).toEqual(["T2 CT2", "T1 CT1"]);
  expect(await standings()).toEqual({ T1: "active", T2: "active" });
});

it("one that takes the app out takes its own with it, and the other goes on", async () => {
  await subscribeBoth();
  fake.pointAt(`http://127.0.0.1:${bots.T1.http.port}/slack/events`);
  await fake.sendEvent({ type: "app_uninstalled" }, { team: "T1" });
  expect(await standings()).toEqual({ T2: "active" });
  const before = posts().length;
  clock.move(TO_MONDAY);
  for (const { digests } of Object.values(bots)) await digests.schedule.tick();
  expect(posts().slice(before)).toEqual(["T2 CT2"]);
  expect([bots.T1.slack.ready(), bots.T2.slack.ready()]).toEqual([
    expect.stringContaining("Install the app again"),
    true,
  ]);
});

describe("Before Slack has told whose token it is", () => {
  let early: BotProcess;
  afterEach(async () => {
    await Promise.all([early.digests.schedule.stop(1000), early.slack.stop(), early.http.stop(100)]);
  });

  /** By somebody of T2 in the channel of T1: their payloads name their own. */
  async function askEarly(text: string): Promise<string> {
    fake.pointAt(`http://127.0.0.1:${early.http.port}/slack/events`);
    return (await fake.sendSlash({ team: "T2", channel: "CT1", command: "/kyrgyzstan", text })).text;
  }
  const kept = async () =>
    (await database.db.selectFrom("subscriptions").select("tenant").execute()).map(({ tenant }) => tenant);

  it("an order waits for that, and is kept by the workspace of the token", async () => {
    fake.failNext("auth.test", { kind: "delay", ms: 300 });
    early = await start("T1", { isPatient: false });
    await askEarly("subscribe daily 09:00 UTC");
    await expect.poll(kept).toEqual(["T1"]);
  });

  it("an order is refused in words where Slack is away; questions are answered", async () => {
    fake.failNext("auth.test", { kind: "drop", work: "undone" });
    early = await start("T1");
    for (const order of ["subscribe daily 09:00 UTC", "subscribe", "status", "unsubscribe", "here kyrgyzstan"])
      expect(await askEarly(order)).toMatch(/cannot tell yet which workspace .* mention the bot with the same words/u);
    expect(await askEarly("drugs")).toContain("drug");
    expect(await kept()).toEqual([]);
  });
});
