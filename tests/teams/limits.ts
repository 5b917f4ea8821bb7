/** What Teams takes, written a second time from its pages, so that the renderer's own table is checked too. */
import type { TeamsActivity } from "#teams/drawing/card.ts";

/** https://adaptivecards.io/explorer/: the version that each element came with. */
const SINCE: Readonly<Record<string, number>> = {
  AdaptiveCard: 1.0,
  TextBlock: 1.0,
  Container: 1.0,
  Image: 1.2,
  RichTextBlock: 1.2,
  TextRun: 1.2,
  ActionSet: 1.2,
  ColumnSet: 1.0,
  Column: 1.0,
  Table: 1.5,
  TableRow: 1.5,
  TableCell: 1.5,
  "Input.Text": 1.0,
  "Input.Time": 1.0,
  "Input.ChoiceSet": 1.0,
  "Action.OpenUrl": 1.0,
  "Action.Submit": 1.0,
  "Action.Execute": 1.4,
};

/** They came with Teams and not with a version: https://adaptivecards.microsoft.com/?topic=Chart.HorizontalBar */
const CHARTS = new Set(["Chart.HorizontalBar", "Chart.Line", "Chart.VerticalBar.Grouped"]);

/** Likewise; phones do not draw it: https://adaptivecards.microsoft.com/?topic=CodeBlock */
const OF_TEAMS = new Set([...CHARTS, "CodeBlock"]);

type Part = Readonly<Record<string, unknown>>;

/** Every limit that the message breaks, as a sentence. */
export function teamsFaults(activity: TeamsActivity): readonly string[] {
  return [
    fault(activity.summary.trim() === "", "no summary"),
    fault(activity.summary.length > 300, "a summary that no notification shows"),
    fault(bytes(activity) > (isPictured(activity) ? 40_000 : 28_000), `${bytes(activity)} bytes of activity`),
    ...activity.attachments.flatMap(({ content }) => cardFaults(content)),
  ].filter((found) => found !== "");
}

export function cardFaults(card: object): readonly string[] {
  const parts = partsOf(card);
  return [
    fault(bytes(card) > (isPictured(card) ? 38_000 : 25_000), `${bytes(card)} bytes of card`),
    ...parts.flatMap(partFaults),
    ...["version", "fallbackText", "speak"].map((name) => fault(!hasText(card, name), `no ${name}`)),
  ].filter((found) => found !== "");
}

/** What a bot's own message may hold by the oldest of the pages; without a picture it may also travel through an extension. */
function isPictured(value: object): boolean {
  return partsOf(value).some(({ type }) => type === "Image");
}

function partFaults(part: Part): readonly string[] {
  const type = String(part["type"]);
  const isChart = CHARTS.has(type);
  const since = OF_TEAMS.has(type) ? 1.5 : SINCE[type];
  const { inlines, actions, data, url, fallback } = part;
  return [
    fault(since === undefined, `${type} is no element of version 1.5`),
    fault(
      // A chart over its own table is dropped where it is not drawn: the contract of renderers holds that its words stand there.
      (type === "Table" || type === "Action.Execute" || OF_TEAMS.has(type)) &&
        typeof fallback !== "object" &&
        !(isChart && fallback === "drop"),
      `${type} without fallback`,
    ),
    fault(
      type === "Image" && !/^data:image\/png;base64,[A-Za-z0-9+/]+={0,2}$/u.test(String(url)),
      "a picture elsewhere",
    ),
    fault(type === "Image" && String(part["altText"]).trim() === "", "a picture without words"),
    fault(type === "RichTextBlock" && (!Array.isArray(inlines) || inlines.length === 0), "a line of nothing"),
    fault(type === "TextBlock" && String(part["text"]).trim() === "", "a blank TextBlock"),
    fault(type === "ActionSet" && !isSet(actions), "buttons"),
    fault(type === "Action.OpenUrl" && !/^https?:\/\/./iu.test(String(url)), `the address ${String(url)}`),
    fault(type.startsWith("Action.") && type !== "Action.OpenUrl" && typeof data !== "object", `${type} without data`),
    fault(type === "Action.Submit" && !isKnown(data), `${type} that does something of its own`),
    fault(type === "Action.Execute" && !sameData(part, fallback), "a fallback that sends something else"),
  ];
}

/** What Teams does itself with a button is asked for in `msteams`: here a dialog, or nothing. */
function isKnown(data: unknown): boolean {
  const asked: unknown = new Map(Object.entries(data ?? {})).get("msteams");
  return asked === undefined || JSON.stringify(asked) === '{"type":"task/fetch"}';
}

/** https://adaptivecards.microsoft.com/?topic=ActionSet: six buttons, and what is secondary behind them. */
function isSet(actions: unknown): boolean {
  if (!Array.isArray(actions) || actions.length === 0) return false;
  const buttons = actions.filter((action: unknown) => !isSecondary(action));
  return buttons.length <= 6;
}

function isSecondary(action: unknown): boolean {
  return typeof action === "object" && action !== null && "mode" in action && action.mode === "secondary";
}

function sameData(execute: Part, fallback: unknown): boolean {
  if (typeof fallback !== "object" || fallback === null || !("data" in fallback)) return false;
  return JSON.stringify(fallback.data) === JSON.stringify(execute["data"]);
}

function partsOf(value: unknown): readonly Part[] {
  if (Array.isArray(value)) return value.flatMap(partsOf);
  if (typeof value !== "object" || value === null) return [];
  const part: Part = { ...value };
  // What a button carries is ours, and no part of what is drawn.
  const { data: _, ...drawn } = part;
  return [...("type" in part ? [part] : []), ...Object.values(drawn).flatMap(partsOf)];
}

function hasText(card: object, name: string): boolean {
  const found = new Map(Object.entries(card)).get(name);
  return typeof found === "string" && found.trim() !== "";
}

function bytes(value: object): number {
  return new TextEncoder().encode(JSON.stringify(value)).length;
}

function fault(broken: boolean, sentence: string): string {
  return broken ? sentence : "";
}
