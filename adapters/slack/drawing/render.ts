/** A briefing as a Slack message, exactly as it is sent. */
import type { Block, Briefing } from "#core/document/briefing.ts";
import type { Chart } from "#core/document/chart.ts";
import { plainBlock, plainText } from "#core/document/plain-text.ts";
import type { Pictures } from "#core/document/pictures.ts";
import type { Bot } from "#core/ports.ts";
import { fitPieces } from "./fit.ts";
import { cutPieces, isCarried, isWithinLimits, joinPieces, type DrawnWith } from "./blocks.ts";
import { picturedChart, type ChartDrawing, type SlackBlock } from "./charts.ts";
import { LIMITS } from "./limits.ts";
import { nativeCharts } from "./native-charts.ts";
import { escapeText, shorten } from "./spans.ts";
import { countKinds, type BothForms, type Shape } from "#shared/refused-form.ts";

/** A message exactly as it is sent. */
export interface SlackPayload {
  /** What notifications and screen readers say: https://docs.slack.dev/reference/methods/chat.postMessage#text-blocks-attachments */
  readonly text: string;
  readonly blocks: SlackBlock[];
}

/** A message, and beside it what is not sent with it: how it is said where Slack does not take its charts. */
export interface SlackMessage extends SlackPayload {
  readonly charted?: Charted;
}

interface Charted {
  /** The same with tables in their place; null where it has those already. */
  readonly tabled: SlackPayload | null;
  readonly charts: readonly Chart[];
}

/** A message without any form, for where Slack does not take it as it is drawn: its words are the same. */
export type SlackWords = Pick<SlackPayload, "text">;

/** What is tried one after another, the richest first. */
export function formsOf({ charted, ...drawn }: SlackMessage): BothForms<SlackPayload, SlackWords> {
  const tabled = charted?.tabled ?? null;
  return { drawn, ...(tabled === null ? {} : { plainer: () => tabled }), words: () => ({ text: drawn.text }) };
}

export function shapeOf({ text, blocks }: SlackPayload): Shape {
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
  /** For everyone: its charts are pictures where those have an address, else tables. */
  message(briefing: Briefing): SlackMessage;
  /** Where no picture can be: Slack draws its charts. */
  privately(briefing: Briefing): PrivateAnswer;
}

/** What is kept of blocks that several messages have. */
interface SharedBlocks {
  readonly drawings: NonNullable<DrawnWith["kept"]>;
  readonly texts: WeakMap<Block, string>;
}

interface Rendering {
  readonly chartOf?: DrawnWith["chartOf"] | undefined;
  readonly shared?: SharedBlocks | null;
}

export function createSlackRenderer(words: RenderWords, pictures?: Pick<Pictures, "addressOf">): SlackRenderer {
  const chartOf = (chart: Chart): ChartDrawing | null =>
    pictures === undefined ? null : picturedChart(chart, pictures);
  const shared: SharedBlocks = { drawings: new WeakMap(), texts: new WeakMap() };
  const publicly = new WeakMap<Briefing, SlackMessage>();
  const privately = new WeakMap<Briefing, PrivateAnswer>();
  return {
    message(briefing) {
      const message = publicly.get(briefing) ?? renderSlack(briefing, words, { chartOf, shared });
      publicly.set(briefing, message);
      return message;
    },
    privately(briefing) {
      const message = privately.get(briefing) ?? { response_type: "ephemeral", ...renderPrivately(briefing, words) };
      privately.set(briefing, message);
      return message;
    },
  };
}

/**
 * Never over Slack's limits, whatever the briefing holds; what has no room is left out whole and counted in a notice.
 * Without `chartOf` charts are tables.
 */
export function renderSlack(
  briefing: Briefing,
  words: RenderWords,
  { chartOf, shared = null }: Rendering = {},
): SlackMessage {
  const kept = shared?.drawings ?? null;
  const tabled = {
    text: renderText(briefing, shared?.texts ?? null),
    blocks: drawBlocks(briefing, words, { chartOf: () => null, kept }),
  };
  const charts = briefing.blocks.flatMap((block) => (block.kind === "chart" ? [block.chart] : []));
  if (chartOf === undefined || charts.length === 0) return tabled;
  const areDrawn = charts.some((chart) => chartOf(chart) !== null);
  const blocks = areDrawn ? drawBlocks(briefing, words, { chartOf, kept }) : tabled.blocks;
  return { ...tabled, blocks, charted: { tabled: areDrawn ? tabled : null, charts } };
}

/** An acknowledgement is sent as it is, so nothing stands beside a message whose charts are all tables. */
function renderPrivately(briefing: Briefing, words: RenderWords): SlackMessage {
  const { charted, ...message } = renderSlack(briefing, words, { chartOf: nativeCharts });
  return charted === undefined || charted.tabled === null ? message : { ...message, charted };
}

function drawBlocks(
  briefing: Briefing,
  { leftOut, labels }: RenderWords,
  how: Pick<DrawnWith, "chartOf" | "kept">,
): SlackBlock[] {
  const cut = cutPieces(briefing.blocks, { labels, ...how });
  const whole = joinPieces(cut.pieces);
  const fits = cut.leftOut === 0 && cut.pieces.every(isCarried) && isWithinLimits(whole);
  const notice = (count: number): SlackBlock | null =>
    cutPieces([leftOut(count)], { labels, ...how }).pieces[0]?.block ?? null;
  return fits ? whole : fitPieces(cut, notice);
}

/** What a notification and a screen reader begin with: the title, where no line of it does, then the text twin, as many whole lines as Slack takes. */
function renderText(briefing: Briefing, kept: SharedBlocks["texts"] | null): string {
  const twin = plainText(briefing, (block) => {
    const text = kept?.get(block) ?? plainBlock(block);
    kept?.set(block, text);
    return text;
  }).trim();
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
