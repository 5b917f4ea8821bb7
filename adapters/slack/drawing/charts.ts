/** Charts in Slack: as a picture at an address of ours, or as a table. */
import type { ImageBlock, KnownBlock } from "@slack/types";
import type { Block } from "#core/document/briefing.ts";
import { altText, chartRows, underItsTitle, type Chart } from "#core/document/chart.ts";
import type { Pictures } from "#core/document/pictures.ts";
import { LIMITS } from "./limits.ts";
import type { DataVisualization } from "./native-charts.ts";

export type SlackBlock = KnownBlock | DataVisualization;

/** What stands for a chart in a message. */
export interface ChartDrawing {
  readonly blocks: readonly SlackBlock[];
  /** Whether the table of its numbers stands below it. */
  readonly isTabled: boolean;
}

/** What its picture shows in a post, whose first line is the verdict and whose image has a title. */
export function inPost(chart: Chart): Chart {
  return underItsTitle(chart);
}

/**
 * Null where there is no address. Slack sets a triangle to fold the picture behind its title; without one it stands alone.
 * https://docs.slack.dev/reference/block-kit/blocks/image-block
 */
export function pictureOf(chart: Chart, { addressOf }: Pick<Pictures, "addressOf">): ImageBlock | null {
  const address = addressOf(inPost(chart));
  if (address === null) return null;
  const name = chart.name.toWellFormed().trim();
  const title = name === "" ? {} : { title: { type: "plain_text", text: name, emoji: false } as const };
  return { type: "image", ...title, image_url: address, alt_text: altText(chart, LIMITS.altText) };
}

/** The picture, which says its numbers itself; null where there is none. */
export function picturedChart(chart: Chart, pictures: Pick<Pictures, "addressOf">): ChartDrawing | null {
  const picture = pictureOf(chart, pictures);
  return picture === null ? null : { blocks: [picture], isTabled: false };
}

export function chartTable(chart: Chart): Extract<Block, { kind: "table" }> {
  const [head = [], ...rows] = chartRows(chart);
  const hasPlaces = chart.heads.place !== "";
  const columns = head.map((name, at) => ({
    name,
    kind: at === 0 || (at === 1 && hasPlaces) ? ("text" as const) : ("number" as const),
  }));
  // What it is about, among others.
  const heads = chart.series.flatMap(({ own }, at) => (own && !chart.series.every((each) => each.own) ? [at] : []));
  return { kind: "table", caption: chart.caption, columns, rows, heads };
}
