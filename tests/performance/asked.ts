/** What people send, as the platforms send it: many different words in turn, each request of another person and signed anew. */
import { createHmac } from "node:crypto";
import { findPack } from "#core/briefings/context.ts";
import type { Library } from "#core/profile/profile.ts";
import { loadTestLibrary, SHIPPED } from "#tests/fixtures/library.ts";
import { CREDENTIALS } from "#tests/fixtures/process.ts";
import { readSet } from "#tests/evaluation/sets.ts";
import { createAnswers } from "#search/answers.ts";
import type { Request } from "./load.ts";
import { SERVICE_URL, type Platforms } from "./platforms.ts";
import { SECRET } from "./server.ts";

const SETS = ["development", "other-hand", "strangers", "registers", "listed"];
let turns = 0;

/** Each topic of the profile by its slug. */
export const TOPICS: readonly string[] = topicsOf(loadTestLibrary());

/** Each once, the sets mixed in an order that is always the same. */
export const QUESTIONS: readonly string[] = readDifferent();

/** Of the shipped pack, as a search library takes them. */
export function findingsAsJson(): string {
  const { findings } = findPack(loadTestLibrary(), SHIPPED);
  return JSON.stringify(findings.map(({ id, text, terms }) => ({ id, text, terms: terms.join(" ") })));
}

/** As many as no burst asks twice. */
const WORDED = 5000;

/** Questions that are answered in words: figures are posted with a picture, which is measured by itself. */
export function wordedQuestions(): readonly string[] {
  const answers = createAnswers({ library: loadTestLibrary(), clock: { now: () => Date.now() } });
  return QUESTIONS.slice(0, WORDED).filter((asked) => answers.askSync(SHIPPED, asked, null).kind !== "figures");
}

function topicsOf({ taxonomy }: Library): readonly string[] {
  return [...taxonomy.sections, ...taxonomy.indicators].map(({ slug }) => slug);
}

function readDifferent(): readonly string[] {
  const all = SETS.map(readSet).flatMap((set) => (set.kind === "questions" ? set.questions.map(({ ask }) => ask) : []));
  return [...new Set(all)].toSorted((one, other) => mixed(one) - mixed(other));
}

function mixed(text: string): number {
  let hash = 7;
  for (const letter of text) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 1_000_003;
  return hash;
}

/** Each in turn, beginning again after the last. */
export function inTurn(words: readonly string[]): () => string {
  let at = 0;
  return () => words[at++ % words.length] ?? "";
}

/** `/kyrgyzstan WORDS`. */
export function command(words: string): Request {
  const turn = ++turns;
  const form = new URLSearchParams({
    ...{ token: "gIkuvaNzQIHg97ATvDxqgjtO", team_id: "T0001", team_domain: "example" },
    ...{ channel_id: "C2147483705", channel_name: "general", user_id: `U${turn}`, user_name: "ines" },
    ...{ command: `/${SHIPPED}`, text: words, api_app_id: "A123456", is_enterprise_install: "false" },
    response_url: "https://hooks.slack.com/commands/T0001/1234567890/abcdefghijklmnopqrstuvwx",
    trigger_id: `13345224609.738474920.${turn}`,
  });
  return { bytes: signed(form.toString(), "application/x-www-form-urlencoded") };
}

/** A mention in a channel of its own, done when the answer stands below it. */
export function mention(words: string, platforms: Pick<Platforms, "answered">): Request {
  const turn = ++turns;
  const ts = `${Math.floor(Date.now() / 1000)}.${String(turn).padStart(6, "0")}`;
  const event = {
    type: "app_mention",
    user: `U${turn}`,
    text: `<@UBOT> ${words}`,
    channel: `C${turn % 500}`,
    ts,
    event_ts: ts,
  };
  const body = JSON.stringify({
    ...{ token: "t", team_id: "T0001", api_app_id: "A123456", type: "event_callback", event_id: `Ev${turn}` },
    ...{ event, event_time: Math.floor(Date.now() / 1000) },
    authorizations: [
      { enterprise_id: null, team_id: "T0001", user_id: "UBOT", is_bot: true, is_enterprise_install: false },
    ],
  });
  return { bytes: signed(body, "application/json"), done: platforms.answered(ts, event.user) };
}

function signed(body: string, type: string): Buffer {
  const seconds = Math.floor(Date.now() / 1000);
  const signature = createHmac("sha256", SECRET).update(`v0:${seconds}:${body}`).digest("hex");
  return request("/slack/events", body, [
    `content-type: ${type}`,
    `x-slack-request-timestamp: ${seconds}`,
    `x-slack-signature: v0=${signature}`,
  ]);
}

/** Words in a personal chat, with one of the tokens that the Bot Connector uses for an hour; done when the reply is posted. */
export function teamsMessage(words: string, platforms: Pick<Platforms, "answered">, bearer: string): Request {
  const turn = ++turns;
  const id = `17319400${String(turn).padStart(8, "0")}`;
  const tenant = { id: CREDENTIALS.teams.MICROSOFT_APP_TENANT_ID };
  const body = JSON.stringify({
    ...{ type: "message", id, channelId: "msteams", serviceUrl: SERVICE_URL, text: words, textFormat: "plain" },
    ...{ timestamp: new Date().toISOString(), localTimezone: "Europe/Paris", locale: "en-GB" },
    from: { id: `29:asker${turn}`, name: "Ines Castell", aadObjectId: "0a0b0c0d-0000-4000-8000-000000000001" },
    recipient: { id: `28:${CREDENTIALS.teams.MICROSOFT_APP_ID}`, name: "Briefing" },
    conversation: { id: `a:personal${turn % 500}`, conversationType: "personal", tenantId: tenant.id },
    channelData: { tenant },
    entities: [{ type: "clientInfo", locale: "en-GB", country: "FR", platform: "Web", timezone: "Europe/Paris" }],
  });
  const bytes = request("/api/messages", body, ["content-type: application/json", `authorization: ${bearer}`]);
  return { bytes, done: platforms.answered(id) };
}

function request(path: string, body: string, headers: readonly string[]): Buffer {
  const lines = [`POST ${path} HTTP/1.1`, "host: 127.0.0.1", ...headers, `content-length: ${Buffer.byteLength(body)}`];
  return Buffer.from(`${lines.join("\r\n")}\r\n\r\n${body}`);
}
