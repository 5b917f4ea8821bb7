/** `export [topic] [format]`: the words behind `export`, in any order. */
import { EXPORT_FORMATS, type ExportFormat } from "#core/document/evidence.ts";
import { readFindingIds } from "#core/profile/finding-ids.ts";
import { fold } from "#core/profile/fold.ts";
import type { Pack } from "#core/profile/profile.ts";
import type { Topics } from "#core/profile/topics.ts";
import type { Command } from "#core/request.ts";

const FORMATS: ReadonlyMap<string, ExportFormat> = new Map([
  ...EXPORT_FORMATS.map((each) => [each, each] as const),
  ["md", "markdown"],
]);
/** What people call files that no pack comes as. */
const OTHER_FORMATS =
  /^(?:docx?|word|xlsx?|excel|spreadsheet|pptx?|powerpoint|html?|xml|txt|text|rtf|odt|png|zip|yaml)$/u;
const WHOLE = /^(?:all|everything|overview|profile|whole)$/u;
const SMALL = /^(?:the|a|an|as|in|to|into|on|about|for|me|it|this|that|please|format|file|evidence|pack)$/u;
/** A word or two that are no topic are a slip; more of them ask something. */
const LONGEST_SLIP = 2;
const NEAREST = 3;

interface Known {
  readonly topics: Topics;
  readonly packs: readonly Pick<Pack, "slug" | "country">[];
}

/**
 * `text` is what stands behind `export`. Undefined where it is no order: `export of gold to China?` asks something.
 * Takes any text; never throws.
 */
export function readExport(text: string, { topics, packs }: Known): Command | undefined {
  const said = readWords(text);
  const { named, formats } = said;
  const [format = "pdf"] = formats;
  const findings = readFindings(named, topics);
  if (findings !== undefined) return { kind: "export", ...findings, format, leans: false };
  const asked = topicWords(named, packs);
  const found = asked === "" ? null : topics.find(asked);
  if (found === null || found.kind === "one") return exportOf(found?.slug ?? null, said);
  if (found.kind === "several") return { kind: "choose-export", by: "topic", asked, topics: found.slugs, formats };
  if (!asksSomething(text, said))
    return { kind: "choose-export", by: "nothing", asked, topics: topics.nearest(asked, NEAREST), formats };
  // A format can mean nothing else; without one it is a question that begins so.
  return formats.length === 0 ? undefined : { kind: "export-answer", question: said.left.join(" "), format };
}

/** `export of heroin`, `export routes?`, `export who controls the trade`. */
function asksSomething(text: string, { left: [first = ""], named }: Said): boolean {
  return fold(first) === "of" || text.trimEnd().endsWith("?") || named.length > LONGEST_SLIP;
}

/** Empty where the whole profile is meant: with several packs nobody knows yet whose name is said. */
function topicWords(named: readonly string[], packs: Known["packs"]): string {
  const rest = named.filter((word) => !WHOLE.test(fold(word))).join(" ");
  const names = packs.flatMap(({ slug, country }) => [fold(slug), fold(country)]);
  return packs.length === 1 && names.includes(fold(rest)) ? "" : rest;
}

interface Said {
  readonly formats: readonly ExportFormat[];
  /** A format that there is not; undefined where none was named. */
  readonly other: string | undefined;
  /** What is no format. */
  readonly left: readonly string[];
  /** The same without the small words. */
  readonly named: readonly string[];
}

function readWords(text: string): Said {
  const words = text.trim().split(/\s+/u).filter(Boolean);
  const formatOf = (word: string): ExportFormat | undefined => FORMATS.get(fold(word));
  const formats = [...new Set(words.flatMap((word) => formatOf(word) ?? []))];
  const left = words.filter((word) => formatOf(word) === undefined);
  const other = left.find((word) => OTHER_FORMATS.test(fold(word)));
  const named = left.filter((word) => word !== other && !SMALL.test(fold(word)));
  return { formats, other, left, named };
}

/** Which format, where several are named or one that there is not. */
function exportOf(topic: string | null, { formats, other, named }: Said): Command {
  if (other !== undefined || formats.length > 1)
    return { kind: "choose-export", by: "format", asked: other ?? formats.join(", "), topics: [topic], formats };
  return { kind: "export", topic, findings: [], format: formats[0] ?? "pdf", leans: named.length === 0 };
}

/** As an answer is named: by the ids of its findings, whose topic is that of the first. */
function readFindings(
  words: readonly string[],
  topics: Topics,
): { readonly topic: string; readonly findings: readonly string[] } | undefined {
  const findings = words.length === 0 ? null : readFindingIds(words.join(" "), topics);
  const [topic = ""] = findings?.[0]?.split(".") ?? [];
  const areAll = findings?.every((id) => id.includes(".")) ?? false;
  return findings !== null && areAll && topics.get(topic) !== undefined ? { topic, findings } : undefined;
}
