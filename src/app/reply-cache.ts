/** Replies kept at hand: what only reads the library says the same all day, to everyone. */
import { createBounded } from "#core/bounded.ts";
import type { FramedRequest } from "#core/conversation/framed-request.ts";
import type { Clock } from "#core/ports.ts";
import type { Reply } from "#core/reply.ts";
import type { Command } from "#core/request.ts";

const AT_MOST = 500;
const DAY_MS = 24 * 60 * 60_000;

export interface CachedReplies {
  readonly answer: (turn: FramedRequest) => Promise<Reply>;
  /** Whether the reply would be given again now to whoever asks for the same. */
  readonly isCurrent: (reply: Reply) => boolean;
}

/** The day counts because every briefing tells the edition's age, and the version as countries are brought in and taken away. Adapters know a reply they have drawn by its identity. */
export function cacheReplies(
  handle: (turn: FramedRequest) => Promise<Reply>,
  { clock, version }: { readonly clock: Clock; readonly version: () => string },
): CachedReplies {
  const kept = createBounded<Reply>(AT_MOST);
  const madeAt = new WeakMap<Reply, string>();
  const now = (): string => `${Math.floor(clock.now() / DAY_MS)} ${version()}`;
  const answer: CachedReplies["answer"] = async (turn) => {
    if (!onlyReads(turn.command) || mayAskOfFrame(turn)) return handle(turn);
    const { platform, kind } = turn.conversation;
    const key = JSON.stringify([turn.pack, turn.command, platform, kind, now()]);
    const known = kept.get(key);
    if (known !== undefined) return known;
    const moment = now();
    const reply = await handle(turn);
    kept.set(key, reply);
    madeAt.set(reply, moment);
    return reply;
  };
  return { answer, isCurrent: (reply) => madeAt.get(reply) === now() };
}

/** `Who is behind it?` is asked of what its conversation is about, which is another one's tomorrow and next door. */
function mayAskOfFrame({ command, frame }: FramedRequest): boolean {
  return frame !== null && (command.kind === "fact" || command.kind === "topic") && command.asked !== undefined;
}

function onlyReads({ kind }: Command): boolean {
  switch (kind) {
    case "overview":
    case "topic":
    case "help":
    case "about":
    case "fact":
    case "definition":
    case "smalltalk":
    case "need":
    case "privacy":
    case "figures":
    case "cite":
    case "findings":
      return true;
    // As large as the profile, and asked for seldom.
    case "export":
    case "export-answer":
    case "choose-export":
    case "choose":
    case "choose-figures":
    case "choose-country":
    case "unknown":
    case "ask":
    case "question":
    case "here":
    case "subscription":
    case "submission":
    case "feedback":
    case "report":
      return false;
  }
}
