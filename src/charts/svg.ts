/** A chart as SVG, by ECharts without a browser. https://echarts.apache.org/handbook/en/how-to/cross-platform/server/ */
import type { Chart } from "#core/document/chart.ts";
import { init, setPlatformAPI } from "./library/whole.ts";
import { barPlot } from "./bars.ts";
import { framed, type Plot } from "./frame.ts";
import { linePlot } from "./lines.ts";
import { widthOf } from "./text.ts";

setPlatformAPI({
  measureText: (words, font) => ({ width: widthOf(words, { size: sizeOf(font), bold: /bold/u.test(font ?? "") }) }),
});

export function drawSvg(chart: Chart): string {
  const { width, height, option } = framed(chart, plotOf(chart));
  const drawing = init(null, null, { renderer: "svg", ssr: true, width, height });
  try {
    drawing.setOption(option);
    return drawing.renderToSVGString();
  } finally {
    drawing.dispose();
  }
}

function plotOf(chart: Chart): Plot {
  switch (chart.form) {
    case "bars":
    case "ranks":
    case "pairs":
      return barPlot(chart);
    case "lines":
      return linePlot(chart);
  }
}

function sizeOf(font: string | undefined): number {
  return Number(/(\d+(?:\.\d+)?)px/u.exec(font ?? "")?.[1] ?? 12);
}
