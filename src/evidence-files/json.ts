/** An evidence pack as JSON, for scripts: docs/evidence-packs.md says what each key is. */
import type { EvidencePack } from "#core/document/evidence.ts";
import { contentOf, evidenceHash } from "./content.ts";

export function writeJson(evidence: EvidencePack): string {
  const { accessed, citations } = evidence;
  const pack = {
    kind: "evidence-pack",
    version: 1,
    contentHash: evidenceHash(evidence),
    accessed,
    citations: citations.map(({ style, text }) => ({ style, text })),
    content: contentOf(evidence),
  };
  return `${JSON.stringify(pack, null, 2)}\n`;
}
