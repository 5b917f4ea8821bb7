/** Questions in plain words, answered from the content pack alone. */
import { composeAbstention, composeAnswer } from "#core/briefings/answer.ts";
import { composeFigures } from "#core/briefings/figures.ts";
import { openContext, type Context } from "#core/briefings/context.ts";
import type { Lazy } from "#core/lazy.ts";
import type { Clock, Log } from "#core/ports.ts";
import type { Finding, Library } from "#core/profile/profile.ts";
import type { AbstentionReason, Reply } from "#core/reply.ts";
import type { Conversation, Request } from "#core/request.ts";
import type { SearchWords } from "#core/profile/vocabulary.ts";
import { createTopics, type Topics } from "#core/profile/topics.ts";
import { createIndexes, type Indexed } from "./index/indexes.ts";
import type { Verdict } from "./judging/case.ts";
import { judge } from "./judging/judge.ts";
import { readAsSpelt, readContext, readQuestion, type QuestionReading } from "./reading/question.ts";

/** What a thread was last about, by its slug; never the words. Times are milliseconds since 1970 UTC. */
export interface ThreadTopics {
  topicOf(thread: string, now: number): Promise<string | null>;
  rememberTopic(thread: string, slug: string, now: number): Promise<void>;
}

/** What people look for in vain, by reason and topic. */
export interface UnansweredCounts {
  countUnanswered(question: {
    pack: string;
    reason: AbstentionReason;
    topic: string | null;
    now: number;
  }): Promise<void>;
}

export interface SearchParts {
  readonly library: Library;
  /** Read on the first question: the start does not wait for it. */
  readonly vocabulary: () => SearchWords;
  readonly clock: Clock;
  readonly topics?: Topics;
  readonly store?: Lazy<{ readonly answers: ThreadTopics & UnansweredCounts }>;
  readonly log?: Log;
}

export interface Answers {
  /** Answers, and remembers the topic of the thread. A store that is away costs the memory, not the answer. */
  ask(request: Request, question: string): Promise<Reply>;
  /** The same without a store: `previous` is the topic that the thread was about. */
  askSync(pack: string, question: string, previous: string | null): Reply;
  /** Builds the indexes beside other work, so that the first question need not wait for them. */
  warm(): Promise<void>;
}

export function createAnswers({
  library,
  vocabulary,
  clock,
  store,
  log,
  topics = createTopics(library.taxonomy),
}: SearchParts): Answers {
  const indexes = createIndexes(library, vocabulary);
  const withMemory = openMemory(store, log);
  const answer = (slug: string, question: string, previous: string | null): Reply => {
    const context = openContext({ library, topics }, slug, clock.now());
    // Built while the bot starts; whoever asks before that waits for it.
    const indexed = indexes.ready.get(slug) ?? indexes.build(slug);
    return compose(context, judgeMessage(question, indexed, previous));
  };
  return {
    askSync: answer,
    warm: () => indexes.warm(),
    async ask({ pack, conversation }, question) {
      const thread = threadOf(pack, conversation);
      const previous = thread === null ? null : await withMemory((kept) => kept.topicOf(thread, clock.now()));
      const reply = answer(pack, question, previous);
      if (reply.kind === "answer" && thread !== null)
        await withMemory((kept) => kept.rememberTopic(thread, reply.topic, clock.now()));
      if (reply.kind === "abstention") {
        const { reason, topic } = reply;
        await withMemory((kept) => kept.countUnanswered({ pack, reason, topic, now: clock.now() }));
      }
      return reply;
    },
  };
}

/** What the memory is asked for is null where there is no store and while it is away: that costs the memory, not the answer. */
function openMemory(store: SearchParts["store"], log: SearchParts["log"]) {
  return async <T>(work: (kept: ThreadTopics & UnansweredCounts) => Promise<T>): Promise<T | null> => {
    try {
      return store === undefined ? null : await work((await store.get()).answers);
    } catch (error) {
      log?.warn({ err: error }, "A thread's topic or a count could not be kept");
      return null;
    }
  };
}

function judgeMessage(message: string, indexed: Indexed, previous: string | null): Verdict {
  const { examples } = indexed;
  const sameExample = examples?.find(readAsSpelt(message, indexed)) ?? null;
  const judged = (reading: QuestionReading): Verdict =>
    judge({ ...indexed, reading, previous, sameExample, nearness: examples?.compare(reading.words) ?? null });
  const reading = readQuestion(message, indexed);
  const verdict = judged(reading);
  if (reading.sentences.length < 2 || !isOpen(verdict)) return verdict;
  // `Our driver was stopped in Osh. Is that a known pattern?`: what it asks about stands beside it.
  const context = judged(readContext(reading, indexed));
  return context.kind === "abstain" ? verdict : context;
}

/** Whether more words might still make an answer of it. */
function isOpen(verdict: Verdict): boolean {
  return verdict.kind === "abstain" && verdict.reason === "not-in-profile";
}

/** A conversation that has a thread, or is between two: elsewhere many talk at once and nothing is remembered. */
function threadOf(pack: string, { platform, tenant, channel, thread, kind }: Conversation): string | null {
  if (thread === null && kind !== "direct") return null;
  return [platform, tenant, channel, thread ?? "", pack].join(" ");
}

function compose(context: Context, verdict: Verdict): Reply {
  const at = (positions: readonly number[]): readonly Finding[] =>
    positions.flatMap((position) => context.pack.findings[position] ?? []);
  switch (verdict.kind) {
    case "findings":
      return composeAnswer(context, { ...verdict, findings: at(verdict.findings) });
    case "figures":
      return composeFigures(context, verdict.question, at(verdict.findings));
    case "abstain":
      return composeAbstention(context, { ...verdict, nearby: at(verdict.nearby) });
  }
}
