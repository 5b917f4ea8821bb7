/** What the platforms do wrong while a soak lasts: hold back, refuse a form, answer late, cut off, pass on and lose. */
import type { StagedFailure } from "#playground/platform/staged-failures.ts";
import type { SlackCall } from "#playground/slack/types.ts";
import type { ConnectorCall } from "#playground/teams/types.ts";
import { jsonList } from "#playground/payload/json.ts";
import { readTeamsThreadName } from "#playground/payload/threads.ts";
import type { Random } from "#tests/simulation/random.ts";
import type { Platforms } from "./platforms.ts";

export interface Failures {
  /** Conversations in which the bot cannot know what became of something it sent. */
  readonly unclear: ReadonlySet<string>;
  /** How often each kind was staged. */
  readonly counts: ReadonlyMap<string, number>;
  /** From now on everything is well. */
  end(): void;
}

/** Of a hundred calls. */
const SHARES = { held: 4, unnamedHold: 1, form: 3, late: 5, cutBefore: 3, cutAfter: 3, gateway: 2 } as const;

/** How each platform refuses a message for its form alone, and what it answers when it is out of order. */
const WORDS = {
  slack: {
    form: { kind: "refuse", error: "invalid_blocks" },
    gateway: { kind: "refuse", error: "fatal_error", status: 503 },
  },
  teams: {
    form: { kind: "refuse", error: "BadArgument", status: 400 },
    gateway: { kind: "refuse", error: "ServiceError", status: 503 },
  },
} as const satisfies Record<string, Record<string, StagedFailure>>;

export function stageFailures({ slack, teams }: Platforms, random: Random): Failures {
  const unclear = new Set<string>();
  const counts = new Map<string, number>();
  const choose = (platform: keyof typeof WORDS, isDrawn: boolean): StagedFailure | null => {
    const kind = drawKind(random);
    if (kind === null || (kind === "form" && !isDrawn)) return null;
    counts.set(`${platform} ${kind}`, (counts.get(`${platform} ${kind}`) ?? 0) + 1);
    return kind === "form" || kind === "gateway" ? WORDS[platform][kind] : failureOf(kind, random);
  };
  const placeOf = (call: SlackCall): string => {
    const { channel } = call.args;
    if (typeof channel === "string") return channel;
    // A response address names no channel: what is done at once is the newest message.
    queueMicrotask(() => unclear.add(slack.state.messages.at(-1)?.channel ?? ""));
    return "";
  };
  slack.setRule((call) => {
    const failure = choose(
      "slack",
      jsonList(call.args["blocks"]).length > 0 || typeof call.args["blocks"] === "string",
    );
    if (isUnclear(failure)) unclear.add(placeOf(call));
    return failure;
  });
  teams.setRule(({ body, conversation }: ConnectorCall) => {
    const failure = choose("teams", jsonList(body["attachments"]).length > 0);
    if (isUnclear(failure)) unclear.add(readTeamsThreadName(conversation).conversation);
    return failure;
  });
  return {
    unclear,
    counts,
    end() {
      slack.setRule(() => null);
      teams.setRule(() => null);
    },
  };
}

type Kind = keyof typeof SHARES;

function drawKind(random: Random): Kind | null {
  let left = random.next() * 100;
  for (const kind of KINDS) {
    left -= SHARES[kind];
    if (left < 0) return kind;
  }
  return null;
}

const KINDS = ["held", "unnamedHold", "form", "late", "cutBefore", "cutAfter", "gateway"] as const satisfies Kind[];

function failureOf(kind: Exclude<Kind, "form" | "gateway">, random: Random): StagedFailure {
  switch (kind) {
    case "held":
      return { kind: "rate-limit", retryAfterSeconds: random.whole(1, 8) };
    case "unnamedHold":
      return { kind: "rate-limit", retryAfterSeconds: null };
    case "late":
      return { kind: "delay", ms: random.whole(200, 4000) };
    case "cutBefore":
      return { kind: "drop", work: "undone" };
    case "cutAfter":
      return { kind: "drop", work: "done" };
  }
}

/** A gateway's 503 says nothing of whether it passed the call on. */
function isUnclear(failure: StagedFailure | null): boolean {
  return failure?.kind === "drop" || (failure?.kind === "refuse" && failure.status === 503);
}
