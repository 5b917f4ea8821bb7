/** Answers each request with the memory of its conversation, and remembers what the reply was about. */
import type { Bot, Clock } from "#core/ports.ts";
import type { Reply } from "#core/reply.ts";
import type { Conversation, Incoming } from "#core/request.ts";
import { frameAfter, frameUnder } from "./frame.ts";
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
}

export function converse(
  answer: (turn: FramedRequest) => Promise<Reply>,
  { frames, packOf, clock, defaultPack, isIndicator }: ConverseParts,
): Pick<Bot, "handle" | "posted"> {
  /** The last turn of each place that is being answered here, so that turns do not overtake each other. */
  const answering = new Map<string, Promise<unknown>>();
  const answerTurn = async (incoming: Incoming): Promise<Reply> => {
    const at = incoming.at ?? clock.now();
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
    async handle(incoming) {
      const { name } = placeOf(incoming);
      const before = answering.get(name) ?? Promise.resolve();
      const replying = before.then(() => answerTurn(incoming));
      const done = replying.catch(() => undefined);
      answering.set(name, done);
      try {
        return await replying;
      } finally {
        if (answering.get(name) === done) answering.delete(name);
      }
    },
    async posted(reply, { pack, conversation, id }) {
      const frame = frameAfter(null, pack ?? defaultPack, reply);
      if (frame !== null) await frames.save(placeBelow(conversation, id), frame, clock.now());
    },
  };
}
