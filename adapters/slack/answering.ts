/** What every answer in Slack is given: the bot, and the ways to the people who ask. */
import type { Bot, Log } from "#core/ports.ts";
import type { FormSeal } from "./form-context.ts";
import type { People } from "./people.ts";
import type { Posts } from "./post.ts";
import type { Drawing } from "./reply.ts";

export interface Answering {
  readonly bot: Bot;
  readonly log: Log;
  readonly posts: Posts;
  readonly people: People;
  readonly drawing: Drawing;
  readonly forms: FormSeal;
}

/** Slack shows an error after 3 s; what takes longer than this comes by the response address instead. */
export const ANSWER_WITHIN_MS = 2000;
