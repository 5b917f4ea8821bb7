/** An evidence pack as Markdown: tables in place of pictures, so that it stands alone. https://github.github.com/gfm/ */
import { chartRows, type Chart } from "#core/document/chart.ts";
import { findingGroups, scoreRows, type EvidencePack, type EvidenceFinding } from "#core/document/evidence.ts";
import { evidenceHash } from "./content.ts";

export function writeMarkdown(evidence: EvidencePack): string {
  const { words, asked, notes, missing, citations, sources } = evidence;
  const blocks = [
    `# ${plain(evidence.title)}`,
    plain(words.edition),
    ...(asked === null ? [] : [`**${plain(words.asked)}:** ${plain(asked)}`]),
    `**${plain(words.keyFinding)}:** ${plain(evidence.keyFinding)}`,
    ...section(words.findings, findingBlocks(evidence)),
    ...notes.map((note) => `> ${plain(note)}`),
    ...section(words.scores, [table(scoreRows(evidence)), plain(words.reading)]),
    ...section(words.charts, evidence.charts.flatMap(chartBlocks)),
    ...section(words.missing, [list(missing.map(plain))]),
    ...section(
      words.citations,
      citations.map(({ title, text }) => `**${plain(title)}:** ${plain(text)}`),
    ),
    ...section(words.sources, [
      `${plain(sources.credit)} <${sources.profileUrl}>, <${sources.newestUrl}>`,
      `${plain(sources.figures)} <${sources.figuresUrl}>`,
      plain(sources.funding),
      plain(sources.affiliation),
      `${plain(words.hash)}: \`${evidenceHash(evidence)}\`. ${plain(words.hashNote)}`,
    ]),
  ];
  return `${blocks.join("\n\n")}\n`;
}

function section(title: string, blocks: readonly string[]): readonly string[] {
  return blocks.length === 0 ? [] : [`## ${plain(title)}`, ...blocks];
}

/** Numbered through all groups; one group needs no heading of its own. */
function findingBlocks(evidence: EvidencePack): readonly string[] {
  const groups = findingGroups(evidence);
  return groups.flatMap(([name, findings]) => [
    ...(groups.length > 1 ? [`### ${plain(name)}`] : []),
    findings.map(findingLine).join("\n"),
  ]);
}

function findingLine({ number, id, section, textInList, sure }: EvidenceFinding): string {
  return `${number}. ${plain(textInList)} (${plain(sure)}) · ${plain(section.name)} · \`${id}\``;
}

function chartBlocks(chart: Chart): readonly string[] {
  const notes = [chart.reading, chart.caveat, chart.source].filter((words) => words !== "");
  return [`**${plain(chart.title)}**`, table(chartRows(chart)), plain(notes.join(" · "))];
}

function table([head = [], ...rows]: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(plain).join(" | ")} |`;
  const rule = `|${head.map((_, at) => (at === 0 ? " --- " : " ---: ")).join("|")}|`;
  return [line(head), rule, ...rows.map(line)].join("\n");
}

function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join("\n");
}

/** Words that are words: whatever would be markup is escaped, and nothing begins a line of its own. */
function plain(words: string): string {
  return words
    .replaceAll(/\s+/gu, " ")
    .replaceAll(/[\\`*_[\]<>|#~]/gu, String.raw`\$&`)
    .replace(/^([-+]|\d+[.)])(?= )/u, String.raw`\$1`);
}
