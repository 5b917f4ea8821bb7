/** The real Slack adapter over HTTP, between a person and a Slack on loopback. */
import type { AddressInfo } from "node:net";
import type { Exports } from "#core/document/exported.ts";
import type { Pictures } from "#core/document/pictures.ts";
import type { Bot } from "#core/ports.ts";
import { createFakeSlack, type FakeSlack } from "#playground/slack/fake-slack.ts";
import { slackTeam, type SlackTeam } from "#playground/slack/types.ts";
import { startHttp, type HttpServer } from "#server/http.ts";
import { type Slack, startSlack } from "#slack/start.ts";
import type { SlackMessage } from "#slack/drawing/render.ts";
import { createTestBot, createTestLog, type TestBot } from "./bot.ts";
import { slackText } from "./words.ts";

export const SECRET = "8f742231b10e8888abcd99yyyzzz85a5";
export const HTTP = { kind: "http", signingSecret: SECRET } as const;

export interface Workspace {
  readonly slack: Slack;
  /** The bot's own server. */
  readonly http: HttpServer;
  readonly fake: FakeSlack;
  readonly bot: TestBot;
  readonly log: ReturnType<typeof createTestLog>;
  /** Of the bot's `/slack/events`. */
  readonly url: string;
  /** The words of the newest message in a channel. */
  readonly newest: (channel: string) => string;
  readonly close: () => Promise<void>;
}

/** `parts` of the bot may behave otherwise. */
export async function openWorkspace(
  parts: Partial<Bot> = {},
  pictures?: Pictures,
  exports?: Exports,
): Promise<Workspace> {
  const fake = createFakeSlack({ signingSecret: SECRET, teams: [withColleague()] });
  const remote = await fake.listen();
  const bot = { ...createTestBot(), ...parts };
  const log = createTestLog();
  const slack = await startSlack({
    bot,
    log,
    clock: { now: Date.now },
    config: { token: fake.token, apiUrl: fake.apiUrl(), via: HTTP },
    ...(pictures === undefined ? {} : { pictures }),
    ...(exports === undefined ? {} : { exports }),
  });
  await slack.opened;
  const routes = { "POST /slack/events": slack.handle };
  const http = await startHttp({ port: 0, host: "127.0.0.1", routing: { routes, fallback: null }, log });
  const url = `http://127.0.0.1:${http.port}/slack/events`;
  fake.pointAt(url);
  return {
    slack,
    http,
    fake,
    bot,
    log,
    url,
    newest: (channel) => wordsOf(fake, channel),
    async close() {
      await Promise.all([http.stop(100), slack.stop()]);
      await remote.close();
    },
  };
}

/** A second person reads along. */
function withColleague(): SlackTeam {
  const team = slackTeam();
  const colleague = { id: "U0COLLEAGUE", name: "omar", realName: "Omar Beshir", zone: "Africa/Cairo" };
  return { ...team, people: [...team.people, colleague] };
}

function wordsOf(fake: FakeSlack, channel: string): string {
  const message = fake.state.messages.findLast((message) => message.channel === channel);
  return message === undefined ? "" : slackText({ blocks: knownBlocks(message.blocks) }).trim();
}

function knownBlocks(blocks: readonly unknown[]): SlackMessage["blocks"] {
  const copy: SlackMessage["blocks"] = JSON.parse(JSON.stringify(blocks));
  return copy;
}

export function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === "string") throw new Error("The server has no port");
  return address.port;
}
