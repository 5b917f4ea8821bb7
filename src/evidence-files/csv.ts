/** An evidence pack as one table, for spreadsheets: a record a finding, a score, a gap or a citation. */
import { stringify } from "csv-stringify/sync";
import type { EvidencePack, EvidenceFinding, EvidenceScore } from "#core/document/evidence.ts";
import { evidenceHash } from "./content.ts";

const COLUMNS = [
  "record",
  "number",
  "id",
  "topic",
  "section",
  "certainty",
  "text",
  "country",
  "edition",
  "score",
  "high",
  "basis",
  "comparable",
  "place",
  "accessed",
  "content_hash",
] as const;

type Row = Partial<Record<(typeof COLUMNS)[number], string | number>>;

/** By RFC 4180, in UTF-8 with the mark by which spreadsheets know that. What would be a formula there stays words. */
export function writeCsv(evidence: EvidencePack): string {
  const { country, edition, accessed, keyFinding, asked, notes, missing, citations, sources } = evidence;
  const common: Row = { country: country.name, edition, accessed, content_hash: evidenceHash(evidence) };
  const said = (record: string, texts: readonly string[]): readonly Row[] => texts.map((text) => ({ record, text }));
  const rows: readonly Row[] = [
    ...said("title", [evidence.title]),
    ...said("question", asked === null ? [] : [asked]),
    ...said("key finding", [keyFinding]),
    ...evidence.findings.map(findingRow),
    ...said("note", notes),
    ...evidence.scores.map(scoreRow),
    ...said("not in the profile", missing),
    ...citations.map(({ style, text }) => ({ record: "citation", id: style, text })),
    ...said("source", Object.values(sources)),
  ];
  return stringify(
    rows.map((row) => ({ ...common, ...row })),
    {
      ...{ header: true, columns: [...COLUMNS], record_delimiter: "windows", bom: true },
      // https://owasp.org/www-community/attacks/CSV_Injection
      escape_formulas: true,
      // Either of the two alone would end a record for some readers.
      quoted_match: /[\r\n]/u,
    },
  );
}

function findingRow({ number, id, indicator, section, sure, text }: EvidenceFinding): Row {
  return { record: "finding", number, id, topic: indicator.name, section: section.name, certainty: sure, text };
}

function scoreRow({ subject, name, edition, value, high, basis, comparable, place }: EvidenceScore): Row {
  const row: Row = { record: "score", id: subject, topic: name, edition, score: value, high, basis, place };
  return { ...row, comparable: comparable ? "yes" : "no" };
}
