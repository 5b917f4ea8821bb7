/** Fields of a form that are searched: Slack asks for options while somebody types. */
import type { PlainTextOption } from "@slack/types";
import type { Answering } from "./answering.ts";
import { LIMITS } from "./drawing/limits.ts";
import { drawOption } from "./form.ts";
import { readSearch } from "./read.ts";

interface SearchEvent {
  readonly body: unknown;
  readonly ack: (answer: { options: PlainTextOption[] }) => Promise<void>;
}

/** https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element#external_select */
export function searchListener({ bot }: Pick<Answering, "bot">): (event: SearchEvent) => Promise<void> {
  return async ({ body, ack }) => {
    const { field, asked } = readSearch(body);
    const options = bot.findOptions(field, asked).slice(0, LIMITS.options);
    await ack({ options: options.map(drawOption) });
  };
}
