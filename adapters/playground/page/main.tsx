/** Puts the page on the screen. */
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { teachMarkdown } from "./teams/card.tsx";

teachMarkdown();
const root = document.querySelector("#root");
if (root !== null) createRoot(root).render(<App />);
