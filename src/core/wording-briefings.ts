/** Sentences of briefings, help and errors: `content/wording/briefings.yaml`. */
export const BRIEFING_WORDS = {
  "shared.by": ["person"],
} as const satisfies Record<string, readonly string[]>;
