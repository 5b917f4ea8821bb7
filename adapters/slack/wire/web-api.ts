/** Slack's Web API: the SDK's methods and errors, over one attempt of ours. */
import { stringify } from "node:querystring";
import {
  type Logger,
  type WebAPICallResult,
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
  WebClient,
} from "@slack/web-api";
import { z } from "zod";
import { exchange, type PostAnswer } from "#shared/exchange.ts";

interface ClientConfig {
  readonly token: string;
  /** Ends in a slash. */
  readonly apiUrl: string;
  readonly timeoutMs: number;
  readonly logger: Logger;
  /** Told Slack's word for each call that it refuses. */
  readonly refused: (reason: string) => void;
}

/**
 * One attempt a call, whatever it is for: the SDK would retry a lost answer for half an hour, which says things twice,
 * and hold back everything on one 429. Both are decided by who calls. The SDK's own `apiCall` also goes through its whole
 * body three times for debug lines that nobody reads, a queue and a retrier: that costs more than the call.
 * https://docs.slack.dev/apis/web-api
 */
export class OneAttemptClient extends WebClient {
  readonly #config: ClientConfig;
  readonly #headers: Readonly<Record<string, string>>;

  constructor(config: ClientConfig) {
    super(config.token, { slackApiUrl: config.apiUrl, logger: config.logger });
    this.#config = config;
    this.#headers = { authorization: `Bearer ${config.token}`, accept: "application/json" };
  }

  /** Rejects with the SDK's errors. Files are sent to addresses of their own, so nothing here is binary. */
  override async apiCall(method: string, options: Readonly<Record<string, unknown>> = {}): Promise<WebAPICallResult> {
    const { status, statusText, header, text } = await this.#post(method, encode(method, options));
    if (status === 429) throw rateLimit(header("retry-after"), method);
    if (status !== 200) throw new WebAPIHTTPError(status, statusText, {}, text);
    const result = read(text);
    logAdvice(result, this.#config.logger);
    if (!result.ok) {
      const { error = "" } = result;
      this.#config.refused(error);
      throw new WebAPIPlatformError({ ...result, error });
    }
    return withScopes(result, header("x-oauth-scopes"));
  }

  async #post(method: string, { type, body }: Encoded): Promise<PostAnswer> {
    const { apiUrl, timeoutMs, logger } = this.#config;
    const failed = (original: Error): WebAPIRequestError => {
      logger.warn("http request failed", original.message);
      return new WebAPIRequestError(original);
    };
    const headers = { ...this.#headers, "content-type": type };
    const message = { url: `${apiUrl}${method}`, headers, body, timeoutMs };
    const answered = await exchange(message).catch((error: unknown) => {
      throw failed(error instanceof Error ? error : new Error(String(error)));
    });
    // Whatever sends the token elsewhere is not Slack.
    if (answered.status >= 300 && answered.status < 400) throw failed(new Error("unexpected redirect"));
    return answered;
  }
}

function logAdvice({ response_metadata: told }: Result, logger: Logger): void {
  for (const advice of [...(told?.warnings ?? []), ...(told?.messages ?? [])]) logger.warn(advice);
}

/** What the token may do, where the SDK puts it. */
function withScopes(result: Result, scopes: string | null): Result {
  if (scopes === null) return result;
  const granted = scopes.trim().split(/\s*,\s*/u);
  return { ...result, response_metadata: { ...result.response_metadata, scopes: granted } };
}

interface Encoded {
  readonly type: string;
  readonly body: string;
}

/** Messages: as a form, each quotation mark of their blocks is written in three characters. */
const SENT_AS_JSON: ReadonlySet<string> = new Set(["chat.postMessage", "chat.postEphemeral", "chat.update"]);

/** Slack takes JSON for what writes, and asks for it where there are blocks: https://docs.slack.dev/apis/web-api#posting_json */
function encode(method: string, options: Readonly<Record<string, unknown>>): Encoded {
  return SENT_AS_JSON.has(method)
    ? { type: "application/json; charset=utf-8", body: JSON.stringify(options) }
    : { type: "application/x-www-form-urlencoded", body: stringify(fieldsOf(options)) };
}

/** Whatever is no word or number goes as JSON. */
function fieldsOf(options: Readonly<Record<string, unknown>>): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined || value === null) continue;
    fields[name] = typeof value === "string" ? value : JSON.stringify(value);
  }
  return fields;
}

function rateLimit(retryAfter: string | null, method: string): Error {
  const seconds = Number.parseInt(retryAfter ?? "", 10);
  // The SDK has no class for one without a time; `errors.ts` knows these words.
  return Number.isNaN(seconds)
    ? new Error(`Retry header did not contain a valid timeout (${method})`)
    : new WebAPIRateLimitedError(seconds);
}

/** The SDK types what each method gives. */
const Result = z.custom<Result>((value) => typeof value === "object" && value !== null && "ok" in value);
type Result = WebAPICallResult & { readonly error?: string };

/** What is no JSON is Slack's word for a failure, as the SDK has it. */
function read(text: string): Result {
  try {
    return Result.parse(JSON.parse(text));
  } catch {
    return { ok: false, error: text };
  }
}
