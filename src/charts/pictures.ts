/** Pictures of charts, known and kept by what they show. */
import { createHash } from "node:crypto";
import type { Chart } from "#core/document/chart.ts";
import type { ChartStore, Pictures } from "#core/document/pictures.ts";
import type { Drawer } from "./drawer.ts";

export interface KeptPictures extends Pictures {
  /** By name, whoever asked for it first and whichever replica; null where nobody did. */
  readonly named: (name: string) => Promise<Uint8Array | null>;
}

export interface PictureParts {
  readonly drawer: Pick<Drawer, "draw" | "drawSmall">;
  readonly store: () => Promise<ChartStore>;
  /** Where everybody reaches the bot, without a slash at the end; null where nobody does. */
  readonly publicUrl: string | null;
}

/** Changes with how pictures look: another look has another name, because a name is kept by whoever has loaded it. */
const LOOK = 4;
/** Of about 60 KB each. */
const REMEMBERED = 100;

export function createPictures({ drawer, store, publicUrl }: PictureParts): KeptPictures {
  const names = new WeakMap<Chart, string>();
  const nameOf = (chart: Chart): string => {
    const name =
      names.get(chart) ??
      createHash("sha256")
        .update(JSON.stringify([LOOK, chart]))
        .digest("hex");
    names.set(chart, name);
    return name;
  };
  const drawn = new Map<string, Promise<Uint8Array>>();
  const saved = new Map<string, Promise<void>>();
  const draw = (name: string, chart: Chart): Promise<Uint8Array> => remember(drawn, name, () => drawer.draw(chart));
  return {
    addressOf: (chart) => (publicUrl === null ? null : `${publicUrl}/charts/${nameOf(chart)}.png`),
    async keep(chart) {
      if (publicUrl === null) return;
      const name = nameOf(chart);
      const save = async (): Promise<void> => (await store()).save(name, chart);
      await Promise.all([draw(name, chart), remember(saved, name, save)]);
    },
    draw: async (chart) => draw(nameOf(chart), chart),
    drawSmall: async (chart, most) =>
      remember(drawn, `${nameOf(chart)} in ${most} bytes`, () => drawer.drawSmall(chart, most)),
    async named(name) {
      const known = drawn.get(name);
      if (known !== undefined) return known;
      const chart = await (await store()).load(name);
      return chart === null ? null : draw(name, chart);
    },
  };
}

/** Made once while it is among the last ones used; what failed is made anew. */
function remember<T>(made: Map<string, Promise<T>>, name: string, make: () => Promise<T>): Promise<T> {
  const known = made.get(name);
  made.delete(name);
  const making = known ?? make();
  made.set(name, making);
  if (known === undefined) making.catch(() => made.delete(name));
  for (const [oldest] of made) {
    if (made.size <= REMEMBERED) break;
    made.delete(oldest);
  }
  return making;
}
