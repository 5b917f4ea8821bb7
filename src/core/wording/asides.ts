/** Sentences for small talk and for somebody in need: `content/wording/asides.yaml`. */
export const ASIDE_WORDS = {
  "smalltalk.thanks": [],
  "smalltalk.greeting": ["country", "edition"],
  "smalltalk.farewell": [],
  "smalltalk.assent": [],
  "need.address.helplines": [],
  "need.address.trafficked": [],
  "need.address.women": [],
  "help.contact": ["contact"],
  "unknown.none": ["asked"],
} as const satisfies Record<string, readonly string[]>;
