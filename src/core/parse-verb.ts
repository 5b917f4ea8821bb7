/** Commands that begin with a verb: orders of digests, `ask`, `cite`, `show`, `report`. */
import { readFindingIds } from "#core/profile/finding-ids.ts";
import { editDistance } from "#core/profile/fold.ts";
import type { Topics } from "#core/profile/topics.ts";
import { SUBSCRIPTION_VERBS, type Command, type SubscriptionVerb } from "#core/request.ts";

interface VerbGrammar {
  readonly topics: Topics;
  /** Words that stand for what was spoken of. */
  readonly pronouns: ReadonlySet<string>;
}

/** How many topics to offer for a word that is none. */
const NEAREST = 3;

/** What its first word tells, whatever follows; undefined where that is no verb. `words` are those of `text`, folded. */
export function parseVerb(
  text: string,
  [first = "", ...others]: readonly string[],
  grammar: VerbGrammar,
): Command | undefined {
  const verb = readVerb(first);
  if (verb !== undefined) return { kind: "subscription", verb, rest: afterFirstWord(text) };
  if (first === "ask") return others.length === 0 ? { kind: "help" } : { kind: "ask", question: afterFirstWord(text) };
  if (first === "cite") return parseCite(text, others, grammar);
  if (first === "show") return parseShow(text, grammar);
  return first === "report" ? { kind: "report", about: afterFirstWord(text) } : undefined;
}

/** `cite` with ids of findings or names of topics, or one word that is none; other texts that begin so ask something. */
function parseCite(text: string, others: readonly string[], { topics, pronouns }: VerbGrammar): Command | undefined {
  const named = afterFirstWord(text);
  const findings = readFindingIds(named, topics);
  if (findings !== null) return { kind: "cite", findings };
  const [only = "", ...more] = others;
  const isSlip = more.length === 0 && !pronouns.has(only) && !named.endsWith("?") && topics.find(only).kind === "none";
  return isSlip ? unknown(named, topics) : undefined;
}

/** `show` with ids of findings, as an answer is shared; its score as well where `score` is the last word. */
function parseShow(text: string, { topics }: VerbGrammar): Command | undefined {
  const [, named = "", score] = /^(.*?)(\sscore)?$/su.exec(afterFirstWord(text).trim()) ?? [];
  const findings = readFindingIds(named, topics);
  const isMeant = findings?.some((id) => id.includes(".")) ?? false;
  return findings === null || !isMeant ? undefined : { kind: "findings", findings, score: score !== undefined };
}

/** A verb as typed, or with one slip where it is long enough not to be another word. */
function readVerb(word: string): SubscriptionVerb | undefined {
  const isMeant = (verb: string): boolean => word === verb || (verb.length > 6 && editDistance(word, verb, 1) <= 1);
  return SUBSCRIPTION_VERBS.find(isMeant) ?? (isMeant("subscription") ? "subscriptions" : undefined);
}

/** What a verb is about, as it was typed. */
export function afterFirstWord(text: string): string {
  return text.trim().replace(/^\P{L}*\p{L}+\s*/u, "");
}

/** A word that is none, with the topics that look most like it. */
export function unknown(text: string, topics: Topics): Command {
  return { kind: "unknown", asked: text.trim(), nearest: topics.nearest(text, NEAREST) };
}
