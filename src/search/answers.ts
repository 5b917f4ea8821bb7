/** Questions in plain words, answered from the content pack alone. */
import { composeAbstention, composeAllTold, composeAnswer } from "#core/briefings/answer.ts";
import { composeFigures } from "#core/briefings/figures.ts";
import { openContext, type Context, type Venue } from "#core/briefings/context.ts";
import type { Lazy } from "#core/lazy.ts";
import type { Clock, Log } from "#core/ports.ts";
import type { Finding, Library } from "#core/profile/profile.ts";
import type { AbstentionReason, Reply } from "#core/reply.ts";
import type { Frame } from "#core/conversation/frame.ts";
import type { FramedRequest } from "#core/conversation/framed-request.ts";
import { createTopics, type Topics } from "#core/profile/topics.ts";
import { createIndexes, type Indexed, type KeptTables } from "./index/indexes.ts";
import type { Verdict } from "./judging/case.ts";
import { judge } from "./judging/judge.ts";
import { readAsSpelt, readContext, readQuestion, type QuestionReading } from "./reading/question.ts";

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
  readonly clock: Clock;
  readonly topics?: Topics;
  readonly store?: Lazy<{ readonly answers: UnansweredCounts }>;
  readonly log?: Log;
  /** Where the indexes are kept from one start to the next; nowhere when absent. */
  readonly kept?: KeptTables | undefined;
}

export interface Answers {
  /** Answers, and counts what is not answered. A store that is away costs the count, not the answer. */
  ask(turn: FramedRequest, question: string): Promise<Reply>;
  /** The same without a store: `frame` is what the conversation is about. */
  askSync(pack: string, question: string, frame: Frame | null): Reply;
  /** Builds the indexes beside other work, so that the first question need not wait for them. */
  warm(): Promise<void>;
}

interface Asked {
  readonly frame: Frame | null;
  readonly venue: Venue | null;
}

export function createAnswers({
  library,
  clock,
  store,
  log,
  kept,
  topics = createTopics(library.taxonomy),
}: SearchParts): Answers {
  const indexes = createIndexes(library, kept);
  const answer = (slug: string, question: string, { frame, venue }: Asked): Reply => {
    const context = openContext({ library, topics }, slug, { now: clock.now(), venue });
    // Built while the bot starts; whoever asks before that waits for it.
    const indexed = indexes.ready.get(slug) ?? indexes.build(slug);
    return compose(context, judgeMessage(question, indexed, frame));
  };
  return {
    askSync: (slug, question, frame) => answer(slug, question, { frame, venue: null }),
    warm: () => indexes.warm(),
    async ask({ pack, frame, conversation }, question) {
      const reply = answer(pack, question, { frame, venue: conversation });
      if (reply.kind === "abstention") {
        const { reason, topic } = reply;
        await countUnanswered({ pack, reason, topic, now: clock.now() }, { store, log });
      }
      return reply;
    },
  };
}

async function countUnanswered(
  question: Parameters<UnansweredCounts["countUnanswered"]>[0],
  { store, log }: { readonly store: SearchParts["store"]; readonly log: SearchParts["log"] },
): Promise<void> {
  try {
    await (await store?.get())?.answers.countUnanswered(question);
  } catch (error) {
    log?.warn({ err: error }, "A question that was not answered could not be counted");
  }
}

function judgeMessage(message: string, indexed: Indexed, frame: Frame | null): Verdict {
  const { examples } = indexed;
  const sameExample = examples?.find(readAsSpelt(message, indexed)) ?? null;
  const judged = (reading: QuestionReading): Verdict =>
    judge({ ...indexed, reading, frame, sameExample, nearness: examples?.compare(reading.words) ?? null });
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

function compose(context: Context, verdict: Verdict): Reply {
  const at = (positions: readonly number[]): readonly Finding[] =>
    positions.flatMap((position) => context.pack.findings[position] ?? []);
  switch (verdict.kind) {
    case "findings":
      return composeAnswer(context, { ...verdict, findings: at(verdict.findings) });
    case "told":
      return composeAllTold(context, verdict.topic);
    case "figures":
      return composeFigures(context, verdict.question, at(verdict.findings));
    case "abstain":
      return composeAbstention(context, { ...verdict, nearby: at(verdict.nearby) });
  }
}
