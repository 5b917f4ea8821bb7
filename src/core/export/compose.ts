/** An evidence pack of a topic, or of the findings that answer a question: composed like a message, with room for all of it. */
import { citationsOf, citedSections } from "#core/briefings/citation.ts";
import { lowered, nameOf, says, type Context } from "#core/briefings/context.ts";
import { personNotice, textBehind } from "#core/briefings/findings.ts";
import { inWords } from "#core/briefings/figures/places.ts";
import { readingOf } from "#core/briefings/scores.ts";
import { ageOf } from "#core/briefings/stamp.ts";
import type { Block } from "#core/document/briefing.ts";
import type { EvidencePack, EvidenceFinding, EvidenceWords, ExportOrder } from "#core/document/evidence.ts";
import { plainLine } from "#core/document/plain-text.ts";
import type { Aspect, Certainty, Finding } from "#core/profile/profile.ts";
import { figuresFor } from "./figures.ts";
import { missingFrom } from "./missing.ts";
import { closed, openScope, type Scope } from "./scope.ts";

/** What the pack is about, and the question behind it in words, where there was one. */
export interface ExportedFor extends Omit<ExportOrder, "pack" | "format"> {
  readonly asked: string | null;
  /** Slug of what was asked of the topic; null where nothing in particular was. */
  readonly aspect: string | null;
}

/** Of the whole profile where there is no such topic: whoever may name a lost one looks first. */
export function composeEvidence(context: Context, order: ExportedFor): EvidencePack {
  const { pack } = context;
  const scope = openScope(context, order.topic);
  const answering = order.findings.flatMap((id) => pack.findings.find((finding) => finding.id === id) ?? []);
  const aspect = context.taxonomy.aspects.find(({ slug }) => slug === order.aspect);
  const found = answering.length > 0 ? closed(context, answering) : askedFirst(scope.findings, aspect);
  const groupOf = (finding: Finding): string =>
    scope.elsewhere.has(finding) ? says(context, "indicator.also") : nameOf(context, finding.indicator);
  const findings = [...Map.groupBy(found, groupOf).values()].flat();
  const accessed = new Date(context.now).toISOString().slice(0, 10);
  return {
    title: titleOf(context, order.topic),
    country: { slug: pack.slug, name: pack.country },
    edition: pack.edition,
    dataYear: pack.dataYear,
    topic: order.topic === null ? null : { slug: order.topic, name: nameOf(context, order.topic) },
    asked: order.asked ?? askedOf(context, order.topic, aspect),
    complete: answering.length === 0,
    keyFinding: answering[0] === undefined ? scope.keyFinding : sentenceOf(context, answering[0]),
    findings: findings.map((finding, at) =>
      findingOf(context, finding, { group: groupOf(finding), above: findings.slice(0, at) }),
    ),
    ...figuresFor(context, scope),
    notes: [...contradictions(context, findings), ...personNotice(context, findings).map(wordsOf)],
    missing: missingFrom(context, scope, order.aspect),
    sources: sourcesOf(context),
    citations: citationsOf(context, {
      part: partOf(context, order.topic, answering),
      date: accessed,
    }).map(({ style, title, text, url }) => ({ style, title, text: text.replaceAll(url.object, url.address) })),
    accessed,
    language: says(context, "export.language"),
    words: wordsAround(context, { scope, accessed }),
  };
}

/** What was asked of the topic, where no words are known: those of a conversation are not kept. */
function askedOf(context: Context, topic: string | null, aspect: Aspect | undefined): string | null {
  if (topic === null || aspect === undefined) return null;
  return says(context, "export.asked", { topic: nameOf(context, topic), aspect: lowered(aspect.name) });
}

function askedFirst(findings: readonly Finding[], aspect: Aspect | undefined): readonly Finding[] {
  const tells = ({ aspects }: Finding): boolean => aspect !== undefined && aspects.includes(aspect.slug);
  return [...findings.filter(tells), ...findings.filter((finding) => !tells(finding))];
}

