/** What the page is told of what the bot made of a deed. */
import type { BotAnswer } from "./platform/http.ts";
import type { PageAnswer } from "./requests.ts";

export const DONE: PageAnswer = { notice: null };

export function heard({ status, text }: BotAnswer): PageAnswer {
  if (status >= 200 && status < 300) return DONE;
  if (status === 0) {
    const late = text === "operation_timeout";
    return {
      notice: late ? "The bot took too long to answer. Try again." : "The bot did not answer. Is it still running?",
    };
  }
  return { notice: `The bot could not take that (it answered ${status}). Its log in the terminal says more.` };
}
