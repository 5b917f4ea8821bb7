/** An evidence pack: what is taken away of a topic, with all that it takes to cite it. Typed data, no markup; each format has a writer. */
import type { FigureNumber } from "#core/profile/figure-number.ts";
import type { Certainty } from "#core/profile/profile.ts";
import type { Chart } from "./chart.ts";

export const EXPORT_FORMATS = ["pdf", "markdown", "csv", "json"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** What is asked for, in slugs and ids: it travels in an address, so it never holds a person's words. */
export interface ExportOrder {
  /** Slug. */
  readonly pack: string;
  /** Slug of a topic; null for the whole profile. */
  readonly topic: string | null;
  /** Ids of the findings that answer a question; empty where all of the topic is meant. */
  readonly findings: readonly string[];
  readonly format: ExportFormat;
}

export interface EvidenceFinding {
  /** From 1, in the order of the pack. */
  readonly number: number;
  /** Stable for ever: `heroin-trade.seizures`. */
  readonly id: string;
  readonly indicator: NamedSlug;
  readonly section: NamedSlug;
  /** Under which name it stands in the pack: its indicator's, or that of what is said elsewhere. */
  readonly group: string;
  readonly text: string;
  /** As it stands in a list under the pack's title, which names the country. */
  readonly textInList: string;
  readonly certainty: Certainty;
  /** The same in a word. */
  readonly sure: string;
}

export interface NamedSlug {
  readonly slug: string;
  readonly name: string;
}

export interface EvidenceScore extends FigureNumber {
  /** Of the country and the subject; ours say that they are calculated. */
  readonly name: string;
  /** As published: one decimal or two. */
  readonly shown: string;
  /** `joint 2nd of 8`; empty for what is calculated. */
  readonly place: string;
}

export interface EvidenceCitation {
  readonly style: "apa" | "chicago" | "plain";
  /** What the style is called. */
  readonly title: string;
  readonly text: string;
}

export interface EvidencePack {
  /** `Drugs, Ruritania`. */
  readonly title: string;
  readonly country: NamedSlug;
  readonly edition: number;
  /** The year that the edition describes. */
  readonly dataYear: number;
  /** Null for the whole profile. */
  readonly topic: NamedSlug | null;
  /** What was asked, in words, where a question was; else null. */
  readonly asked: string | null;
  /** Whether all is in it that the profile says of the topic, and not only what answers a question. */
  readonly complete: boolean;
  /** The topic's headline, in a sentence. */
  readonly keyFinding: string;
  readonly findings: readonly EvidenceFinding[];
  /** The country's own, by subject, then by edition. */
  readonly scores: readonly EvidenceScore[];
  readonly charts: readonly Chart[];
  /** What to keep in mind about the findings, such as that nothing about a person was checked since. */
  readonly notes: readonly string[];
  /** What the profile does not say of it, a sentence each. */
  readonly missing: readonly string[];
  readonly sources: {
    readonly credit: string;
    readonly figures: string;
    readonly funding: string;
    readonly affiliation: string;
    readonly profileUrl: string;
    readonly newestUrl: string;
    readonly figuresUrl: string;
  };
  readonly citations: readonly EvidenceCitation[];
  /** A day, `YYYY-MM-DD`, in UTC. */
  readonly accessed: string;
  /** BCP 47. */
  readonly language: string;
  readonly words: EvidenceWords;
}

/** What the writers say around it. */
export interface EvidenceWords {
  readonly asked: string;
  readonly keyFinding: string;
  readonly findings: string;
  readonly scores: string;
  readonly charts: string;
  readonly missing: string;
  readonly citations: string;
  readonly sources: string;
  /** `2021 edition · describes 2020 · accessed 2026-11-22`. */
  readonly edition: string;
  /** Over the first column of scores, and over their places in the region. */
  readonly measure: string;
  readonly place: string;
  /** Whose scores count what, and which way is worse. */
  readonly reading: string;
  /** Before the hash of the content, and what that is. */
  readonly hash: string;
  readonly hashNote: string;
  /** `Page 1 of 3`, with `{page}` and `{pages}` in it. */
  readonly page: string;
}

/** A row a subject: its name, its score in each edition, its place in the region in the newest of them; the head first. */
export function scoreRows({ scores, words }: EvidencePack): readonly (readonly string[])[] {
  const editions = [...new Set(scores.map(({ edition }) => edition))].toSorted((one, other) => one - other);
  const rows = [...Map.groupBy(scores, ({ name }) => name)].map(([name, of]) => [
    name,
    ...editions.map((edition) => of.find((each) => each.edition === edition)?.shown ?? "–"),
    of.at(-1)?.place ?? "",
  ]);
  return [[words.measure, ...editions.map(String), words.place], ...rows];
}

/** Findings under the names of their groups, in their order. */
export function findingGroups({ findings }: EvidencePack): readonly (readonly [string, readonly EvidenceFinding[]])[] {
  return [...Map.groupBy(findings, ({ group }) => group)];
}
