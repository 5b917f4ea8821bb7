/** Where what a conversation is about is kept, for how long, and which of two memories a turn is read against. */
import type { Asker, Conversation } from "#core/request.ts";
import { joinFrames, type Frame } from "./frame.ts";

/** Times are milliseconds since 1970 UTC. */
export interface Frames {
  /** The newest that was kept there before `at`, with its own time. */
  load(place: string, at: number): Promise<{ readonly frame: Frame; readonly at: number } | null>;
  save(place: string, frame: Frame, at: number): Promise<void>;
}

/** While many ask, as many are written at once and no more wait: half a millisecond of the only thread, in which nobody is answered. */
export const FRAMES_AT_ONCE = 64;

/** Who asked, where, and who will see the answer. */
export interface Setting {
  readonly conversation: Conversation;
  readonly asker: Asker;
  readonly audience: "asker" | "everyone";
}

const HOUR_MS = 60 * 60_000;
const THREAD_MS = 30 * 24 * HOUR_MS;

interface Place {
  readonly name: string;
  readonly lifeMs: number;
}

/**
 * A thread keeps what it is about for 30 days; a conversation between two, which has no threads, for an hour of silence.
 * What only the asker sees, and what is asked where many talk at once, is theirs alone.
 */
export function placeOf({ conversation, asker, audience }: Setting): Place {
  const { thread, kind } = conversation;
  if (audience === "asker" && kind !== "direct") return ownPlace(conversation, asker);
  if (thread !== null) return { name: nameOf(conversation, thread), lifeMs: THREAD_MS };
  return kind === "direct" ? { name: nameOf(conversation, ""), lifeMs: HOUR_MS } : ownPlace(conversation, asker);
}

/** What the turn leans on: the newer of what is everyone's there and what is the asker's own. */
export async function recall(frames: Frames, setting: Setting, at: number): Promise<Frame | null> {
  const { conversation, asker } = setting;
  const shared = placeOf({ ...setting, audience: "everyone" });
  const own = ownPlace(conversation, asker);
  const outside = ownPlace({ ...conversation, thread: null }, asker);
  const read = (place: Place) => readFrame(frames, place, { at });
  // Outside of threads, where many talk, the two are one.
  const [ofThread, ofAsker] =
    shared.name === own.name ? [null, await read(own)] : await Promise.all([read(shared), read(own)]);
  const newest =
    ofThread !== null && ofAsker !== null ? (ofAsker.at > ofThread.at ? ofAsker : ofThread) : (ofThread ?? ofAsker);
  if (newest !== null || conversation.thread === null) return newest?.frame ?? null;
  // A thread that begins: its asker may go on with what was shown to them alone.
  return (await read(outside))?.frame ?? null;
}

/** Answers that somebody asked for again without anything in between: what was shown before so many is hardly missed. */
const JOINED = 8;

/** The newest from before `at`, and what it joins. */
async function readFrame(
  frames: Frames,
  place: Place,
  { at, depth = 0 }: { readonly at: number; readonly depth?: number },
): Promise<{ readonly frame: Frame; readonly at: number } | null> {
  const found = await frames.load(place.name, at);
  if (found === null || at - found.at >= place.lifeMs) return null;
  if (found.frame.joins !== true) return found;
  const before = depth < JOINED ? await readFrame(frames, place, { at: found.at, depth: depth + 1 }) : null;
  return { frame: joinFrames(found.frame, before?.frame ?? null), at: found.at };
}

/** The thread below a message of ours. */
export function placeBelow(conversation: Conversation, messageId: string): string {
  return nameOf(conversation, messageId);
}

/** What of a conversation is the asker's own. */
export function ownPlaceOf({ conversation, asker }: Pick<Setting, "conversation" | "asker">): string {
  return ownPlace(conversation, asker).name;
}

function ownPlace(conversation: Conversation, { id }: Asker): Place {
  return { name: `${nameOf(conversation, conversation.thread ?? "")} @${id}`, lifeMs: HOUR_MS };
}

function nameOf({ platform, tenant, channel }: Conversation, thread: string): string {
  return [platform, tenant, channel, thread].join(" ");
}
