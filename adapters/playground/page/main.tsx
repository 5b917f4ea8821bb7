/** Puts the page on the screen. */
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { teachMarkdown } from "./teams/card.tsx";
import { teachCharts } from "./teams/charts.ts";

teachMarkdown();
teachCharts();
const root = document.querySelector("#root");
if (root !== null) createRoot(root).render(<App />);
