/** An answer's name: its topic and the findings it showed. Whoever has the key needs no store to know the answer. */

export interface AnswerKey {
  readonly topic: string | null;
  readonly findings: readonly string[];
}

/** `heroin-trade:heroin-trade.seizures,heroin-trade.transit-share`; reads back with `readAnswerKey`. */
export function answerKey({ topic, findings }: AnswerKey): string {
  return `${topic ?? ""}:${findings.join(",")}`;
}

/** Null when `key` is none. */
export function readAnswerKey(key: string): AnswerKey | null {
  const parts = /^([a-z\d-]*):([a-z\d.,-]*)$/.exec(key);
  if (parts === null) return null;
  const [, topic = "", findings = ""] = parts;
  return { topic: topic === "" ? null : topic, findings: findings.split(",").filter(Boolean) };
}
