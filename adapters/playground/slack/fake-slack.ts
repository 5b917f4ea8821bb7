/** A small Slack on loopback: the Web API methods the bot calls, response addresses, and a person to type and press. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import type { Clock } from "#core/ports.ts";
import { type Json, jsonList, jsonOf, textOf } from "#playground/payload/json.ts";
import { KEEP_ALL, type Keep, pushBounded } from "#playground/platform/bounded.ts";
import { type TestControls, listenOnLoopback } from "#playground/platform/for-tests.ts";
import { answerJson, bodyText } from "#playground/platform/http.ts";
import { type StagedFailures, answerUnder, createStagedFailures } from "#playground/platform/staged-failures.ts";
import { type SlackClient, createSlackClient } from "./client.ts";
import { messageFault } from "./limits.ts";
import { createUploads, type SlackFiles } from "./files.ts";
import { SLACK_METHODS, readArguments, slackRefusal } from "./methods.ts";
import { type SlackState, createSlackState } from "./state.ts";
import { type ResponseTicket, type Tickets, createTickets } from "./tickets.ts";
import { type SlackCall, type SlackTeam, slackTeam } from "./types.ts";

export interface FakeSlackOptions {
  readonly signingSecret: string;
  /** The bot's `/slack/events`; may be told later with `pointAt`. */
  readonly botUrl?: string;
  /** Where the fake is mounted; `listen` sets it to where it listens. */
  readonly baseUrl?: string;
  readonly teams?: readonly SlackTeam[];
  /** Dates signatures and messages; the real time unless given. */
  readonly clock?: Clock;
  readonly keep?: Keep;
}

/** Among the `calls`, a post to a response address is called `response_url`. */
export interface FakeSlack extends SlackClient, TestControls<SlackCall> {
  /** For tests: what the bot sent in an answer's body that Slack would not have shown. */
  readonly faults: readonly string[];
  readonly state: SlackState;
  readonly files: Pick<SlackFiles, "all">;
  /** For the bot's `slackApiUrl`, with a slash at the end. */
  readonly apiUrl: () => string;
  /** The first team's token. */
  readonly token: string;
  /** Answers `{baseUrl}/api/METHOD` and `{baseUrl}/response/TOKEN`. */
  readonly handle: (req: IncomingMessage, res: ServerResponse) => Promise<void>;
  /** As it was in the beginning: no messages, forms or tickets, and nobody invited since. */
  readonly clear: () => void;
}

export function createFakeSlack(options: FakeSlackOptions): FakeSlack {
  const clock = options.clock ?? { now: Date.now };
  const teams = options.teams ?? [slackTeam()];
  const keep = options.keep ?? KEEP_ALL;
  const address = { base: options.baseUrl ?? "http://127.0.0.1", bot: options.botUrl ?? "" };
  const state = createSlackState(teams, clock, keep.messages);
  const tickets = createTickets(clock, () => address.base);
  const faults: string[] = [];
  const files = createUploads(() => address.base);
  const api = createApi({ state, tickets, clock, keep, files });
  const client = createSlackClient({
    state,
    tickets,
    clock,
    signingSecret: options.signingSecret,
    botUrl: () => address.bot,
    fault: (what) => void faults.push(what),
  });
  const handle: FakeSlack["handle"] = (req, res) => api.handle(req, res, new URL(address.base).pathname);
  return {
    ...client,
    calls: api.calls,
    faults,
    state,
    files,
    setRule: api.failures.setRule,
    failNext: api.failures.failNext,
    apiUrl: () => `${address.base}/api/`,
    token: teams[0]?.token ?? "",
    pointAt: (botUrl) => void (address.bot = botUrl),
    handle,
    clear() {
      state.clear();
      tickets.clear();
    },
    async listen() {
      const listening = await listenOnLoopback(handle);
      address.base = listening.url;
      return listening;
    },
  };
}

interface ApiParts {
  readonly state: SlackState;
  readonly tickets: Tickets;
  readonly clock: Clock;
  readonly keep: Keep;
  readonly files: SlackFiles;
}

