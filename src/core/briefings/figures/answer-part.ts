import type { Block } from "#core/document/briefing.ts";

/** What a message of figures is made of, without what every message has. */
export interface Part {
  /** What the ways on lead to. */
  readonly topic: string;
  readonly name: string;
  /** What they come to, in a line. */
  readonly verdict: string;
  /** Whose figures are shown. */
  readonly editions: readonly number[];
  readonly blocks: readonly Block[];
  /** What the source line says of them, such as whose count the places are. */
  readonly notes?: readonly string[];
}

/** The same, where whoever asks for it knows what it is about. */
export type SaidPart = Pick<Part, "verdict" | "editions" | "blocks" | "notes">;
