/** SVG as PNG at twice its size, in the fonts that come with the bot. https://github.com/thx/resvg-js */
import { fileURLToPath } from "node:url";
import { Resvg } from "@resvg/resvg-js";
import { FONT } from "./text.ts";

/** Latin and Cyrillic, under the SIL Open Font License 1.1. https://www.npmjs.com/package/@expo-google-fonts/source-sans-3 */
export const FONT_FILES = {
  regular: packaged("400Regular/SourceSans3_400Regular.ttf"),
  bold: packaged("700Bold/SourceSans3_700Bold.ttf"),
} as const;

function packaged(file: string): string {
  return fileURLToPath(import.meta.resolve(`@expo-google-fonts/source-sans-3/${file}`));
}

const SCALE = 2;

export function drawPng(svg: string): Uint8Array {
  return render(svg).asPng();
}

/** Four bytes a pixel: red, green, blue, and 255, as charts have paper behind them. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

export function drawPixels(svg: string, scale = SCALE): Pixels {
  // Each look at the pixels of what was rendered makes a copy of them all.
  const { width, height, pixels } = render(svg, scale);
  return { width, height, pixels };
}

function render(svg: string, scale = SCALE) {
  const font = { loadSystemFonts: false, fontFiles: Object.values(FONT_FILES), defaultFontFamily: FONT };
  return new Resvg(svg, { fitTo: { mode: "zoom", value: scale }, font }).render();
}
