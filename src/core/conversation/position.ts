/** Walks through a pattern word by word. */
import { exactly, mayBeEmpty, type Pattern } from "./patterns.ts";

/** Before a part of a pattern; behind the last one it goes on where `up` is. */
export interface PatternPosition {
  readonly parts: Pattern;
  readonly at: number;
  readonly up: PatternPosition | null;
}

/** Where a pattern may be with one word more. */
export function positionsAfter(position: PatternPosition, word: string): readonly PatternPosition[] {
  const found: PatternPosition[] = [];
  for (let from: PatternPosition | null = position; from !== null && goInto(from, word, found); from = from.up);
  return found;
}

/** Adds what the word leads to among the parts themselves; whether all of them may be passed over. */
function goInto({ parts, at, up }: PatternPosition, word: string, found: PatternPosition[]): boolean {
  for (let next = at; next < parts.length; next++) {
    const part = parts[next] ?? "";
    const behind = { parts, at: next + 1, up };
    if (typeof part === "string") {
      if (exactly(word, part)) found.push(leaving(behind));
      return false;
    }
    for (const way of part.begunBy(word)) goInto({ parts: way, at: 0, up: behind }, word, found);
    if (!part.mayBeEmpty) return false;
  }
  return true;
}

/** Behind the last part of a way it is behind the choice. */
function leaving(position: PatternPosition): PatternPosition {
  let left = position;
  while (left.at === left.parts.length && left.up !== null) left = left.up;
  return left;
}

/** Whether the pattern may end there. */
export function isEnd(position: PatternPosition): boolean {
  for (let left: PatternPosition | null = position; left !== null; left = left.up)
    if (!left.parts.slice(left.at).every(mayBeEmpty)) return false;
  return true;
}

export function isSamePosition(one: PatternPosition | null, other: PatternPosition | null): boolean {
  if (one === null || other === null || one === other) return one === other;
  return one.parts === other.parts && one.at === other.at && isSamePosition(one.up, other.up);
}
