/** The bot put together over its handlers: the same for the server and for the command line. */
import { isAnsweredOf, openContext, type Content } from "#core/briefings/context.ts";
import { createChannelPack, type ChannelPacks } from "#core/subscriptions/channel-pack.ts";
import { createFeedback, type FeedbackStore } from "#core/briefings/feedback.ts";
import { composeHandedOver } from "#core/export/replies.ts";
import { composeApology } from "#core/briefings/pages.ts";
import { readQuestionForm } from "#core/briefings/question.ts";
import { converse } from "#core/conversation/converse.ts";
import type { Frames } from "#core/conversation/memory.ts";
import { openZonedContext, type ZonedContent } from "#core/digests/zone.ts";
import { findZoneOptions, ZONE_FIELD } from "#core/subscriptions/zone-options.ts";
import { handle, type Handlers } from "#core/handle.ts";
import type { Lazy } from "#core/lazy.ts";
import { createGrammar, type Grammar, mentioning, parseMention, parsePress, parseText } from "#core/parse.ts";
import type { Bot, Clock, GivenAnswers, Log } from "#core/ports.ts";
import type { Reply } from "#core/reply.ts";
import { NOTHING_IMPORTED } from "#core/profile/world.ts";
import { createAnswers, type Answers, type UnansweredCounts } from "#search/answers.ts";
import type { Indexes } from "#search/index/indexes.ts";
import { adapterWords } from "./adapter-words.ts";
import type { TakenMessages } from "./memory/answer-once.ts";
import { createPatience } from "./patience.ts";
import { cacheReplies } from "./reply-cache.ts";

/** What answering remembers. */
export type AnswerMemory = UnansweredCounts & FeedbackStore & TakenMessages;

export interface HandlerParts {
  readonly content: Content;
  readonly clock: Clock;
  readonly log: Log;
  readonly store: Lazy<{ readonly answers: AnswerMemory; readonly channelPacks: ChannelPacks }>;
  readonly subscriptions: Handlers["subscriptions"];
  /** What questions are answered with; made when absent. */
  readonly indexes?: Indexes | undefined;
}

export interface BotParts {
  readonly content: ZonedContent;
  /** Of that content; made when absent. Several bots over one content may share it. */
  readonly grammar?: Grammar | undefined;
  readonly handlers: Handlers;
  readonly once: Bot["once"];
  readonly given: GivenAnswers;
  /** Absent where nothing is kept of any place, as on the command line. */
  readonly removed?: Bot["removed"];
  readonly frames: Frames;
  /** Which pack a channel has chosen. Does not reject. */
  readonly packOf: ChannelPacks["packOf"];
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: BotMetrics;
}

/** Where it is counted what became of requests. */
export interface BotMetrics {
  /** A request answered: by platform, kind of reply, and the abstention's reason. */
  readonly answers: Counter<"platform" | "kind" | "reason">;
  /** A question that got no answer because one person asked very many: by platform. */
  readonly unheeded: Counter<"platform">;
  /** A message whose form a platform refused: by platform, and what became of it. */
  readonly refusedForms: Counter<"platform" | "outcome">;
  /** A fault of ours: `where` it was met. */
  readonly faults: Counter<"where">;
}

interface Counter<Label extends string> {
  inc(labels: Readonly<Record<Label, string>>): void;
}

/** What needs the store or the index, and how questions are answered for those who ask without a conversation. */
export function createHandlers({ content, clock, log, store, subscriptions, indexes }: HandlerParts): {
  readonly handlers: Handlers;
  readonly answers: Answers;
} {
  const { library, topics, world } = content;
  const answers = createAnswers({ library, topics, world, clock, log, store, indexes });
  const feedback = createFeedback((pack, venue) => openContext(content, pack, { now: clock.now(), venue }), store);
  const here = createChannelPack({ content, now: clock.now, store });
  return { answers, handlers: { ask: (turn, question) => answers.ask(turn, question), subscriptions, here, feedback } };
}

/** The bot as adapters see it; all it holds are replies that cost something to make. */
export function createBot({ content, handlers, frames, packOf, clock, log, metrics, ...kept }: BotParts): Bot {
  const { library, topics, defaultPack } = content;
  const { grammar = createGrammar(library, topics, { world: content.world }) } = kept;
  const version = (): string => (content.world ?? NOTHING_IMPORTED).current().version;
  const replies = cacheReplies((turn) => handle(turn, { content, handlers, now: clock.now() }), { clock, version });
  const isIndicator = (slug: string): boolean => topics.get(slug)?.kind === "indicator";
  const isPlea = grammar.asides.pleads;
  const conversing = converse(replies.answer, { frames, packOf, clock, defaultPack, isIndicator, isPlea });
  const apology = (): Reply => ({
    kind: "apology",
    topic: null,
    briefing: composeApology(openContext(content, defaultPack, { now: clock.now() })),
  });
  return {
    packs: library.packs.map(({ slug, country }) => ({ slug, country })),
    answersOf: (slug) => isAnsweredOf(content, slug),
    defaultPack,
    parse: (words, pack, mentions) => mentioning(parseText(words, grammar, pack), mentions),
    parsePress: (words) => parsePress(words, grammar),
    parseMention(words, mentions) {
      const { pack, command } = parseMention(words, grammar);
      return { pack, command: mentioning(command, mentions) };
    },
    parseQuestion(form, values, pack) {
      const asked = readQuestionForm(form, values);
      if (asked === null) return null;
      const { question, topics: about } = asked;
      return { command: parseText(question, grammar, pack), about, question };
    },
    handle: answerSurely(conversing.handle, { apology, log, metrics }),
    repeat(reply, incoming) {
      if (!replies.isCurrent(reply)) return null;
      metrics.answers.inc({ platform: incoming.conversation.platform, kind: reply.kind, reason: "" });
      return conversing.repeated(incoming, reply);
    },
    posted: conversing.posted,
    apology,
    once: kept.once,
    given: kept.given,
    removed: kept.removed ?? (() => Promise.resolve()),
    refusedForm: (platform, taken) => metrics.refusedForms.inc({ platform, outcome: taken ? "plain" : "lost" }),
    findOptions: (field, asked) =>
      field === ZONE_FIELD ? findZoneOptions(openZonedContext(content, defaultPack, { now: clock.now() }), asked) : [],
    handedOver: (file, how, venue) =>
      composeHandedOver(openContext(content, file.order.pack, { now: clock.now(), venue }), file, how),
    heed: createPatience(clock, metrics),
    ...adapterWords(library.wording, defaultPack),
  };
}

/** Every request gets an answer and is counted: what fails inside is logged, and its answer is an apology. */
function answerSurely(
  answer: Bot["handle"],
  { apology, log, metrics }: { apology: () => Reply; log: Log; metrics: BotMetrics },
): Bot["handle"] {
  return async (request) => {
    const { platform } = request.conversation;
    try {
      const reply = await answer(request);
      const reason = reply.kind === "abstention" ? reply.reason : "";
      metrics.answers.inc({ platform, kind: reply.kind, reason });
      return reply;
    } catch (error) {
      const { pack, command } = request;
      metrics.faults.inc({ where: `${platform} ${command.kind}` });
      log.error({ err: error, platform, pack, command: command.kind }, "Answering failed");
      return apology();
    }
  };
}
