/** A briefing as a Slack message, exactly as it is sent. */
import type { KnownBlock } from "@slack/types";
import type { Briefing } from "#core/document/briefing.ts";
import { plainText } from "#core/document/plain-text.ts";
import type { Bot } from "#core/ports.ts";
import { fitPieces } from "./fit.ts";
import { LIMITS, shorten } from "./limits.ts";
import { escapeText } from "./markup.ts";
import { cutPieces } from "./blocks.ts";

export interface SlackMessage {
  /** What notifications and screen readers say: https://docs.slack.dev/reference/methods/chat.postMessage#text-blocks-attachments */
  readonly text: string;
  readonly blocks: readonly KnownBlock[];
}

/** What the renderer must be able to say for itself. */
export type RenderWords = Pick<Bot, "leftOut" | "labels">;

/** Never over Slack's limits, whatever the briefing holds; what has no room is left out whole and counted in a notice. */
export function renderSlack(briefing: Briefing, words: RenderWords): SlackMessage {
  const notice = (count: number): KnownBlock | null =>
    cutPieces([words.leftOut(count)], words.labels).pieces[0]?.block ?? null;
  return { text: renderText(briefing), blocks: fitPieces(cutPieces(briefing.blocks, words.labels), notice) };
}

/** The text twin, as many whole lines of it as Slack takes. */
function renderText(briefing: Briefing): string {
  const whole = escapeText(plainText(briefing)).trim();
  if (whole !== "" && whole.length <= LIMITS.textChars) return whole;
  const end = whole.lastIndexOf("\n", LIMITS.textChars);
  const lines = end > 0 ? whole.slice(0, end).trim() : "";
  if (lines !== "") return lines;
  const summary = escapeText(`${briefing.title}\n${briefing.summary}`).trim();
  return shorten(summary, LIMITS.textChars) || "…";
}
