import type { Briefing } from "#core/document/briefing.ts";
import { plainText } from "#core/document/plain-text.ts";
import type { Bot } from "#core/ports.ts";
import { countKinds, type Shape } from "#shared/refused-form.ts";

import { blockPieces } from "./blocks.ts";
import { CARD_TYPE, type AdaptiveCard, type CardElement, type TeamsActivity, type TeamsWords } from "./card.ts";
import { fitPieces } from "./fit.ts";
import { jsonBytes, LIMITS } from "./limits.ts";
import type { PictureOf } from "./pictures.ts";

/** What the renderer must be able to say for itself. */
export type RenderWords = Pick<Bot, "leftOut">;

const UNPICTURED: PictureOf = () => null;

/**
 * The message as the connector takes it. The words are in the card alone: Teams would show `text` above the card and so
 * everything twice. `summary` is the notification line; the text twin is the card's `fallbackText`.
 * https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-reference
 */
export function renderTeams(briefing: Briefing, words: RenderWords, pictureOf: PictureOf = UNPICTURED): TeamsActivity {
  const asksForFeedback = briefing.blocks.some((block) => block.kind === "feedback");
  return messageWith(briefing, renderCard(briefing, words, pictureOf), asksForFeedback ? FEEDBACK : {});
}

/** The text twin, as many whole lines of it as there is room for. */
export function renderWords(briefing: Briefing): TeamsWords {
  const summary = summaryLine(briefing);
  const lines = plainText(briefing).toWellFormed().trim().split("\n");
  while (jsonBytes(lines.join("\n")) > LIMITS.textBytes) lines.pop();
  const text = lines.join("\n").trim();
  return { type: "message", summary, text: text === "" ? summary : text, textFormat: "plain" };
}

export function shapeOf({ summary, attachments: [{ content }] }: TeamsActivity): Shape {
  return { kinds: countKinds(content.body), size: jsonBytes(content), text: summary.length };
}

/** With its pictures where all of the message has room beside them: words come before pictures. */
function renderCard(briefing: Briefing, words: RenderWords, pictureOf: PictureOf): AdaptiveCard {
  const plain = (): AdaptiveCard => fitCard(briefing, words, { pictureOf: UNPICTURED, room: LIMITS.cardBytes }).card;
  if (!briefing.blocks.some((block) => block.kind === "chart" && pictureOf(block.chart) !== null)) return plain();
  const { card, isWhole } = fitCard(briefing, words, { pictureOf, room: LIMITS.picturedCardBytes });
  return isWhole ? card : plain();
}

function fitCard(
  briefing: Briefing,
  words: RenderWords,
  { pictureOf, room }: { readonly pictureOf: PictureOf; readonly room: number },
): { readonly card: AdaptiveCard; readonly isWhole: boolean } {
  const pieces = briefing.blocks.flatMap((block) => blockPieces(block, pictureOf));
  const frame = emptyCard(summaryLine(briefing));
  const notice = (count: number): readonly CardElement[] =>
    blockPieces(words.leftOut(count)).map((piece) => piece.element);
  const frameBytes = jsonBytes(frame);
  const { body, bytes, isWhole } = fitPieces(pieces, room - frameBytes, notice);
  const twin = plainText(briefing).toWellFormed();
  const hasRoom = frameBytes + bytes + jsonBytes(twin) <= room;
  return { card: { ...frame, fallbackText: twin !== "" && hasRoom ? twin : frame.fallbackText, body }, isWhole };
}

/** A card with nothing on it yet. */
export function emptyCard(summary: string): AdaptiveCard {
  return {
    type: "AdaptiveCard",
    $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
    version: LIMITS.cardVersion,
    msteams: { width: "Full" },
    speak: summary,
    fallbackText: summary,
    body: [],
  };
}

/** The line that a notification shows: the title and the summary, as much of them as there is room for. */
function summaryLine(briefing: Pick<Briefing, "title" | "summary">): string {
  const title = briefing.title.toWellFormed().trim();
  const summary = briefing.summary.toWellFormed().trim();
  const whole = summary === "" || summary.startsWith(title) ? summary || title : `${title}: ${summary}`;
  if (whole.length <= LIMITS.summaryChars) return whole === "" ? "…" : whole;
  return shorten(title === "" ? summary : title);
}

/** A message that carries `card`. */
export function messageWith(
  briefing: Pick<Briefing, "title" | "summary">,
  card: AdaptiveCard,
  extra: Pick<TeamsActivity, "channelData"> = {},
): TeamsActivity {
  return {
    type: "message",
    summary: summaryLine(briefing),
    attachments: [{ contentType: CARD_TYPE, content: card }],
    ...extra,
  };
}

// https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bot-messages-ai-generated-content
const FEEDBACK: Pick<TeamsActivity, "channelData"> = { channelData: { feedbackLoop: { type: "default" } } };

/** Whole words only: a cut address would lead elsewhere, half a pair of surrogates would be refused. */
function shorten(text: string): string {
  const cut = text.slice(0, LIMITS.summaryChars - 1);
  if (cut.length === text.length) return text;
  const end = cut.search(/\s\S*$/);
  return end > 0 ? `${cut.slice(0, end)}…` : "…";
}
