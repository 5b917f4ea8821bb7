/** Answers each request with the memory of its conversation, and remembers what the reply was about. */
import type { Bot, Clock } from "#core/ports.ts";
import type { Reply } from "#core/reply.ts";
import type { Conversation, Incoming } from "#core/request.ts";
import { frameAfter, frameAlone, frameUnder, type Frame } from "./frame.ts";
import { createNeeds, type ReadPlea } from "./plea.ts";
import { placeBelow, placeOf, recall, type Frames } from "./memory.ts";
import { frameRequest, type FramedRequest } from "./framed-request.ts";

export interface ConverseParts {
  /** Neither loading nor saving may reject: a memory that is away costs the memory, not the answer. */
  readonly frames: Frames;
  /** Which pack a channel has chosen for itself; null where it has not. Does not reject. */
  readonly packOf: (conversation: Conversation) => Promise<string | null>;
  readonly clock: Clock;
  /** Slug of the pack that is meant where neither the request nor the conversation has one. */
  readonly defaultPack: string;
  readonly isIndicator: (slug: string) => boolean;
  /** Whether words go on with a need that was told before them. */
  readonly isPlea: ReadPlea;
}

export interface Repeated {
  /** Remembers what a reply was about that was given without being asked for, and reads nothing: `turn` is what it would have answered. */
  repeated(turn: Incoming, reply: Reply): Promise<void>;
}

export function converse(
  answer: (turn: FramedRequest) => Promise<Reply>,
  { frames, packOf, clock, defaultPack, isIndicator, isPlea }: ConverseParts,
): Pick<Bot, "handle" | "posted"> & Repeated {
  /** The last turn of each place that is being answered here, so that turns do not overtake each other. */
  const answering = new Map<string, Promise<unknown>>();
  const needs = createNeeds(isPlea);
  /** A reply that is given again and again is about the same. */
  const alone = new WeakMap<Reply, Frame>();
  const inTurn = async <T>(incoming: Incoming, work: () => Promise<T>): Promise<T> => {
    const { name } = placeOf(incoming);
    const before = answering.get(name) ?? Promise.resolve();
    const working = before.then(work);
    const done = working.catch(() => undefined);
    answering.set(name, done);
    try {
      return await working;
    } finally {
      if (answering.get(name) === done) answering.delete(name);
    }
  };
  const answerTurn = async (asked: Incoming): Promise<Reply> => {
    const at = asked.at ?? clock.now();
    const incoming = needs.goneOn(asked, at);
    const frame = frameUnder(incoming, await recall(frames, incoming, at));
    const isNamed = incoming.pack !== null || frame !== null;
    const own = isNamed ? null : await packOf(incoming.conversation);
    const turn = frameRequest(incoming, { frame, defaultPack: own ?? defaultPack }, isIndicator);
    const reply = await answer(turn);
    const after = frameAfter(frame, turn.pack, reply);
    if (after !== null) await frames.save(placeOf(incoming).name, after, at);
    return reply;
  };
  return {
    handle: (incoming) => inTurn(incoming, () => answerTurn(incoming)),
    async repeated(incoming, reply) {
      const frame = alone.get(reply) ?? frameAlone(incoming.pack ?? defaultPack, reply);
      if (frame === null) return;
      alone.set(reply, frame);
      await frames.save(placeOf(incoming).name, frame, incoming.at ?? clock.now());
    },
    async posted(reply, { pack, conversation, id }) {
      const frame = frameAfter(null, pack ?? defaultPack, reply);
      if (frame !== null) await frames.save(placeBelow(conversation, id), frame, clock.now());
    },
  };
}
