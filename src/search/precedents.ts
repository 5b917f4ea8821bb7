/** Questions that somebody listed with what they deserve: one that is like them deserves the same. */
import type { Pack } from "#core/profile.ts";
import { ABSTENTION_REASONS, type AbstentionReason } from "#core/reply.ts";
import type { Lexicon } from "./lexicon.ts";
import { createListing, featuresOf, idfOf, type Features, type ListedIndex } from "./listed.ts";
import type { Word } from "./words.ts";

export interface Precedents {
  /** How near the listed questions are to one with these words. */
  readonly compare: (words: readonly Word[]) => Nearness;
  /** How much a word, by its stem, tells of what is asked: low when questions of all kinds have it. Null for one that none has. */
  readonly tellingOf: (stem: string) => number | null;
}

/** 0 when nothing is alike; the same words give 1 and more, for those that are nearly the same beside them. */
export interface Nearness {
  /** By the finding's position in the pack. */
  readonly findings: Float32Array;
  /** Whether it is listed with a finding, word for word but for the order. */
  readonly listed: boolean;
  /** The nearest of what the figures answer. */
  readonly figures: number;
  /** The nearest of what is answered at all. */
  readonly answered: number;
  /** The nearest of what is not. */
  readonly refused: number;
  readonly reason: AbstentionReason | null;
}

/** Of one deserving, the three nearest questions count, each for less than the one before. */
const SECOND = 0.3;
const THIRD = 0.15;
const BUT_FOR_ROUNDING = 0.99;
/** Of words that many questions have alone, nothing is told. */
const SAYS_LITTLE = 0.4;
/** Less likeness than this is chance. */
const LEAST = 0.05;
/** How many questions are read before somebody else may have a turn. */
const SLICE = 250;

/** Reads the questions a slice at a time; null when the pack lists none. `read` gives words as `compare` will get them. */
export function* listPrecedents(
  pack: Pack,
  lexicon: Lexicon,
  read: (question: string) => readonly Word[],
): Generator<void, Precedents | null> {
  const lists = Object.entries(pack.questions);
  if (lists.length === 0) return null;
  // By this order: the findings, then figures, then the reasons.
  const targets = [...pack.findings.map(({ id }) => id), "figures", ...ABSTENTION_REASONS];
  const positions = new Map(targets.map((target, at) => [target, at]));
  const listing = createListing();
  let count = 0;
  for (const [key, questions] of lists) {
    for (const question of questions) {
      listing.add(positions.get(key) ?? 0, featuresOf(read(question), lexicon));
      if (++count % SLICE === 0) yield;
    }
  }
  const listed = listing.close(targets.length);
  return {
    tellingOf: (stem) => listed.postings.get(`w:${stem}`)?.telling ?? null,
    compare: (words) => nearnessOf(likenessTo(featuresOf(words, lexicon), listed), listed.owners, pack.findings.length),
  };
}

function nearnessOf(found: Likeness, owners: Uint16Array, findings: number): Nearness {
  const { likeness } = found;
  const nearness = nearestThree(likeness, owners, findings + 1 + ABSTENTION_REASONS.length);
  const reasons = nearness.subarray(findings + 1);
  const refused = Math.max(0, ...reasons);
  return {
    findings: nearness.subarray(0, findings),
    listed: hasTheSame(found, owners, findings),
    figures: nearness[findings] ?? 0,
    answered: Math.max(0, ...nearness.subarray(0, findings + 1)),
    refused,
    reason: refused === 0 ? null : (ABSTENTION_REASONS[reasons.indexOf(refused)] ?? null),
  };
}

/** Thousands are looked at for every question, so this is a plain loop. */
function hasTheSame({ likeness, same }: Likeness, owners: Uint16Array, findings: number): boolean {
  for (let number = 0; number < likeness.length; number++)
    if ((likeness[number] ?? 0) > same && (owners[number] ?? 0) < findings) return true;
  return false;
}

interface Likeness {
  /** The cosine with each listed question. */
  readonly likeness: Float32Array;
  /** What the very same question would have, just about. */
  readonly same: number;
}

function likenessTo(features: Features, { postings, owners }: ListedIndex): Likeness {
  const count = owners.length;
  const likeness = new Float32Array(count);
  let squares = 0;
  for (const [feature, weight] of features) squares += (weight * (postings.get(feature)?.idf ?? idfOf(0, count))) ** 2;
  const length = Math.sqrt(squares);
  let everywhere = 0;
  for (const [feature, weight] of features) {
    const posting = postings.get(feature);
    if (posting === undefined) continue;
    const factor = (weight * posting.idf) / length;
    const { questions, shares } = posting;
    if (questions.length === 0) everywhere += factor ** 2;
    for (let at = 0; at < questions.length; at++) {
      const number = questions[at] ?? 0;
      likeness[number] = (likeness[number] ?? 0) + factor * (shares[at] ?? 0);
    }
  }
  return { likeness, same: Math.max(SAYS_LITTLE, (1 - everywhere) * BUT_FOR_ROUNDING) };
}

function nearestThree(likeness: Float32Array, owners: Uint16Array, count: number): Float32Array {
  const [first, second, third] = [new Float32Array(count), new Float32Array(count), new Float32Array(count)];
  for (let number = 0; number < likeness.length; number++) {
    const value = likeness[number] ?? 0;
    if (value < LEAST) continue;
    const owner = owners[number] ?? 0;
    const one = first[owner] ?? 0;
    const two = second[owner] ?? 0;
    if (value > one) [first[owner], second[owner], third[owner]] = [value, one, two];
    else if (value > two) [second[owner], third[owner]] = [value, two];
    else if (value > (third[owner] ?? 0)) third[owner] = value;
  }
  return first.map((value, at) => value + SECOND * (second[at] ?? 0) + THIRD * (third[at] ?? 0));
}
