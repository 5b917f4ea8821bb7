/** Fields of a form that are searched: Teams asks for options while somebody types. */
import type { Bot } from "#core/ports.ts";
import { visible } from "#core/wording/visible.ts";

import type { Turn } from "./wire/connector.ts";
import { LIMITS } from "./drawing/limits.ts";
import type { Inbound } from "./read.ts";

type Search = Extract<Inbound, { readonly kind: "search" }>;

/** https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/dynamic-search */
export function answerSearch(turn: Turn, { field, asked }: Search, bot: Pick<Bot, "findOptions">): Promise<void> {
  const results = bot
    .findOptions(field, asked)
    .slice(0, LIMITS.foundOptions)
    .map(({ label, value }) => ({ title: withAsked(label, asked), value }));
  return turn.respond(200, {
    statusCode: 200,
    type: "application/vnd.microsoft.search.searchResponse",
    value: { results },
  });
}

/**
 * Clients leave out choices whose words do not hold what was typed, such as those found in spite of a slip.
 * https://github.com/microsoft/AdaptiveCards/blob/main/source/nodejs/adaptivecards/src/card-elements.ts
 */
function withAsked(label: string, asked: string): string {
  const typed = asked.trim();
  return label.toLowerCase().includes(typed.toLowerCase()) ? label : `${label} (${visible(typed)})`;
}
