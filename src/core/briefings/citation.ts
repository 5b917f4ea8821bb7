/** How to cite what was shown: the edition, the section, where the profile stands, and when it was read. */
import { buttons, notice, page, paragraph, show } from "#core/document/blocks.ts";
import type { Action, Block, Briefing } from "#core/document/briefing.ts";
import type { Finding } from "#core/profile/profile.ts";
import { OBJECT } from "#core/wording/wording.ts";
import { shortened } from "#core/profile/finding-ids.ts";
import { nameOf, says, showTopic, type Context } from "./context.ts";
import { findingBlocks } from "./findings.ts";

const STYLES = ["apa", "chicago", "plain"] as const;
/** Ways back to what is cited. */
const TOPICS = 3;
/** Letters of what a press carries in a menu. */
const SHORT = 56;

/** In three styles; of the profile as a whole where no finding is named. `accessed` is a day, `YYYY-MM-DD`. */
export function composeCitation(context: Context, asked: readonly string[], accessed: string): Briefing {
  const cited = [...new Set(asked.flatMap((each) => namedBy(context, each)))];
  const unknown = asked.filter((each) => !isCitable(context, each));
  const isOfTopics = cited.length === 0 || asked.some((slug) => cited.some((finding) => isOf(finding, slug)));
  const part = isOfTopics ? partOf(context, asked, cited) : citedSections(context, cited);
  const { country } = context.pack;
  const names = summaryOf(context, cited);
  const what = cited.length === 0 ? country : says(context, "answer.title", { topic: names, country });
  const title = says(context, "cite.title", { what });
  const topics = [...new Set(cited.map(({ indicator }) => indicator))].slice(0, TOPICS);
  const ways = buttons([...topics.map((slug) => showTopic(context, slug)), exportAction(context, topics)]);
  return page({ title, summary: names }, [
    ...(unknown.length === 0 ? [] : [notice(says(context, "cite.unknown", { ids: unknown.join(", ") }))]),
    ...(isOfTopics ? [] : findingBlocks(context, cited, { under: "" })),
    ...citationsOf(context, { part, date: accessed, isOfSection: !isOfTopics }).flatMap(styled),
    paragraph(
      isOfTopics ? says(context, "cite.note.whole") : says(context, "cite.note", { ids: idsOf(cited).join(", ") }),
    ),
    ways,
  ]);
}

/** Whether the profile has such a finding, or any of such a topic. */
export function isCitable(context: Context, asked: string): boolean {
  return namedBy(context, asked).length > 0;
}

function namedBy({ pack }: Context, asked: string): readonly Finding[] {
  return pack.findings.filter((finding) => finding.id === asked || isOf(finding, asked));
}

/** The same as a file, of the first topic cited. */
function exportAction(context: Context, [topic = "all"]: readonly string[]): Action {
  return show(context.pack.slug, `export ${topic} pdf`, says(context, "export.action"));
}

/** The button that shows how to cite findings; none where there are none. */
export function citeActions(context: Context, findings: readonly string[]): readonly Action[] {
  if (findings.length === 0) return [];
  const named = `cite ${shortened(findings)}`;
  const topics = new Set(findings.map((id) => id.split(".")[0] ?? id));
  // A menu takes a short key: then what is shown is cited by its topics.
  const words = named.length <= SHORT ? named : `cite ${[...topics].join(" ")}`;
  return [show(context.pack.slug, words, says(context, "cite.action"))];
}

function isOf({ indicator, section }: Finding, topic: string): boolean {
  return indicator === topic || section === topic;
}

export function idsOf(findings: readonly Pick<Finding, "id">[]): readonly string[] {
  return findings.map(({ id }) => id);
}

/** The findings in blocks, in their order. */
export function idsIn(blocks: readonly Block[]): readonly string[] {
  return blocks.flatMap((block) => (block.kind === "findings" ? idsOf(block.items) : []));
}

function partOf(context: Context, asked: readonly string[], cited: readonly Finding[]): string {
  if (cited.length === 0) return says(context, "cite.whole");
  const names = asked
    .filter((slug) => cited.some((finding) => isOf(finding, slug)))
    .map((slug) => nameOf(context, slug));
  return says(context, "cite.topics", { names: names.join(", ") });
}

/** Where in the profile findings stand: their ids are this bot's, and no part of a source. */
export function citedSections(context: Context, findings: readonly Finding[]): string {
  const names = [...new Set(findings.map(({ section }) => nameOf(context, section)))];
  return says(context, "cite.topics", { names: names.join(", ") });
}

/** A citation in one of the styles; `object` stands in its text where the address belongs. */
interface Citing {
  readonly style: (typeof STYLES)[number];
  /** What the style is called. */
  readonly title: string;
  readonly text: string;
  readonly url: { readonly object: string; readonly address: string };
}

/** In each of the styles. `date` is the day of access, `YYYY-MM-DD`; the two styles of papers name no section unasked. */
export function citationsOf(
  context: Context,
  { part, date, isOfSection = false }: { readonly part: string; readonly date: string; readonly isOfSection?: boolean },
): readonly Citing[] {
  const { credit: author, edition, country, profileUrl } = context.pack;
  const partIn = (style: Citing["style"]): string =>
    isOfSection && style !== "plain" ? says(context, "cite.whole") : part;
  return STYLES.map((style) => ({
    style,
    title: says(context, `cite.${style}.title`),
    text: says(context, `cite.${style}`, {
      author,
      edition,
      country,
      part: partIn(style),
      date: dateIn(style, date),
      url: OBJECT,
    }),
    url: { object: OBJECT, address: profileUrl },
  }));
}

/** `November 22, 2026` where the style wants that, else `22 November 2026`. */
function dateIn(style: Citing["style"], day: string): string {
  const language = style === "plain" ? "en-GB" : "en-US";
  // Made where it is asked for: the first of a process takes 25 ms, which a start would wait for.
  const written = new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" });
  return written.format(new Date(`${day}T00:00:00Z`));
}

function styled({ title, text, url: { object, address } }: Citing): readonly Block[] {
  return [
    { kind: "subheading", text: title },
    { kind: "verbatim", text: text.split(object).join(address) },
  ];
}

function summaryOf(context: Context, cited: readonly Finding[]): string {
  const names = [...new Set(cited.map(({ indicator }) => nameOf(context, indicator)))];
  return names.length === 0 ? says(context, "cite.whole") : names.join(", ");
}