function createApi(parts: ApiParts) {
  const calls: SlackCall[] = [];
  const record = (call: SlackCall) => pushBounded(calls, call, parts.keep.calls);
  const failures = createStagedFailures<SlackCall>(({ method }) => method);
  return {
    calls,
    failures,
    async handle(req: IncomingMessage, res: ServerResponse, base: string): Promise<void> {
      const { pathname, searchParams } = new URL(req.url ?? "/", "http://fake");
      const [, kind = "", name = ""] = pathname.slice(base === "/" ? 0 : base.length).split("/");
      if (kind === "upload") {
        const call = { method: "upload", team: null, args: {}, at: parts.clock.now() };
        if (req.method === "GET") return receiveFile(parts.files, name, { req, res });
        record(call);
        return answerUnder(failures.failureOf(call), res, {
          work: () => receiveFile(parts.files, name, { req, res }),
          refuse: (error, status = 400) => answerJson(res, status, slackRefusal(error)),
        });
      }
      const body = await bodyText(req);
      const given = readArguments(body === "" ? searchParams.toString() : body, req.headers["content-type"] ?? "");
      const { token: inBody, ...args } = given;
      const bearer = bearerOf(req, textOf(inBody));
      const team = parts.state.teams.find(({ token }) => token === bearer);
      const at = parts.clock.now();
      if (kind === "response")
        return respond({ parts, record, failures }, res, { token: name, args: jsonOf(body), at });
      const call = { method: name, team: team?.id ?? null, args, at };
      record(call);
      await answerUnder(failures.failureOf(call), res, {
        work: () => answerJson(res, 200, answerCall(call, team, parts)),
        refuse: (error, status = 200) => answerJson(res, status, slackRefusal(error)),
      });
    },
  };
}

function bearerOf(req: IncomingMessage, inBody: string): string {
  return req.headers.authorization?.replace(/^Bearer /, "") ?? inBody;
}

/** Slack's file service: takes the bytes, and gives them to whoever looks at them. */
async function receiveFile(
  files: SlackFiles,
  id: string,
  { req, res }: { req: IncomingMessage; res: ServerResponse },
): Promise<void> {
  if (req.method === "GET") {
    const file = files.all.find((each) => each.id === id);
    const type = file?.name.endsWith(".png") === true ? "image/png" : "application/octet-stream";
    const saved = type === "image/png" ? {} : { "content-disposition": `attachment; filename="${file?.name ?? ""}"` };
    res.writeHead(200, { "content-type": type, ...saved }).end(file?.bytes);
    return;
  }
  res.writeHead(files.receive(id, await buffer(req)) ? 200 : 400).end();
}

function answerCall(
  { method, args }: SlackCall,
  team: SlackTeam | undefined,
  { state, tickets, files }: ApiParts,
): Json {
  const run = SLACK_METHODS[method];
  if (run === undefined) return slackRefusal("unknown_method");
  if (team === undefined) return slackRefusal("invalid_auth");
  return run({ args, team, state, files, redeemTrigger: tickets.redeemTrigger });
}

async function respond(
  {
    parts,
    record,
    failures,
  }: { parts: ApiParts; record: (call: SlackCall) => void; failures: StagedFailures<SlackCall> },
  res: ServerResponse,
  { token, args, at }: { token: string; args: Json; at: number },
): Promise<void> {
  const ticket = parts.tickets.redeemResponse(token);
  const call = { method: "response_url", team: "error" in ticket ? null : ticket.team, args, at };
  record(call);
  await answerUnder(failures.failureOf(call), res, {
    work() {
      const answer = "error" in ticket ? slackRefusal(ticket.error) : answerResponse(parts.state, ticket, args);
      answerJson(res, answer["ok"] === true ? 200 : answer["error"] === "invalid_blocks" ? 400 : 404, answer);
    },
    refuse: (error, status = 404) => answerJson(res, status, slackRefusal(error)),
  });
}

/** https://docs.slack.dev/interactivity/handling-user-interaction: replaces, deletes, or says something new. */
function answerResponse(state: SlackState, ticket: ResponseTicket, args: Json): Json {
  const { team, channel, user, original, thread } = ticket;
  if (args["delete_original"] === true && original !== null) {
    state.remove(channel, original);
    return { ok: true };
  }
  const words = { text: textOf(args["text"]), blocks: jsonList(args["blocks"]) };
  const fault = messageFault(words);
  if (fault !== null) return slackRefusal("invalid_blocks", [fault.error, ...fault.messages]);
  if (args["replace_original"] === true && original !== null && state.edit(channel, original, words) !== undefined) {
    return { ok: true };
  }
  const asked = textOf(args["thread_ts"]);
  state.post({
    ...words,
    team,
    channel,
    user: state.team(team)?.botUser ?? "",
    thread: asked === "" ? (args["response_type"] === "in_channel" ? null : thread) : asked,
    onlyFor: args["response_type"] === "in_channel" ? null : user,
    metadata: null,
  });
  return { ok: true };
}
