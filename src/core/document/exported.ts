/** An evidence pack on its way out: as a file, at an address, and what became of it. */
import type { EvidencePack, ExportFormat, ExportOrder } from "./evidence.ts";

/** Evidence packs as files. */
export interface Exports {
  /** The same bytes for the same pack. Rejects where it cannot be written, or not in ten seconds. */
  readonly write: (evidence: EvidencePack, format: ExportFormat) => Promise<ExportedFile>;
  /** Where whoever has it can load the file for 24 hours; null where the bot has no public address. */
  readonly addressOf: (order: ExportOrder) => ExportAddress | null;
}

export interface ExportedFile {
  /** `ruritania-drugs-2021.pdf`. */
  readonly name: string;
  /** As in `Content-Type`. */
  readonly type: string;
  readonly bytes: Uint8Array;
}

export interface ExportAddress {
  readonly url: string;
  /** Milliseconds since 1970 UTC. */
  readonly until: number;
}

/** Why an address gives nothing: it is none of ours, its time is over, or what it is of is not there any more. */
export type ExportRefusal = "altered" | "expired" | "gone";

/** What became of a file that was to be handed over. */
export type HandedOver =
  /** It stands there, with these words beside it. */
  | { readonly kind: "here" }
  /** It is in the asker's own chat with the bot. */
  | { readonly kind: "in-chat" }
  | ({ readonly kind: "address" } & ExportAddress)
  /** The platform asks whether to save it. */
  | { readonly kind: "offered" }
  | { readonly kind: "declined" }
  /** The workspace left out what it takes; `scopes` are the platform's words for it. */
  | { readonly kind: "unscoped"; readonly scopes: readonly string[] }
  /** Only the asker's own chat with the bot takes files. */
  | { readonly kind: "elsewhere" }
  | { readonly kind: "no-address" }
  /** The platform holds it back. */
  | { readonly kind: "busy" }
  /** The platform did not take it, or it could not be written. */
  | { readonly kind: "refused" };
