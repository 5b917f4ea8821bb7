/** The bot over its handlers: the same for the server and for the command line. */
import { openContext, type Handlers } from "#core/handle.ts";
import { createFeedback } from "#core/briefings/feedback.ts";
import type { Bot, Clock, Log } from "#core/ports.ts";
import type { Library } from "#core/profile/profile.ts";
import type { Reply } from "#core/reply.ts";
import type { Request } from "#core/request.ts";
import type { SearchWords } from "#core/profile/vocabulary.ts";
import { createTopics, type Topics } from "#core/profile/topics.ts";
import { createAnswers, type Answers } from "#search/answers.ts";
import type { AnswerStore } from "#store/answers.ts";
import { createApp } from "./bot.ts";
import { createOnce } from "./answer-once.ts";

export interface Parts {
  readonly library: Library;
  readonly vocabulary: SearchWords;
  readonly clock: Clock;
  readonly log: Log;
  readonly store: Omit<
    AnswerStore,
    "listReports" | "listUnanswered" | "countFeedback" | "forgetOld" | "listOpen" | "reopen"
  >;
  readonly subscriptions: (topics: Topics) => Handlers["subscriptions"];
  readonly count: Counting;
}

/** Where it is counted what became of requests. */
export interface Counting {
  answered(labels: { platform: string; kind: string; reason: string }): void;
  failed(where: string): void;
}

export interface Assembled {
  readonly bot: Bot;
  readonly answers: Answers;
  readonly topics: Topics;
}

export function assemble({ library, vocabulary, clock, log, store, subscriptions, count }: Parts): Assembled {
  const topics = createTopics(library.taxonomy);
  const open = (pack: string) => openContext({ library, topics }, pack, clock.now());
  const answers = createAnswers({
    library,
    vocabulary: () => vocabulary,
    clock,
    log,
    topics,
    memory: store,
    counts: store,
  });
  const handlers = {
    ask: (request: Request, question: string) => answers.ask(request, question),
    subscriptions: subscriptions(topics),
    feedback: createFeedback(open, store),
  };
  const bot = createApp({ library, topics, clock, handlers, once: createOnce({ messages: store, clock, log }) });
  return { bot: { ...bot, handle: counted(bot, count) }, answers, topics };
}

function counted(bot: Bot, count: Counting): Bot["handle"] {
  return async (request) => {
    const { platform } = request.conversation;
    try {
      const reply = await bot.handle(request);
      count.answered({ platform, kind: reply.kind, reason: reasonOf(reply) });
      return reply;
    } catch (error) {
      count.failed(`${platform} ${request.command.kind}`);
      throw error;
    }
  };
}

function reasonOf(reply: Reply): string {
  return reply.kind === "abstention" ? reply.reason : "";
}
