/** What the page asks for, checked at the edge. */
import { z } from "zod";
import { CLOCK_STEPS } from "./clock.ts";

/** An id that the fakes gave out. */
const id = z.string().max(500);
/** What a person wrote, or a bot put behind a choice. */
const words = z.string().max(40_000);
const thread = id.nullable().default(null);

export const REQUESTS = {
  "slack/send": z.object({ channel: id, text: words, thread }),
  "slack/press": z.object({ channel: id, ts: id, actionId: id, choice: words.nullable().default(null) }),
  "slack/submit": z.object({ view: id, values: z.record(z.string(), z.union([words, z.array(words)])) }),
  "slack/search": z.object({ view: id, actionId: id, text: words }),
  "slack/close": z.object({ view: id }),
  "teams/send": z.object({ conversation: id, text: words, thread }),
  "teams/install": z.object({ conversation: id }),
  "teams/press": z.object({ activity: id, action: z.record(z.string(), z.unknown()) }),
  "teams/submit": z.object({ dialog: id, action: z.record(z.string(), z.unknown()) }),
  "teams/close": z.object({ dialog: id }),
  "teams/search": z.object({ activity: id, dataset: id, text: words }),
  "teams/consent": z.object({ activity: id, action: z.enum(["accept", "decline"]) }),
  "teams/rate": z.object({ activity: id, reaction: z.enum(["like", "dislike"]), comment: words.default("") }),
  clock: z.object({ step: z.enum(CLOCK_STEPS) }),
  clear: z.object({}),
} as const;

export type RequestName = keyof typeof REQUESTS;
/** A request as it is read. */
export type PageLine<Name extends RequestName> = z.output<(typeof REQUESTS)[Name]>;
export type PageRequests = { readonly [Name in RequestName]: z.input<(typeof REQUESTS)[Name]> };

/** What the page is told after each request: `notice` is a sentence for the person, when something went wrong. */
export interface PageAnswer {
  readonly notice: string | null;
  /** What was found of what was searched for. */
  readonly options?: readonly { readonly label: string; readonly value: string }[];
}
