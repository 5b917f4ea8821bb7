/** Sentences for small talk and for somebody in need: `content/wording/asides.yaml`. */
export const ASIDE_WORDS = {
  "smalltalk.thanks": [],
  "smalltalk.greeting": ["country", "edition"],
  "smalltalk.farewell": [],
  "smalltalk.assent": [],
  "need.bot": [],
  "need.turn": [],
  "need.contact": ["contact"],
  "need.elsewhere": [],
  "need.women": [],
  "need.women.address": [],
  "need.trafficked": [],
  "need.trafficked.address": [],
  "help.contact": ["contact"],
  "unknown.none": ["asked"],
} as const satisfies Record<string, readonly string[]>;
