/** What is asked, and what a right answer to it is: the shape of the files of this folder. */
import { z } from "zod";
import { ABSTENTION_REASONS } from "#core/reply.ts";
import type { AnswerLine } from "#terminal/answer-line.ts";

export const LANGUAGES = ["en", "ru", "ky"] as const;
export const REGISTERS = [
  "terse",
  "chatty",
  "journalist",
  "compliance",
  "russian",
  "kyrgyz",
  "misspelt",
  "false-premise",
  "figures",
] as const;

const KINDS = [
  "answer",
  "figures",
  "page",
  "smalltalk",
  "about",
  "need",
  "choice",
  "abstention",
] as const satisfies readonly AnswerLine["kind"][];

const Pattern = z.string().transform((source) => new RegExp(source, "iu"));

const Key = z.strictObject({
  ask: z.string(),
  /** The kinds of reply that are right. Who names them asks the whole bot; who does not, the search alone. */
  expect: z.array(z.enum(KINDS)).min(1).optional(),
  /** Slugs of topics that count as a hit, any of them. */
  topics: z.array(z.string()).default([]),
  /** What the text must match: of several patterns, each. */
  shows: z.union([Pattern.transform((one) => [one]), z.array(Pattern)]).default([]),
  /** What the text must not match, such as another topic's figure. */
  wrong: z.array(Pattern).default([]),
  /** Reasons that are right for not answering. */
  abstain: z.array(z.enum(ABSTENTION_REASONS)).default([]),
});

/** Without `expect`, a question that has topics is to be answered, and one that has none is not. */
function withKinds<K extends z.infer<typeof Key>>(key: K) {
  const kinds = key.expect ?? (key.topics.length > 0 ? (["answer", "figures"] as const) : (["abstention"] as const));
  return { ...key, kinds, asks: key.expect === undefined ? ("search" as const) : ("bot" as const) };
}

export const Question = Key.extend({
  /** The topic that the conversation was about. */
  after: z.string().nullable().default(null),
  language: z.enum(LANGUAGES).default("en"),
  register: z.enum(REGISTERS).optional(),
})
  .refine(
    ({ expect, after }) => expect === undefined || after === null,
    "What follows on another turn belongs in a thread",
  )
  .transform(withKinds);
export type Question = z.infer<typeof Question>;

export const Thread = z.strictObject({ turns: z.array(Key.transform(withKinds)).min(1) });
export type Thread = z.infer<typeof Thread>;
export type Turn = Thread["turns"][number];

/** A question for compliance and, with nearly the same words, one for a recipe. */
export const Twin = z.strictObject({ compliance: z.string(), topics: z.array(z.string()), recipe: z.string() });
export type Twin = z.infer<typeof Twin>;
