/** Evidence packs as files, and at addresses that say themselves what they are of. */
import { createBounded } from "#core/bounded.ts";
import { composeEvidence } from "#core/export/compose.ts";
import { openContext, type Content } from "#core/briefings/context.ts";
import type { EvidencePack, ExportFormat, ExportOrder } from "#core/document/evidence.ts";
import type { ExportedFile, ExportRefusal, Exports } from "#core/document/exported.ts";
import type { Clock } from "#core/ports.ts";
import type { AddressSeal } from "./address.ts";
import { evidenceHash } from "./content.ts";
import { writeJson } from "./json.ts";
import { writeMarkdown } from "./markdown.ts";

export interface KeptExports extends Exports {
  /** What an address asks for: its path and query. Rejects as `write` does. */
  readonly at: (address: string) => Promise<ExportedFile | ExportRefusal>;
}

export interface ExportParts {
  readonly content: Content;
  readonly clock: Clock;
  /** Draws a pack as PDF, with its hash in it. */
  readonly drawer: { drawPdf(evidence: EvidencePack, hash: string): Promise<Uint8Array> };
  /** Null where the bot has no public address, or nothing to seal with. */
  readonly addresses: AddressSeal | null;
}

const TYPES: Readonly<Record<ExportFormat, { readonly ending: string; readonly type: string }>> = {
  pdf: { ending: "pdf", type: "application/pdf" },
  markdown: { ending: "md", type: "text/markdown; charset=utf-8" },
  csv: { ending: "csv", type: "text/csv; charset=utf-8" },
  json: { ending: "json", type: "application/json; charset=utf-8" },
};
/** PDFs of some 200 KB each: an address is loaded again, and a platform asks for the size before the file. */
const REMEMBERED = 10;

export function createExports({ content, clock, drawer, addresses }: ExportParts): KeptExports {
  const drawn = createBounded<Promise<Uint8Array>>(REMEMBERED);
  const pdf = (evidence: EvidencePack): Promise<Uint8Array> => {
    const hash = evidenceHash(evidence);
    const name = `${hash} ${evidence.accessed}`;
    const drawing = drawn.get(name) ?? drawer.drawPdf(evidence, hash);
    // Again, so that what was asked for last goes last.
    drawn.set(name, drawing);
    drawing.catch(() => drawn.delete(name));
    return drawing;
  };
  const write = async (evidence: EvidencePack, format: ExportFormat): Promise<ExportedFile> => {
    const { ending, type } = TYPES[format];
    const bytes = format === "pdf" ? await pdf(evidence) : new TextEncoder().encode(await WRITERS[format](evidence));
    return { name: `${stemOf(evidence)}.${ending}`, type, bytes };
  };
  return {
    write,
    addressOf: (order) => addresses?.write(order, languageOf(content), clock.now()) ?? null,
    async at(address) {
      const order = addresses?.read(address, clock.now()) ?? "altered";
      if (typeof order === "string") return order;
      if (!isHere(content, order)) return "gone";
      const context = openContext(content, order.pack, { now: clock.now() });
      return write(composeEvidence(context, { ...order, asked: null, aspect: null }), order.format);
    },
  };
}

const WRITERS = {
  markdown: writeMarkdown,
  // Its library is read with the first one.
  csv: async (evidence: EvidencePack) => (await import("./csv.ts")).writeCsv(evidence),
  json: writeJson,
} as const;

function languageOf({ library }: Content): string {
  return library.wording["export.language"];
}

/** An address may outlive what it is of. */
function isHere({ library, topics }: Content, { pack, topic }: ExportOrder): boolean {
  return library.packs.some(({ slug }) => slug === pack) && (topic === null || topics.get(topic) !== undefined);
}

/** `ruritania-drugs-2021`. */
function stemOf({ country, topic, edition, complete }: EvidencePack): string {
  return [country.slug, topic?.slug ?? "profile", ...(complete ? [] : ["answer"]), edition].join("-");
}
