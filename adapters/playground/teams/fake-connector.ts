/** A small Bot Connector on loopback, with a Teams tenant behind it and a person to type and press. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Clock } from "#core/ports.ts";
import { jsonOf } from "#playground/payload/json.ts";
import { KEEP_ALL, type Keep, pushBounded } from "#playground/platform/bounded.ts";
import { type TestControls, listenOnLoopback } from "#playground/platform/for-tests.ts";
import { answerJson, bodyText } from "#playground/platform/http.ts";
import { answerUnder, createStagedFailures } from "#playground/platform/staged-failures.ts";
import { type ConnectorClient, createConnectorClient } from "./client.ts";
import { createDrive, type Drive } from "./drive.ts";
import { answerConnector, connectorError, routeOf } from "./routes.ts";
import { type ConnectorState, createConnectorState } from "./state.ts";
import { type ConnectorCall, type TeamsTenant, teamsTenant } from "./types.ts";

export interface FakeConnectorOptions {
  /** The bot's `/api/messages`; may be told later with `pointAt`. */
  readonly botUrl?: string;
  /** Where the fake is mounted; `listen` sets it to where it listens. */
  readonly baseUrl?: string;
  readonly tenant?: TeamsTenant;
  /** Dates messages; the real time unless given. */
  readonly clock?: Clock;
  /** For tests: the Authorization header of each activity; none unless given. */
  readonly authorization?: () => string | null;
  readonly keep?: Keep;
}

export interface FakeConnector extends ConnectorClient, TestControls<ConnectorCall> {
  readonly state: ConnectorState;
  /** Where files are saved that the bot offers. */
  readonly drive: Pick<Drive, "files">;
  /** What activities carry as `serviceUrl`; no slash at the end. */
  readonly serviceUrl: () => string;
  /** Answers `{baseUrl}/v3/...`. */
  readonly handle: (req: IncomingMessage, res: ServerResponse) => Promise<void>;
  /** As it was in the beginning: no messages, and the app added nowhere since. */
  readonly clear: () => void;
}

export function createFakeConnector(options: FakeConnectorOptions = {}): FakeConnector {
  const clock = options.clock ?? { now: Date.now };
  const address = { base: options.baseUrl ?? "http://127.0.0.1", bot: options.botUrl ?? "" };
  const keep = options.keep ?? KEEP_ALL;
  const state = createConnectorState(options.tenant ?? teamsTenant(), clock, keep.messages);
  const calls: ConnectorCall[] = [];
  const failures = createStagedFailures<ConnectorCall>(({ operation }) => operation);
  const drive = createDrive(() => address.base);
  const parts = { state, clock, serviceUrl: () => address.base, botUrl: () => address.bot };
  const client = createConnectorClient({ ...parts, authorization: options.authorization ?? (() => null) }, drive);
  const handle: FakeConnector["handle"] = async (req, res) => {
    const url = req.url ?? "/";
    const base = new URL(address.base).pathname;
    const path = new URL(url, "http://fake").pathname.slice(base === "/" ? 0 : base.length);
    const [, saved] = /^\/drive\/([\w-]+)$/u.exec(path) ?? [];
    if (saved !== undefined) return drive.handle(saved, req, res);
    const route = routeOf(req.method ?? "GET", path);
    const body = jsonOf(await bodyText(req));
    if (route === null) return answerJson(res, 404, connectorError(404, "ServiceError").body);
    const { operation, conversation } = route;
    const authorization = req.headers.authorization ?? null;
    const call = { operation, path: url, conversation, body, authorization, at: clock.now() };
    pushBounded(calls, call, keep.calls);
    await answerUnder(failures.failureOf(call), res, {
      work() {
        const answer = answerConnector(state, call, route);
        answerJson(res, answer.status, answer.body);
      },
      refuse: (error, status = 400) => answerJson(res, status, connectorError(status, error).body),
    });
  };
  return {
    ...client,
    calls,
    state,
    drive,
    setRule: failures.setRule,
    failNext: failures.failNext,
    serviceUrl: () => address.base,
    pointAt: (botUrl) => void (address.bot = botUrl),
    handle,
    clear: () => state.clear(),
    async listen() {
      const listening = await listenOnLoopback(handle);
      address.base = listening.url;
      return listening;
    },
  };
}
