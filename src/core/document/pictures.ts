/** What draws charts and keeps what they show, handed in from outside. */
import type { Chart } from "./chart.ts";

/** Pictures of charts, each known by what it shows. */
export interface Pictures {
  /** Where everybody can load it, for ever; null where the bot has no public address. */
  readonly addressOf: (chart: Chart) => string | null;
  /** Sees to it that its address answers, whichever replica is asked. Rejects where that cannot be kept. */
  readonly keep: (chart: Chart) => Promise<void>;
  /** A PNG at twice its size; drawn once while it is remembered. Rejects where it cannot be drawn. */
  readonly draw: (chart: Chart) => Promise<Uint8Array>;
  /**
   * A PNG without its verdict, for where that stands above it, in as many pixels and colours as `mostBytes` have room for. Rejects
   * where they have none, or it cannot be drawn.
   */
  readonly drawSmall: (chart: Chart, mostBytes: number) => Promise<Uint8Array>;
}

/** What a picture shows, by its name; kept for ever, since a message that shows it may be looked at for ever. */
export interface ChartStore {
  save(name: string, chart: Chart): Promise<void>;
  load(name: string): Promise<Chart | null>;
}
