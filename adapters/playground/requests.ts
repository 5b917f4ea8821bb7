/** What the page asks for, checked at the edge. */
import { z } from "zod";

import { STEPS } from "./clock.ts";

const place = z.string().max(500);
const text = z.string().max(40_000);
const thread = place.nullable().default(null);

export const REQUESTS = {
  "slack/send": z.object({ channel: place, text, thread }),
  "slack/press": z.object({ channel: place, ts: place, actionId: place, choice: text.nullable().default(null) }),
  "slack/submit": z.object({ view: place, values: z.record(z.string(), z.union([text, z.array(text)])) }),
  "slack/close": z.object({ view: place }),
  "teams/send": z.object({ conversation: place, text, thread }),
  "teams/press": z.object({
    activity: place,
    action: z.record(z.string(), z.unknown()),
    inputs: z.record(z.string(), text).default({}),
  }),
  "teams/rate": z.object({ activity: place, reaction: z.enum(["like", "dislike"]), comment: text.default("") }),
  clock: z.object({ step: z.enum(STEPS) }),
  clear: z.object({}),
} as const;

export type RequestName = keyof typeof REQUESTS;
export type PageRequests = { readonly [Name in RequestName]: z.input<(typeof REQUESTS)[Name]> };

/** What the page is told after each request: `notice` is a sentence for the person, when something went wrong. */
export interface PageAnswer {
  readonly notice: string | null;
}
