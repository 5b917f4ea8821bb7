/** Scores held against a number: which are above it, of how many that is so, which is nearest to it, how far one is from it. */
import { groupOf, type Bound, type Nearest, type Quantity } from "#core/profile/figure-question.ts";
import type { Command } from "#core/request.ts";
import type { ShortQuestion } from "./asked.ts";
import { editionOf, figuresCommand } from "./questions.ts";

/** `How many markets are above 5.5?`, `which actors are below 3?`, `is any market above 8?` */
export function countedScores(asked: ShortQuestion): Command | undefined {
  const { named, says, opens, subject, isNamed } = asked;
  const bound = boundIn(asked);
  const [of, ...more] = named.countries;
  if (bound === null || isOfCountries(asked) || more.length > 0 || subject.kind === "indicator") return undefined;
  const isOfSome = says("many", "percent", "indicators", "signed") || opens("what");
  const asksWhich = bound.claimed !== undefined || (!opens("whether") && isOfSome);
  if (!asksWhich) return undefined;
  const end = bound.side === "below" || bound.side === "most" ? "lowest" : "highest";
  const edition = editionOf(named);
  return figuresCommand({ kind: "extreme", ...groupOf(subject), end, edition, bound, ...whose(of) }, !isNamed);
}

/** `How many countries score above 6 for heroin?`, `do all countries score above 3?` */
export function countedCountries(asked: ShortQuestion): Command | undefined {
  const { named, says, opens, subject, isNamed } = asked;
  const bound = boundIn(asked);
  if (bound === null || !isOfCountries(asked) || named.countries.length > 0) return undefined;
  if (opens("whether") && bound.claimed === undefined) return undefined;
  const scope = says("world") ? ({ scope: "world" } as const) : {};
  const order = { kind: "bound", bound } as const;
  return figuresCommand({ kind: "rank", subject, edition: editionOf(named), ...scope, asked: order }, !isNamed);
}

/** `Is heroin above 5.5?`, `is Karvonia above 6 for heroin?` */
export function bounded(asked: ShortQuestion): Command | undefined {
  const { named, says, opens, subject, isNamed } = asked;
  const bound = boundIn(asked) ?? scoreClaimed(asked);
  const [of, ...more] = named.countries;
  if (bound === null || says("many", "indicators") || isOfCountries(asked) || subject.kind === "section")
    return undefined;
  if (more.length > 0 || (of !== undefined && !opens("whether"))) return undefined;
  return figuresCommand({ kind: "score", subject, edition: editionOf(named), bound, ...whose(of) }, !isNamed);
}

/** `Which indicator is closest to 5.5?`, `which country is furthest from the line?` */
export function near(asked: ShortQuestion): Command | undefined {
  const { named, says, number: value, subject, isNamed } = asked;
  const end: Nearest["end"] | null = says("furthest") ? "furthest" : says("nearest") ? "nearest" : null;
  const [of, ...more] = named.countries;
  if (end === null || value === null || more.length > 0) return undefined;
  const nearest: Nearest = { value, end };
  const edition = editionOf(named);
  if (isOfCountries(asked)) {
    const scope = says("world") ? ({ scope: "world" } as const) : {};
    return figuresCommand({ kind: "rank", subject, edition, ...scope, asked: { kind: "nearest", nearest } }, !isNamed);
  }
  if (subject.kind === "indicator") return undefined;
  return figuresCommand(
    { kind: "extreme", ...groupOf(subject), end: "highest", edition, nearest, ...whose(of) },
    !isNamed,
  );
}

/** `How far is criminality from the line?` */
export function distant(asked: ShortQuestion): Command | undefined {
  const { named, says, number: distance, subject, isNamed } = asked;
  const [of, ...more] = named.countries;
  const isMeant = says("distance") || (says("size") && says("above", "below"));
  if (distance === null || !isMeant || isOfCountries(asked) || more.length > 0) return undefined;
  if (subject.kind === "section") return undefined;
  return figuresCommand({ kind: "score", subject, edition: editionOf(named), distance, ...whose(of) }, !isNamed);
}

/** Of whose figures, where another country is named. */
export function whose(of: string | undefined): { readonly of?: string } {
  return of === undefined ? {} : { of };
}

/** Of how many of several something is said: `any`, `all`, `nothing`. */
export function quantityIn({
  says,
  opens,
  isAsked,
}: Pick<ShortQuestion, "says" | "opens" | "isAsked">): Quantity | undefined {
  if (says("any")) return "any";
  if (isAsked && opens("every")) return "all";
  if (!opens("whether")) return undefined;
  if (says("none")) return "none";
  // `More than half` is most of them.
  if (says("most") || says("over-half")) return "most";
  if (says("half")) return "half";
  return says("every") ? "all" : undefined;
}

/** Null where no number is named, or no one side of it: of how many of several something is said, `high` names the line. */
function boundIn(asked: ShortQuestion): Bound | null {
  const { place, says, line } = asked;
  const isCalled = asked.number === null && says("called-high", "called-low") && quantityIn(asked) !== undefined;
  const value = isCalled ? line : asked.number;
  const side = isCalled ? (says("called-high") ? "above" : "most") : sideIn(asked);
  if (value === null || place !== null || side === null || says(...ENDS)) return null;
  const claimed = quantityIn(asked);
  const percent = says("percent") ? ({ percent: true } as const) : {};
  return { side, value, ...(claimed === undefined ? {} : { claimed }), ...percent };
}

/** `Is heroin 7?`, `criminality 5.33?`: of a measure with its decimals alone, as `five markets?` asks for others. */
function scoreClaimed(asked: ShortQuestion): Bound | null {
  const { number: value, place, says, subject, isAsked, opens } = asked;
  const isScore = subject.kind === "indicator" || (value !== null && !Number.isInteger(value));
  if (value === null || place !== null || !isScore || says(...ENDS, ...OTHERS)) return null;
  return isAsked || opens("whether") ? { side: "exactly", value } : null;
}

const OTHERS = [
  "above",
  "below",
  "at-least",
  "at-most",
  "many",
  "what",
  "who",
  "any",
  "every",
  "size",
  "distance",
] as const;

const SIDES = [
  ["above", "above"],
  ["below", "below"],
  ["at-least", "least"],
  ["at-most", "most"],
  ["exactly", "exactly"],
] as const;

const ENDS = ["highest", "lowest", "best", "worst", "first", "last", "weakest", "strongest"] as const;

/** Whatever scores a number scores exactly that. */
function sideIn({ says }: ShortQuestion): Bound["side"] | null {
  const [side, ...more] = SIDES.flatMap(([list, each]) => (says(list) ? [each] : []));
  if (more.length > 0) return null;
  return side ?? (says("scores") ? "exactly" : null);
}

function isOfCountries({ isOfCountries: isSo, says }: ShortQuestion): boolean {
  return isSo || says("region", "world");
}
