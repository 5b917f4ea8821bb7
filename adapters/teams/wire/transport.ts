import type { ConfigurationBotFrameworkAuthentication } from "botbuilder";
import { z } from "zod";

import { exchange, type OutgoingPost } from "#shared/exchange.ts";
import { networkCode } from "#shared/network.ts";

import { ADVICE_BY_CODE, ConnectorFault } from "#teams/errors.ts";

type ConnectorOptions = NonNullable<ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[4]>;
type Transport = NonNullable<ConnectorOptions["httpClient"]>;
type Call = Parameters<Transport["sendRequest"]>[0];
type Answer = Awaited<ReturnType<Transport["sendRequest"]>>;

/**
 * The last step of the SDK's outgoing pipeline: one attempt, with a deadline. The SDK's own retries resend a message
 * after a 502 or a lost connection, when it may have arrived; they leave errors alone that are not of their own kind,
 * so a failure leaves here as a `ConnectorFault`.
 */
export function createTransport(timeoutMs: number): Transport {
  return {
    async sendRequest(call) {
      const { response, bodyAsText } = await post(call, timeoutMs).catch(lost);
      const { status, statusText, headers } = response;
      if (!response.ok) throw refusal({ status, statusText, retryAfter: headers.get("retry-after") }, bodyAsText);
      return answer(call, response.status, { headers: response.headers, bodyAsText });
    },
  };
}

/** One message, as the pipeline would send it; gives the words of the answer. Rejects with a `ConnectorFault`. */
export async function postMessage(message: OutgoingPost): Promise<string> {
  const { status, statusText, header, text } = await exchange(message).catch(lost);
  if (status < 200 || status > 299) throw refusal({ status, statusText, retryAfter: header("retry-after") }, text);
  return text;
}

function lost(error: unknown): never {
  throw new ConnectorFault({ status: null, code: networkCode(error) ?? "no answer", retryAfterMs: null });
}

async function post(call: Call, timeoutMs: number): Promise<{ response: Response; bodyAsText: string }> {
  const body: unknown = call.body;
  const wanted =
    call.headers.get(ONLY_FOR_RECIPIENT) !== undefined && typeof body === "string"
      ? targeted(call.url, body)
      : { url: call.url, body };
  call.headers.remove(ONLY_FOR_RECIPIENT);
  const response = await fetch(wanted.url, {
    method: call.method,
    headers: call.headers.toJson({ preserveCase: true }),
    ...(typeof wanted.body === "string" ? { body: wanted.body } : {}),
    // The address was checked when it arrived; another one, after a redirect, was not.
    redirect: "manual",
    signal: AbortSignal.timeout(timeoutMs),
  });
  return { response, bodyAsText: await response.text() };
}

/** Marks a message, on its way through the SDK, that only its recipient is to see; never leaves this machine. */
export const ONLY_FOR_RECIPIENT = "x-only-for-recipient";

const Targeted = z.looseObject({ recipient: z.looseObject({ id: z.string() }) });

/**
 * The SDK is older than targeted messages and leaves their flag out of what it sends.
 * https://learn.microsoft.com/microsoftteams/platform/agents-in-teams/targeted-messages
 */
function targeted(url: string, body: string): { url: string; body: string } {
  const activity = Targeted.parse(JSON.parse(body));
  const recipient = { ...activity.recipient, isTargeted: true };
  return { url: `${url}?isTargetedActivity=true`, body: JSON.stringify({ ...activity, recipient }) };
}

function answer(call: Call, status: number, { headers, bodyAsText }: { headers: Headers; bodyAsText: string }): Answer {
  const received = call.headers.clone();
  for (const name of received.headerNames()) received.remove(name);
  for (const [name, value] of headers) received.set(name, value);
  return { request: call, status, headers: received, bodyAsText };
}

interface Refusal {
  readonly status: number;
  readonly statusText: string;
  readonly retryAfter: string | null;
}

function refusal({ status, statusText, retryAfter }: Refusal, body: string): ConnectorFault {
  const known = Object.keys(ADVICE_BY_CODE).find((code) => body.includes(code));
  const named = /"code"\s*:\s*"(\w{1,60})"/.exec(body)?.[1];
  return new ConnectorFault({ status, code: known ?? named ?? statusText, retryAfterMs: toMs(retryAfter) });
}

/** Seconds; Teams does not send the other form, a date. */
function toMs(header: string | null): number | null {
  const seconds = Number(header ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null;
}
