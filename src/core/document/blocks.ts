/** The blocks that composers write most, each by its own short word. What a block is stands in `briefing.ts`. */
import type { Action, Block, Briefing, Span } from "./briefing.ts";

export const text = (words: string): Span => ({ kind: "text", text: words });
/** What is to be typed as it stands. */
export const code = (words: string): Span => ({ kind: "code", text: words });
export const strong = (words: string): Span => ({ kind: "strong", text: words });
export const link = (words: string, url: string): Span => ({ kind: "link", text: words, url });

/** The answer in a line. */
export function lead(words: string | readonly Span[], hedge: string | null = null): Block {
  return { kind: "lead", spans: typeof words === "string" ? [text(words)] : words, hedge };
}

/** Buttons, and what is less used behind them. */
export function buttons(items: readonly Action[], more: readonly Action[] = []): Extract<Block, { kind: "actions" }> {
  return { kind: "actions", items, more };
}

/** Where the first of them is what most people do next. */
export function ledBy<T extends Extract<Block, { kind: "actions" }>>(block: T): T {
  return { ...block, primary: true };
}

/** Words of which some are to be typed as they stand. */
export function typed(parts: readonly { readonly text: string; readonly typed: boolean }[]): readonly Span[] {
  return parts.map(({ text: words, typed: isTyped }) => (isTyped ? code(words) : text(words)));
}

/** A paragraph of words and spans, one after another. */
export function paragraph(...content: readonly (string | Span)[]): Block {
  return { kind: "paragraph", spans: content.map(spanOf) };
}

/** Something to notice about the message itself. */
export function notice(words: string | readonly Span[]): Block {
  return { kind: "notice", spans: typeof words === "string" ? [text(words)] : words };
}

export function bullets(lines: readonly (string | readonly Span[])[]): Block {
  return { kind: "bullets", items: lines.map((line) => (typeof line === "string" ? [text(line)] : line)) };
}

export function subheading(words: string): Block {
  return { kind: "subheading", text: words };
}

/** A button that asks for what `words` would ask if somebody typed them after the pack's command. */
export function show(pack: string, words: string, label: string): Action {
  return { kind: "show", label, pack, text: words };
}

/** A message that says what it has to say in its first line, without a heading over it. */
export function message({ title, summary }: Pick<Briefing, "title" | "summary">, blocks: readonly Block[]): Briefing {
  return { title, summary, blocks };
}

/** A page with a heading: `summary` is what a notification shows where there is room for a line only. */
export function page({ title, summary }: Pick<Briefing, "title" | "summary">, blocks: readonly Block[]): Briefing {
  return { title, summary, blocks: [{ kind: "heading", text: title }, ...blocks] };
}

function spanOf(content: string | Span): Span {
  return typeof content === "string" ? text(content) : content;
}
