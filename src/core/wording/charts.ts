/** Words in and around pictures of figures: `content/wording/charts.yaml`. */
export const CHART_WORDS = {
  "chart.both": [],
  "chart.dashed": ["count", "first"],
  "chart.indicators": ["count"],
  "chart.like-for-like": [],
  "chart.line": ["line"],
  "chart.new": ["subject", "since"],
  "verdict.beside": ["group", "edition", "country", "other", "count", "of"],
  "verdict.beside.level": ["group", "edition", "country", "other", "count", "of", "level"],
  "verdict.most": ["group", "subject", "change", "from", "first", "to", "last"],
  "verdict.none": ["group", "first", "last"],
} as const satisfies Record<string, readonly string[]>;
