/** A topic by its name, or what else words may be that are no command. */
import type { ReadCorrection } from "#core/conversation/correction.ts";
import type { Topics } from "#core/profile/topics.ts";
import type { Command, Detail } from "#core/request.ts";
import { unknown } from "./parse-verb.ts";

/** Behind a topic: all there is of it. */
export const EVERYTHING: ReadonlySet<string> = new Set(["all", "full", "everything"]);
/** A topic's name has at most this many words; longer text is a question. */
const LONGEST_TOPIC = 6;

interface TopicGrammar {
  readonly topics: Topics;
  readonly questions: readonly string[];
  readonly correction: ReadCorrection;
}

/** `questions` are first words of one. Words that are no topic are a question, or unknown where there is one alone. */
export function parseTopic(text: string, words: readonly string[], { topics, ...putting }: TopicGrammar): Command {
  const cited = topics.get(/^([a-z-]+)\.[a-z\d-]+$/.exec(text.trim())?.[1] ?? "");
  const wantsAll = words.length > 1 && EVERYTHING.has(words.at(-1) ?? "");
  const detail: Detail = wantsAll ? "full" : "brief";
  if (cited !== undefined) return { kind: "topic", slug: cited.slug, detail };
  if (isQuestion(text, words, putting)) return { kind: "ask", question: text.trim() };
  const asked = (wantsAll ? words.slice(0, -1) : words).join(" ");
  const found = topics.find(asked);
  switch (found.kind) {
    case "one":
      return {
        kind: "topic",
        slug: found.slug,
        detail,
        ...(text.trimEnd().endsWith("?") ? { asked: text.trim() } : {}),
      };
    case "several":
      return { kind: "choose", asked, slugs: found.slugs };
    case "none":
      return words.length === 1 ? unknown(text, topics) : { kind: "ask", question: text.trim() };
  }
}

function isQuestion(
  text: string,
  words: readonly string[],
  { questions, correction }: Omit<TopicGrammar, "topics">,
): boolean {
  if (words.length < 2) return false;
  // `No, state actors` is no slip of non-state ones.
  if (correction(text)?.isSure === true) return true;
  return text.trimEnd().endsWith("?") || questions.includes(words[0] ?? "") || words.length > LONGEST_TOPIC;
}
