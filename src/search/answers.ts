/** Questions in plain words, answered from the content pack alone. */
import { composeAbstention } from "#core/briefings/abstention.ts";
import { composeAllTold, composeAnswer } from "#core/briefings/answer.ts";
import { replyToSmalltalk } from "#core/briefings/asides/replies.ts";
import { composeFigures } from "#core/briefings/figures.ts";
import { openContext, type Context, type Venue } from "#core/briefings/context.ts";
import { composeBetween, composeWhyScored } from "#core/briefings/figures/scored-topics.ts";
import { composeTopic } from "#core/briefings/overview.ts";
import { composeNotInFigures } from "#core/briefings/figures-alone.ts";
import type { Lazy } from "#core/lazy.ts";
import type { Clock, Log } from "#core/ports.ts";
import type { Finding, Library } from "#core/profile/profile.ts";
import { briefingReply, type AbstentionReason, type Reply } from "#core/reply.ts";
import type { Frame } from "#core/conversation/frame.ts";
import type { FramedRequest } from "#core/conversation/framed-request.ts";
import { createTopics, type Topics } from "#core/profile/topics.ts";
import { NOTHING_IMPORTED, type World, type WorldSource } from "#core/profile/world.ts";
import { readCorrected } from "./corrected.ts";
import { createIndexes, type Indexed, type Indexes } from "./index/indexes.ts";
import type { Verdict } from "./judging/case.ts";
import { judge, judgeFigures } from "./judging/judge.ts";
import { withImportedNames, type WidenedLexicon } from "./reading/imported-names.ts";
import { readWords } from "./reading/words.ts";
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
  /** Countries that figures were brought in of; none when absent. */
  readonly world?: WorldSource | undefined;
  readonly store?: Lazy<{ readonly answers: UnansweredCounts }>;
  readonly log?: Log;
  /** Of that library; made when absent. Several over one library may share them. */
  readonly indexes?: Indexes | undefined;
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
  indexes = createIndexes(library),
  topics = createTopics(library.taxonomy),
  world = NOTHING_IMPORTED,
}: SearchParts): Answers {
  const { countries, "rare-countries": rare } = library.vocabulary;
  const widened = createWidening(new Set([...Object.keys(countries), ...Object.keys(rare)]));
  const answer = (slug: string, question: string, { frame, venue }: Asked): Reply => {
    const context = openContext({ library, topics, world }, slug, { now: clock.now(), venue });
    // A country without a profile is asked about in the words of one that has it.
    const read = context.pack.kind === "figures" ? (library.packs[0]?.slug ?? slug) : slug;
    // Built while the bot starts; whoever asks before that waits for it.
    const indexed = widened(indexes.ready.get(read) ?? indexes.build(read), context);
    return context.pack.kind === "figures"
      ? composeOfFigures(context, judgeMessage(question, inPlaceOf(indexed, context), { frame, by: judgeFigures }))
      : compose(context, judgeMessage(question, indexed, { frame, by: judge }));
  };
  return {
    askSync: (slug, question, frame) => answer(slug, question, { frame, venue: null }),
    async warm() {
      await indexes.warm();
      for (const pack of library.packs) widened(indexes.build(pack.slug), { world: world.current(), pack });
    },
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

interface Widened extends Indexed {
  readonly lexicon: WidenedLexicon;
  readonly world: World;
}

/** Knows the names of the countries that are here now; those of one world are read once. */
function createWidening(
  listed: ReadonlySet<string>,
): (indexed: Indexed, context: Pick<Context, "world" | "pack">) => Widened {
  const known = new WeakMap<World, Map<string | null, WidenedLexicon>>();
  return (indexed, { world, pack }) => {
    const lexicons = known.get(world) ?? new Map<string | null, WidenedLexicon>();
    known.set(world, lexicons);
    // A pack knows its own country by its index.
    const own = pack.kind === "profile" ? pack.slug : null;
    const lexicon = lexicons.get(own) ?? withImportedNames(indexed.lexicon, { world, own, listed });
    lexicons.set(own, lexicon);
    return { ...indexed, lexicon, world };
  };
}

/** As if the index were that country's: of what it holds nothing but figures is told. */
function inPlaceOf({ index, lexicon, ...others }: Widened, { pack, country }: Context): Widened {
  const ownStems = new Set(
    [country.name, ...country.aliases]
      .map((name) => readWords(name, lexicon.stemmer))
      .flatMap(([word, ...more]) => (word !== undefined && more.length === 0 ? [word.stem] : [])),
  );
  return { ...others, lexicon, index: { ...index, pack, ownStems, ownCountries: new Set([pack.slug]) } };
}

function composeOfFigures(context: Context, verdict: Verdict): Reply {
  if (verdict.kind === "figures") return composeFigures(context, verdict.question);
  if (verdict.kind === "remark") return replyToSmalltalk(context, "assent");
  const slug = ("topic" in verdict ? verdict.topic : verdict.topics[0]) ?? "";
  const topic = context.topics.get(slug);
  return {
    kind: "abstention",
    topic: topic?.slug ?? null,
    reason: "not-in-profile",
    briefing: composeNotInFigures(context, topic, []),
  };
}

function judgeMessage(
  message: string,
  indexed: Widened,
  { frame: spokenOf, by }: { readonly frame: Frame | null; readonly by: typeof judge },
): Verdict {
  const { examples } = indexed;
  const corrected = spokenOf === null ? null : readCorrected(message, spokenOf, indexed);
  const { reading, frame, said } = corrected ?? {
    reading: readQuestion(message, indexed),
    frame: spokenOf,
    said: message,
  };
  // Whoever writes one sentence has been read already.
  const spelt = reading.sentences.length === 1 ? reading.spelt : readAsSpelt(said, indexed);
  const sameExample = examples?.find(spelt) ?? null;
  const judged = (reading: QuestionReading): Verdict =>
    by({ ...indexed, reading, frame, sameExample, nearness: examples?.compare(reading.words) ?? null });
  const verdict: Verdict = corrected?.page === undefined ? judged(reading) : { kind: "page", topic: corrected.page };
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
    case "between":
      return composeBetween(context, verdict.topics);
    case "why-scored":
      return composeWhyScored(context, verdict.topic);
    case "page":
      return briefingReply(composeTopic(context, verdict.topic, "brief"), verdict.topic);
    case "remark":
      return replyToSmalltalk(context, "assent");
    case "told":
      return composeAllTold(context, verdict.topic);
    case "figures":
      return composeFigures(context, verdict.question, at(verdict.findings));
    case "abstain":
      return composeAbstention(context, { ...verdict, nearby: at(verdict.nearby) });
  }
}
