/** What changed in a pack between two digests: findings added, edited and withdrawn, by id. */
import type { ContentMarks } from "./ports.ts";
import type { Pack } from "#core/profile/profile.ts";

export interface ContentChange {
  readonly added: readonly string[];
  readonly edited: readonly string[];
  readonly withdrawn: readonly string[];
}

export interface MarkedContent {
  readonly version: string;
  readonly marks: ContentMarks;
}

/**
 * A mark for each finding, and one for all of them together, that change when what a reader sees changes. The version
 * ends with the newest edition of the figures.
 */
export function markContent({ slug, findings, figures }: Pack): MarkedContent {
  const marks = Object.fromEntries(findings.map(({ id, certainty, text }) => [id, mark(`${certainty} ${text}`)]));
  const newest = figures.countries[0]?.editions.at(-1)?.edition ?? 0;
  return { version: `${slug}-${mark(JSON.stringify(marks))}${EDITION}${newest}`, marks };
}

const EDITION = "-edition-";

/** Whether two versions have the same editions of figures; a version from before they told had those of today. */
export function hasSameFigures(before: string | null, now: string): boolean {
  if (before === null) return false;
  const [, edition] = before.split(EDITION);
  return edition === undefined || now.endsWith(`${EDITION}${edition}`);
}

export function compareContent(before: ContentMarks, after: ContentMarks): ContentChange {
  const [old, now] = [Object.keys(before), Object.keys(after)];
  return {
    added: now.filter((id) => before[id] === undefined),
    edited: now.filter((id) => before[id] !== undefined && before[id] !== after[id]),
    withdrawn: old.filter((id) => after[id] === undefined),
  };
}

export function isChange({ added, edited, withdrawn }: ContentChange): boolean {
  return added.length + edited.length + withdrawn.length > 0;
}

/** 64 bits of FNV-1a over UTF-16 code units, in hexadecimal: it tells texts apart, it guards nothing. */
function mark(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (let index = 0; index < text.length; index++) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(index))) * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, "0");
}
