/** How to cite what was shown: the findings by their ids, the edition, where the profile stands, and when it was read. */
import { link, notice, page, paragraph, show, text } from "#core/document/blocks.ts";
import type { Action, Block, Briefing } from "#core/document/briefing.ts";
import type { Finding } from "#core/profile/profile.ts";
import { nameOf, says, showTopic, type Context } from "./context.ts";
import { stamp } from "./stamp.ts";

const STYLES = ["apa", "chicago", "plain"] as const;
/** Ways back to what is cited. */
const TOPICS = 3;

/** In three styles; of the profile as a whole where no finding is named. `accessed` is a day, `YYYY-MM-DD`. */
export function composeCitation(context: Context, asked: readonly string[], accessed: string): Briefing {
  const known = new Map(context.pack.findings.map((finding) => [finding.id, finding]));
  const cited = asked.flatMap((id) => known.get(id) ?? []);
  const unknown = asked.filter((id) => !known.has(id));
  const title = says(context, "cite.title", { country: context.pack.country });
  const part = partOf(context, idsOf(cited));
  const topics = [...new Set(cited.map(({ indicator }) => indicator))].slice(0, TOPICS);
  const back: Block = { kind: "actions", items: topics.map((slug) => showTopic(context, slug)) };
  return page({ title, summary: summaryOf(context, cited) }, [
    ...(unknown.length === 0 ? [] : [notice(says(context, "cite.unknown", { ids: unknown.join(", ") }))]),
    ...STYLES.flatMap((style) => styled(context, style, { part, date: accessed })),
    paragraph(says(context, "cite.note")),
    ...(topics.length === 0 ? [] : [back]),
    stamp(context),
  ]);
}

/** The button that shows how to cite findings; none where there are none. */
export function citeActions(context: Context, findings: readonly string[]): readonly Action[] {
  if (findings.length === 0) return [];
  return [show(context.pack.slug, `cite ${findings.join(" ")}`, says(context, "cite.action"))];
}

export function idsOf(findings: readonly Pick<Finding, "id">[]): readonly string[] {
  return findings.map(({ id }) => id);
}

/** The findings in blocks, in their order. */
export function idsIn(blocks: readonly Block[]): readonly string[] {
  return blocks.flatMap((block) => (block.kind === "findings" ? idsOf(block.items) : []));
}

function partOf(context: Context, ids: readonly string[]): string {
  if (ids.length === 0) return says(context, "cite.whole");
  return says(context, ids.length === 1 ? "cite.findings.one" : "cite.findings.many", { ids: ids.join(", ") });
}

function styled(
  context: Context,
  style: (typeof STYLES)[number],
  { part, date }: { readonly part: string; readonly date: string },
): readonly Block[] {
  const { credit: author, edition, country, profileUrl } = context.pack;
  const words = says(context, `cite.${style}`, { author, edition, country, part, date, url: "\u0000" });
  const [before = "", after = ""] = words.split("\u0000");
  return [
    { kind: "subheading", text: says(context, `cite.${style}.title`) },
    paragraph(before, link(profileUrl, profileUrl), ...(after === "" ? [] : [text(after)])),
  ];
}

function summaryOf(context: Context, cited: readonly Finding[]): string {
  const names = [...new Set(cited.map(({ indicator }) => nameOf(context, indicator)))];
  return names.length === 0 ? says(context, "cite.whole") : names.join(", ");
}
