/** A briefing as a Slack message, exactly as it is sent. */
import type { KnownBlock } from "@slack/types";
import type { Briefing } from "#core/document/briefing.ts";
import { plainText } from "#core/document/plain-text.ts";
import type { Bot } from "#core/ports.ts";
import { fitPieces } from "./fit.ts";
import { cutPieces, isCarried, isWithinLimits, joinPieces } from "./blocks.ts";
import { LIMITS } from "./limits.ts";
import { escapeText, shorten } from "./spans.ts";
import { countKinds, type Shape } from "#shared/refused-form.ts";

export interface SlackMessage {
  /** What notifications and screen readers say: https://docs.slack.dev/reference/methods/chat.postMessage#text-blocks-attachments */
  readonly text: string;
  readonly blocks: KnownBlock[];
}

/** A message without any form, for where Slack does not take it as it is drawn: its words are the same. */
export type SlackWords = Pick<SlackMessage, "text">;

export function wordsAlone({ text }: SlackMessage): SlackWords {
  return { text };
}

export function shapeOf({ text, blocks }: SlackMessage): Shape {
  return { kinds: countKinds(blocks), size: JSON.stringify(blocks).length, text: text.length };
}

/** What the renderer must be able to say for itself. */
export type RenderWords = Pick<Bot, "leftOut" | "labels">;

/** An answer in an acknowledgement, to the asker alone. */
export interface PrivateAnswer extends SlackMessage {
  readonly response_type: "ephemeral";
}

/** Gives the same object for the same briefing, which the bot may well answer with again: each is drawn once. */
export interface SlackRenderer {
  message(briefing: Briefing): SlackMessage;
  privately(briefing: Briefing): PrivateAnswer;
}

export function createSlackRenderer(words: RenderWords): SlackRenderer {
  const drawn = new WeakMap<Briefing, { message: SlackMessage; privately: PrivateAnswer }>();
  const draw = (briefing: Briefing): { message: SlackMessage; privately: PrivateAnswer } => {
    const known = drawn.get(briefing);
    if (known !== undefined) return known;
    const message = renderSlack(briefing, words);
    const made = { message, privately: { response_type: "ephemeral", ...message } as const };
    drawn.set(briefing, made);
    return made;
  };
  return { message: (briefing) => draw(briefing).message, privately: (briefing) => draw(briefing).privately };
}

/** Never over Slack's limits, whatever the briefing holds; what has no room is left out whole and counted in a notice. */
export function renderSlack(briefing: Briefing, { leftOut, labels }: RenderWords): SlackMessage {
  const cut = cutPieces(briefing.blocks, labels);
  const whole = joinPieces(cut.pieces);
  const fits = cut.leftOut === 0 && cut.pieces.every(isCarried) && isWithinLimits(whole);
  const notice = (count: number): KnownBlock | null => cutPieces([leftOut(count)], labels).pieces[0]?.block ?? null;
  return { text: renderText(briefing), blocks: fits ? whole : fitPieces(cut, notice) };
}

/** What a notification and a screen reader begin with: the title, where no line of it does, then the text twin, as many whole lines as Slack takes. */
function renderText(briefing: Briefing): string {
  const twin = plainText(briefing).trim();
  const title = briefing.title.trim();
  const isTitled = twin === "" || twin.split("\n").some((line) => line.startsWith(title));
  const whole = escapeText(isTitled ? twin : `${title}\n${twin}`).trim();
  if (whole !== "" && whole.length <= LIMITS.textChars) return whole;
  const end = whole.lastIndexOf("\n", LIMITS.textChars);
  const lines = end > 0 ? whole.slice(0, end).trim() : "";
  if (lines !== "") return lines;
  const summary = escapeText(`${briefing.title}\n${briefing.summary}`).trim();
  return shorten(summary, LIMITS.textChars) || "…";
}