export function titleOf(context: Context, topic: string | null): string {
  const { country } = context.pack;
  return topic === null ? country : says(context, "export.title", { topic: nameOf(context, topic), country });
}

function findingOf(
  context: Context,
  finding: Finding,
  { group, above }: { readonly group: string; readonly above: readonly Finding[] },
): EvidenceFinding {
  const { id, indicator, section, text, certainty } = finding;
  return {
    number: above.length + 1,
    id,
    indicator: { slug: indicator, name: nameOf(context, indicator) },
    section: { slug: section, name: nameOf(context, section) },
    group,
    text,
    textInList: textBehind(finding, above),
    certainty,
    sure: certaintyWord(context, certainty),
  };
}

/** In a pack `stated` is said as well: whoever cites it has nothing else to go by. */
function certaintyWord(context: Context, certainty: Certainty): string {
  return says(context, certainty === "stated" ? "export.stated" : `certainty.${certainty}`);
}

function sentenceOf(context: Context, finding: Finding): string {
  const { text, certainty, said } = finding;
  return said || certainty === "stated" ? text : `${text} (${certaintyWord(context, certainty)})`;
}

function sourcesOf(context: Context): EvidencePack["sources"] {
  const editions = inWords(
    context,
    context.country.editions.map((each) => String(each.edition)),
  );
  const { credit, edition, funding, figures, profileUrl, newestUrl } = context.pack;
  return {
    credit: `${says(context, "about.credit", { credit, edition })}.`,
    figures: `${says(context, "about.figures", { editions, source: figures.source.name })}. ${says(context, "about.arithmetic")}`,
    funding: says(context, "about.funding", { funding }),
    affiliation: says(context, "about.affiliation"),
    profileUrl,
    newestUrl,
    figuresUrl: figures.source.url,
  };
}

function wordsAround(
  context: Context,
  { scope, accessed }: { readonly scope: Scope; readonly accessed: string },
): EvidenceWords {
  const { edition, dataYear: year, figures } = context.pack;
  const reading = scope.pillar === null ? says(context, "reading.both") : readingOf(context, scope.pillar.high);
  const { low, high, line } = context.taxonomy.scale;
  return {
    asked: says(context, "export.head.asked"),
    keyFinding: says(context, "export.head.key"),
    findings: says(context, "export.head.findings"),
    scores: says(context, "export.head.scores"),
    charts: says(context, "export.head.charts"),
    missing: says(context, "export.head.missing", { edition }),
    citations: says(context, "export.head.citations"),
    sources: says(context, "export.head.sources"),
    edition: says(context, "export.edition", { edition, year, age: ageOf(context), date: accessed }),
    measure: says(context, "scores.columns.measure"),
    place: says(context, "export.place", { region: figures.region }),
    reading: says(context, "export.reading", { low, high, line: line.toFixed(2), reading }),
    hash: says(context, "export.hash"),
    hashNote: says(context, "export.hash.note"),
    page: says(context, "export.page", { page: "{page}", pages: "{pages}" }),
  };
}

/** What of the profile is cited: where the findings stand that answer a question, else the topic. */
function partOf(context: Context, topic: string | null, answering: readonly Finding[]): string {
  if (answering.length > 0) return citedSections(context, answering);
  return topic === null ? says(context, "cite.whole") : says(context, "cite.topics", { names: nameOf(context, topic) });
}

/** Which findings say the contrary of each other, by their numbers: the profile says both. */
function contradictions(context: Context, findings: readonly Finding[]): readonly string[] {
  const numbers = new Map(findings.map(({ id }, at) => [id, at + 1]));
  return findings.flatMap(({ contradicts }, at) =>
    contradicts.flatMap((id) => {
      const other = numbers.get(id) ?? 0;
      return other > at + 1 ? [says(context, "export.both", { one: at + 1, other })] : [];
    }),
  );
}

function wordsOf(block: Block): string {
  return block.kind === "notice" ? plainLine(block.spans) : "";
}
