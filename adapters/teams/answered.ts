/**
 * Which answer a message of ours gave, and to whom. Teams tells a thumb's message and nothing else of it, and what travels
 * with a button is whatever its client sends back: so both are looked up, after a restart and by every replica.
 */
import { createHash } from "node:crypto";
import { z } from "zod";

import type { Feedback } from "#core/document/briefing.ts";

export interface Answered {
  save(message: string, feedback: Feedback): Promise<void>;
  load(message: string): Promise<Feedback | null>;
  /** Whose answer everyone sees in it. */
  saveAsker(message: string, asker: string): Promise<void>;
  /** Null where that is not known, or not any more. */
  isAsker(message: string, asker: string): Promise<boolean | null>;
}

/** A store of short lines that forgets old ones by itself. */
export interface KeptLines {
  remember(name: string, line: string): Promise<void>;
  recall(name: string): Promise<string | null>;
}

export function keepAnswered(lines: KeptLines): Answered {
  return {
    save: (message, { pack, answer }) => lines.remember(nameOf(message), `${pack} ${answer}`),
    async load(message) {
      const [pack, answer] = (await lines.recall(nameOf(message)))?.split(" ") ?? [];
      return pack === undefined || answer === undefined ? null : { pack, answer };
    },
    saveAsker: (message, asker) => lines.remember(askerOf(message), marked(message, asker)),
    async isAsker(message, asker) {
      const known = await lines.recall(askerOf(message));
      return known === null ? null : known === marked(message, asker);
    },
  };
}

function nameOf(message: string): string {
  return `teams answer ${message}`;
}

function askerOf(message: string): string {
  return `teams asker ${message}`;
}

/** Nobody is named in what is kept. */
function marked(message: string, asker: string): string {
  return createHash("sha256").update(`${message} ${asker}`).digest("base64url");
}

/** JSON, as it is or inside a string, its keys in small letters: clients send all of that. */
const inJson = z.unknown().transform((value) => {
  const read = typeof value === "string" ? (parseJson(value) ?? value) : value;
  if (typeof read !== "object" || read === null) return read;
  return Object.fromEntries(Object.entries(read).map(([key, held]) => [key.toLowerCase(), held]));
});
const word = z.string().transform((given) => given.trim().toLowerCase());

const Comment = z.union([
  z.string(),
  z.object({ feedbacktext: z.string() }).transform(({ feedbacktext }) => feedbacktext),
]);
const reaction = word.pipe(z.enum(["like", "dislike"]));
const Value = z.object({
  reaction: reaction.nullish().catch(null),
  feedback: inJson.pipe(Comment).nullish().catch(null),
});
const InAction = z
  .object({
    actionname: word.pipe(z.literal("feedback")),
    actionvalue: inJson.pipe(Value.nullish().catch(null)).optional(),
  })
  .transform(({ actionvalue }) => actionvalue ?? {});
/** Where the action has no name, a thumb tells what it is. */
const Bare = Value.extend({ actionname: z.undefined().optional(), reaction });
const Nameless = z
  .object({ actionname: z.undefined().optional(), actionvalue: inJson.pipe(Bare) })
  .transform(({ actionvalue }) => actionvalue);
const Thumb = inJson.pipe(z.union([InAction, Bare, Nameless]));

/** What a thumb says, in any shape that clients are known to send; null for what is no feedback. https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bot-messages-ai-generated-content */
export function readThumb(value: unknown): { readonly helpful: boolean | null; readonly comment: string } | null {
  const thumb = Thumb.safeParse(value);
  if (!thumb.success) return null;
  const { reaction: given, feedback } = thumb.data;
  return { helpful: given === undefined || given === null ? null : given === "like", comment: feedback ?? "" };
}

/** Null for what is no object in JSON: somebody's words may begin like one. */
function parseJson(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" ? value : null;
  } catch {
    return null;
  }
}
