/** What a pack says, apart from when it was taken away: as JSON with stable keys (docs/evidence-packs.md), and its hash. */
import { createHash } from "node:crypto";
import type { EvidencePack, EvidenceScore } from "#core/document/evidence.ts";

/** The keys are a public contract: add, never rename. The order counts for the hash. */
export function contentOf(evidence: EvidencePack) {
  const { title, country, edition, dataYear, topic, asked, complete, keyFinding, findings, scores, charts } = evidence;
  return {
    title,
    language: evidence.language,
    country,
    edition,
    describes: dataYear,
    topic,
    question: asked,
    complete,
    keyFinding,
    findings: findings.map(({ number, id, indicator, section, text, certainty }) => ({
      ...{ number, id, indicator: indicator.slug, section: section.slug, certainty, text },
    })),
    notes: evidence.notes,
    figures: scores.map(figureOf),
    charts,
    notInProfile: evidence.missing,
    sources: evidence.sources,
  };
}

function figureOf({ name, shown: _shown, place: _place, ...figure }: EvidenceScore) {
  return { ...figure, name };
}

/** `sha256:` and 64 hexadecimal digits, of the content as JSON without white space. */
export function evidenceHash(evidence: EvidencePack): string {
  return `sha256:${createHash("sha256")
    .update(JSON.stringify(contentOf(evidence)))
    .digest("hex")}`;
}
