/** What of the chart library is drawn with: in a build this stands in the place of `whole.ts`, and is half as much. */
import { BarChart, LineChart } from "echarts/charts";
import { GraphicComponent, GridComponent, MarkLineComponent } from "echarts/components";
import { use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

export { init, setPlatformAPI } from "echarts/core";

use([BarChart, LineChart, GraphicComponent, GridComponent, MarkLineComponent, SVGRenderer]);
