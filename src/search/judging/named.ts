/** Who somebody is that the profile names, and nothing more about them. */
import type { Case } from "./judge.ts";
import { asksNothingElse } from "./people.ts";
import type { Ranking } from "./rank.ts";
import type { Verdict } from "./verdict.ts";
import { COVERAGE, LIKENESS } from "#search/tuning.ts";

const LEADING: ReadonlySet<string> = new Set(["leaders", "mafia", "gangs", "organised-crime"]);
/** What somebody does or has is not told. */
const DEEDS =
  /^(?:do|does|did|has|have|had|was|were|will|can|could|where|when|how|why|where|где|когда|как|почему|сколько)$/u;

/** Who somebody is, as the profile told it: the bare name, or what group they lead. */
export function aboutNamed({ reading, index, nearness }: Case, { ranked }: Ranking): Verdict | null {
  const best = ranked.find(({ number }) => index.tells.person[number]);
  if (best === undefined) return null;
  const answer: Verdict = { kind: "findings", topic: best.indicator, findings: [best.number], gravity: false };
  if (asksNothingElse(reading, index)) return answer;
  const likeness = nearness?.findings[best.number] ?? 0;
  if (likeness > LIKENESS.named && likeness > (nearness?.refused ?? 0)) return answer;
  if (best.coverage < COVERAGE.person) return null;
  const led = reading.units.some(({ meanings }) => meanings.some((meaning) => LEADING.has(meaning)));
  if (!led && !reading.cues.has("identity") && reading.words.some(({ raw }) => DEEDS.test(raw))) return null;
  return answer;
}
