/** Sentences of subscriptions and digests: `content/wording/digests.yaml`. */
export const DIGEST_WORDS = {} as const satisfies Record<string, readonly string[]>;
