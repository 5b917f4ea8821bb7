/** Sentences of grounded answers and abstentions: `content/wording/answers.yaml`. */
export const ANSWER_WORDS = {} as const satisfies Record<string, readonly string[]>;
