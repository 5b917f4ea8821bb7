/** Pictures of charts, carried in the card itself: Teams has neither dashes nor lines of reference for charts that it draws. */
import pTimeout from "p-timeout";

import type { Briefing } from "#core/document/briefing.ts";
import { altText, type Chart } from "#core/document/chart.ts";
import type { Pictures } from "#core/document/pictures.ts";
import type { Log } from "#core/ports.ts";
import type { BothForms } from "#shared/refused-form.ts";

import type { Image, TeamsActivity, TeamsWords } from "./card.ts";
import { LIMITS } from "./limits.ts";
import { renderWords } from "./render.ts";

export interface CardPictures {
  /** Draws what is not drawn yet. What cannot be, or not soon, is no picture: a card goes with the chart that Teams draws itself. */
  readonly prepare: (briefing: Briefing) => Promise<void>;
  /** Null for what was not prepared, or could not be drawn. */
  readonly of: PictureOf;
}

export type PictureOf = (chart: Chart) => Image | null;

/** Together with what an answer may take, still within a turn: see post.ts. The first picture takes half a second. */
const DRAWN_WITHIN_MS = 3000;

export const NO_CARD_PICTURES: CardPictures = { prepare: () => Promise.resolve(), of: () => null };

/** Remembered as long as what they show is. */
export function createCardPictures({
  pictures,
  log,
}: {
  readonly pictures: Pick<Pictures, "drawSmall">;
  readonly log: Log;
}): CardPictures {
  const made = new WeakMap<Chart, Image>();
  const draw = async (chart: Chart): Promise<void> => {
    if (made.has(chart)) return;
    try {
      const drawing = pictures.drawSmall(chart, LIMITS.pictureBytes);
      made.set(chart, imageOf(chart, await pTimeout(drawing, { milliseconds: DRAWN_WITHIN_MS })));
    } catch (error) {
      log.warn({ err: error }, "A picture could not be drawn; its card goes with a chart of Teams' own");
    }
  };
  return {
    async prepare({ blocks }) {
      const charts = blocks.flatMap((block) => (block.kind === "chart" ? [block.chart] : []));
      await Promise.all(charts.map(draw));
    },
    of: (chart) => made.get(chart) ?? null,
  };
}

/** As it is drawn; without its pictures where Teams refuses that, then in words. */
export function cardForms(
  briefing: Briefing,
  { pictures, draw }: { readonly pictures: Pick<CardPictures, "of">; readonly draw: (of: PictureOf) => TeamsActivity },
): BothForms<TeamsActivity, TeamsWords> {
  const forms = { drawn: draw(pictures.of), words: () => renderWords(briefing) };
  return hasChart(briefing) ? { ...forms, plainer: () => draw(NO_CARD_PICTURES.of) } : forms;
}

export function hasChart({ blocks }: Briefing): boolean {
  return blocks.some(({ kind }) => kind === "chart");
}

function imageOf(chart: Chart, bytes: Uint8Array): Image {
  return {
    type: "Image",
    url: `data:image/png;base64,${Buffer.from(bytes).toString("base64")}`,
    altText: altText(chart, LIMITS.altChars),
    size: "stretch",
    spacing: "medium",
    msteams: { allowExpand: true },
  };
}
