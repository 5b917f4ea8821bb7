/** Examples are questions that somebody listed with what they deserve: one that is like them deserves the same. */
import type { Pack } from "#core/profile/profile.ts";
import { ABSTENTION_REASONS, type AbstentionReason } from "#core/reply.ts";
import type { Lexicon } from "#search/reading/lexicon.ts";
import { createExampleListing, featuresOf, idfOf, type Features, type ExampleIndex } from "./example-index.ts";
import type { Word } from "#search/reading/words.ts";
import { ALIKE } from "#search/tuning.ts";

export interface Examples {
  /** How near the examples are to a question with these words. */
  readonly compare: (words: readonly Word[]) => Nearness;
  /** The example with these very words; null when there is none. */
  readonly find: (words: readonly Word[]) => Example | null;
  /** How much a word, by its stem, tells of what is asked: low when questions of all kinds have it. Null for one that none has. */
  readonly tellingOf: (stem: string) => number | null;
}

/** What a question deserves: the finding at this position in the pack, the figures, or a reasoned refusal. */
export type Example =
  | { readonly kind: "finding"; readonly number: number }
  | { readonly kind: "figures" }
  | { readonly kind: "refusal"; readonly reason: AbstentionReason };

/** 0 when nothing is alike; the same words give 1 and more, for those that are nearly the same beside them. */
export interface Nearness {
  /** By the finding's position in the pack. */
  readonly findings: Float32Array;
  /** The nearest of what the figures answer. */
  readonly figures: number;
  /** The nearest of what is answered at all. */
  readonly answered: number;
  /** The nearest of what is not. */
  readonly refused: number;
  readonly reason: AbstentionReason | null;
}

/** How many questions are read before somebody else may have a turn. */
const SLICE = 250;

/** Reads the examples a slice at a time; null when the pack has none. `read` gives the words of one. */
export function* readExamples(
  pack: Pack,
  lexicon: Lexicon,
  read: (question: string) => readonly Word[],
): Generator<void, Examples | null> {
  const lists = Object.entries(pack.questions);
  if (lists.length === 0) return null;
  // By this order: the findings, then figures, then the reasons.
  const targets = [...pack.findings.map(({ id }) => id), "figures", ...ABSTENTION_REASONS];
  const positions = new Map(targets.map((target, at) => [target, at]));
  const listing = createExampleListing();
  const exact = new Map<string, number>();
  let count = 0;
  for (const [key, questions] of lists) {
    const owner = positions.get(key);
    if (owner === undefined) throw new Error(`Questions are listed under ${key}, which is not there`);
    for (const question of questions) {
      const words = read(question);
      listing.add(owner, featuresOf(words, lexicon));
      exact.set(spell(words), owner);
      if (++count % SLICE === 0) yield;
    }
  }
  const index = listing.close(targets.length);
  return {
    find(words) {
      const owner = exact.get(spell(words));
      return owner === undefined ? null : exampleAt(owner, pack.findings.length);
    },
    tellingOf: (stem) => index.postings.get(`w:${stem}`)?.telling ?? null,
    compare: (words) => nearnessOf(likenessTo(featuresOf(words, lexicon), index), index.owners, pack.findings.length),
  };
}

function spell(words: readonly Word[]): string {
  return words.map(({ raw }) => raw).join(" ");
}

function exampleAt(owner: number, findings: number): Example {
  if (owner < findings) return { kind: "finding", number: owner };
  const reason = ABSTENTION_REASONS[owner - findings - 1];
  return reason === undefined ? { kind: "figures" } : { kind: "refusal", reason };
}

function nearnessOf(likeness: Float32Array, owners: Uint32Array, findings: number): Nearness {
  const nearness = nearestThree(likeness, owners, findings + 1 + ABSTENTION_REASONS.length);
  const reasons = nearness.subarray(findings + 1);
  const refused = Math.max(0, ...reasons);
  return {
    findings: nearness.subarray(0, findings),
    figures: nearness[findings] ?? 0,
    answered: Math.max(0, ...nearness.subarray(0, findings + 1)),
    refused,
    reason: refused === 0 ? null : (ABSTENTION_REASONS[reasons.indexOf(refused)] ?? null),
  };
}

/** The cosine with each example. */
function likenessTo(features: Features, { postings, owners }: ExampleIndex): Float32Array {
  const count = owners.length;
  const likeness = new Float32Array(count);
  let squares = 0;
  for (const [feature, weight] of features) squares += (weight * (postings.get(feature)?.idf ?? idfOf(0, count))) ** 2;
  const length = Math.sqrt(squares);
  for (const [feature, weight] of features) {
    const posting = postings.get(feature);
    if (posting === undefined) continue;
    const factor = (weight * posting.idf) / length;
    const { questions, shares } = posting;
    for (let at = 0; at < questions.length; at++) {
      const number = questions[at] ?? 0;
      likeness[number] = (likeness[number] ?? 0) + factor * (shares[at] ?? 0);
    }
  }
  return likeness;
}

function nearestThree(likeness: Float32Array, owners: Uint32Array, count: number): Float32Array {
  const [first, second, third] = [new Float32Array(count), new Float32Array(count), new Float32Array(count)];
  for (let number = 0; number < likeness.length; number++) {
    const value = likeness[number] ?? 0;
    if (value < ALIKE.least) continue;
    const owner = owners[number] ?? 0;
    const one = first[owner] ?? 0;
    const two = second[owner] ?? 0;
    if (value > one) [first[owner], second[owner], third[owner]] = [value, one, two];
    else if (value > two) [second[owner], third[owner]] = [value, two];
    else if (value > (third[owner] ?? 0)) third[owner] = value;
  }
  return first.map((value, at) => value + ALIKE.second * (second[at] ?? 0) + ALIKE.third * (third[at] ?? 0));
}
