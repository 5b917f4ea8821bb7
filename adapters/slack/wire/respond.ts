/** Slack's response addresses: where an answer goes that is not in time for the acknowledgement. */
import type { SlackPayload, SlackWords } from "#slack/drawing/render.ts";
import { classifyNetwork, classifyResponse, ResponseFault } from "#slack/errors.ts";

/** How a response address shows a message. https://docs.slack.dev/interactivity/handling-user-interaction */
export type Showing =
  /** To the one who asked, in the place of the message that was pressed. */
  | "replace"
  /** To the one who asked, as a new message. */
  | "private"
  /** To everyone in the channel, as a new message. */
  | "everyone"
  /** Nothing: the message that was pressed goes. */
  | "delete";

export interface How {
  readonly showing: Showing;
  readonly thread: string | null;
}

const RESPOND_MS = 10_000;

/** One attempt. Rejects with a `ResponseFault`; an address lives for 30 minutes and five uses. */
export async function respondOnce(url: string, message: SlackPayload | SlackWords, how: How): Promise<void> {
  const { response, body } = await exchange(url, JSON.stringify({ ...message, ...fieldsOf(how) }));
  const failure = classifyResponse(response.status, body, response.headers.get("retry-after"));
  if (failure !== null) throw new ResponseFault(failure);
}

async function exchange(url: string, body: string): Promise<{ response: Response; body: string }> {
  try {
    const headers = { "content-type": "application/json; charset=utf-8" };
    const response = await fetch(url, { method: "POST", headers, body, signal: AbortSignal.timeout(RESPOND_MS) });
    // The body is read to the end so that the connection is used again.
    return { response, body: await response.text() };
  } catch (error) {
    throw new ResponseFault(classifyNetwork(error), { cause: error });
  }
}

function fieldsOf({ showing, thread }: How) {
  return {
    response_type: showing === "everyone" ? "in_channel" : "ephemeral",
    replace_original: showing === "replace",
    ...(showing === "delete" ? { delete_original: true } : {}),
    ...(thread === null ? {} : { thread_ts: thread }),
  };
}
