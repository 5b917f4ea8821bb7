/**
 * The charts that Teams draws itself and Microsoft's open renderer does not know: stand-ins with the same numbers, marked
 * as such, each with a switch to what a client without charts shows.
 */
import { AdaptiveCard, CardElement, GlobalRegistry, HostConfig, Table, Versions } from "adaptivecards";
import { type Json, isJsonObject, textOf } from "#playground/payload/json.ts";
import { barChart, groupedChart, lineChart } from "./chart-shapes.ts";
import { HOST } from "./host.ts";

const KINDS = {
  "Chart.HorizontalBar": barChart,
  "Chart.Line": lineChart,
  "Chart.VerticalBar.Grouped": groupedChart,
} as const;

/** Once, before the first card. */
export function teachCharts(): void {
  // The package says that none of its files does anything by itself, so a build leaves out the one that registers tables.
  GlobalRegistry.elements.register("Table", Table, Versions.v1_5);
  for (const [type, draw] of Object.entries(KINDS)) {
    class Chart extends CardElement {
      #json: Json = {};

      override getJsonTypeName(): string {
        return type;
      }

      override parse(source: unknown): void {
        super.parse(source);
        this.#json = isJsonObject(source) ? source : {};
      }

      protected override internalRender(): HTMLElement {
        return figureOf(this.#json, draw(this.#json));
      }
    }
    GlobalRegistry.elements.register(type, Chart, Versions.v1_5);
  }
}

function figureOf(json: Json, drawn: Element): HTMLElement {
  const figure = document.createElement("figure");
  figure.className = "teams-chart";
  const title = document.createElement("p");
  title.className = "teams-chart-title";
  title.textContent = textOf(json["title"]);
  const axis = document.createElement("p");
  axis.className = "teams-chart-axis";
  axis.textContent = textOf(json["yAxisTitle"] ?? json["xAxisTitle"]);
  const chart = document.createElement("div");
  chart.append(title, axis, drawn);
  const caption = document.createElement("figcaption");
  const words = document.createElement("span");
  words.textContent = "Drawn by Teams itself; this is a stand-in.";
  caption.append(words);
  figure.append(chart, caption);
  // A chart whose table stands below it gives way to nothing where it is not drawn.
  if (!isJsonObject(json["fallback"])) return figure;
  const table = tableOf(json["fallback"]);
  table.hidden = true;
  chart.after(table);
  caption.append(switchBetween(chart, table));
  return figure;
}

/** What a client shows that draws no charts. */
function tableOf(fallback: Json): HTMLElement {
  const place = document.createElement("div");
  const card = new AdaptiveCard();
  card.hostConfig = new HostConfig(HOST);
  card.parse({ type: "AdaptiveCard", version: "1.5", body: [fallback] });
  const rendered = card.render();
  if (rendered !== undefined) place.append(rendered);
  return place;
}

function switchBetween(chart: HTMLElement, table: HTMLElement): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "teams-chart-switch";
  const show = (isTable: boolean): void => {
    chart.hidden = isTable;
    table.hidden = !isTable;
    button.textContent = isTable ? "Show the chart" : "Show the table";
    button.setAttribute("aria-pressed", String(isTable));
  };
  show(false);
  button.addEventListener("click", () => show(table.hidden === true));
  return button;
}
