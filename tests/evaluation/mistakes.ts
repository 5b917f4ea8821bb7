/** What went wrong with one question or turn, in a line: for sets that may be looked at. */
import type { Outcome, TurnOutcome } from "./ask.ts";
import { isRight, type Verdict } from "./judge.ts";
import type { Turn } from "./keys.ts";
import { answerLine } from "#terminal/answer-line.ts";

export function describeMistake(outcome: Outcome): readonly string[] {
  const { question } = outcome;
  const what = mistakeIn(question, outcome);
  return what === null ? [] : [`${what}: ${question.ask} | ${wanted(question)} | ${got(outcome)}`];
}

export function describeTurn(outcome: TurnOutcome): readonly string[] {
  const { turn, before, wrong } = outcome;
  if (isRight(outcome)) return [];
  const what = wrong.length > 0 ? `WRONG /${sources(wrong)}/` : outcome.kindRight ? "fact" : "kind";
  return [`${what}: ${[...before, `>> ${turn.ask}`].join(" / ")} | ${wanted(turn)} | ${got(outcome)}`];
}

function mistakeIn(key: Turn, { kindRight, abstained, reasoned, hit, factsRight }: Verdict): string | null {
  if (!kindRight && abstained) return "ABSTAINED";
  if (!kindRight && key.kinds.every((kind) => kind === "abstention")) return "ANSWERED";
  if (!kindRight) return "kind";
  if (abstained) return reasoned ? null : "reason";
  if (key.topics.length > 0 && !hit) return "miss";
  return factsRight ? null : "fact";
}

function wanted({ kinds, topics, shows, abstain }: Turn): string {
  const parts = [
    kinds.join(" or "),
    topics.join(", "),
    abstain.join(", "),
    shows.length > 0 ? `/${sources(shows)}/` : "",
  ];
  return `wanted ${parts.filter((part) => part !== "").join(" ")}`;
}

function got({ reply }: Verdict): string {
  const { kind, topic, reason, citations } = answerLine(reply);
  return [kind, reason ?? topic ?? "", ...citations.map(({ finding }) => finding)].filter(Boolean).join(" ");
}

function sources(patterns: readonly RegExp[]): string {
  return patterns.map(({ source }) => source).join("/ /");
}
