/** The bot put together from its ports: what `main` runs and what the flow tests start. */
import { text } from "#core/document/briefing.ts";
import { composeApology } from "#core/briefings/pages.ts";
import { handle, openContext, type Handlers } from "#core/handle.ts";
import { parseMention, parseText } from "#core/parse.ts";
import { readLabels } from "./labels.ts";
import type { Bot, Clock } from "#core/ports.ts";
import type { Library } from "#core/profile/profile.ts";
import type { Topics } from "#core/profile/topics.ts";
import { say } from "#core/wording/wording.ts";
import { cacheReplies } from "./reply-cache.ts";

export interface AppParts {
  readonly library: Library;
  readonly clock: Clock;
  readonly topics: Topics;
  readonly handlers: Handlers;
  readonly once: Bot["once"];
}

/** A `Bot` over what is handed in; all it holds are replies that cost something to make. */
export function createApp({ library, clock, topics, handlers, once }: AppParts): Bot {
  const vocabulary = { topics, packs: library.packs };
  const setting = { library, topics, handlers };
  return {
    packs: library.packs.map(({ slug, country }) => ({ slug, country })),
    parse: (text) => parseText(text, vocabulary),
    parseMention: (text) => parseMention(text, vocabulary),
    handle: cacheReplies((request) => handle(request, setting, clock.now()), clock),
    apology: (pack) => composeApology(openContext(setting, pack, clock.now())),
    once,
    labels: readLabels(library.wording),
    leftOut: (count) => ({ kind: "notice", spans: [text(say(library.wording, "cut.notice", { count }))] }),
    sharedBy: ({ id, name }) => {
      const [before = "", after = ""] = say(library.wording, "shared.by", { person: "\u0000" }).split("\u0000");
      return {
        kind: "notice",
        spans: [
          { kind: "text", text: before },
          { kind: "person", id, name },
          { kind: "text", text: after },
        ],
      };
    },
  };
}
