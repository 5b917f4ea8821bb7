/** What is said of evidence packs: what is in one, which is meant, and what became of it on its way to the asker. */
import { commandOf, momentSpan, nameOf, placed, says, saysInSpans, type Context } from "#core/briefings/context.ts";
import { stamp } from "#core/briefings/stamp.ts";
import { buttons, lead, link, message, paragraph, show } from "#core/document/blocks.ts";
import type { Block, Briefing, Span } from "#core/document/briefing.ts";
import { plainLine } from "#core/document/plain-text.ts";
import { EXPORT_FORMATS, type EvidencePack, type ExportFormat, type ExportOrder } from "#core/document/evidence.ts";
import type { HandedOver } from "#core/document/exported.ts";
import { briefingReply, type FileReply, type Reply, unreadReply } from "#core/reply.ts";
import type { Command } from "#core/request.ts";
import { clip, visible } from "#core/wording/visible.ts";
import { OBJECT } from "#core/wording/wording.ts";
import { composeEvidence, titleOf, type ExportedFor } from "./compose.ts";

/** How much of what a person typed is quoted back, and how much of a question is printed in a file. */
const QUOTED = 60;
const LONGEST_QUESTION = 500;

type ExportCommand = Extract<Command, { kind: "export" | "export-answer" | "choose-export" }>;

/** `ask` answers a question in plain words. Rejects as it does. */
export async function answerExport(
  command: ExportCommand,
  context: Context,
  ask: (question: string) => Promise<Reply>,
): Promise<Reply> {
  switch (command.kind) {
    case "export":
      return replyWithFile(context, { ...command, asked: null, aspect: command.aspect ?? null });
    case "export-answer":
      return replyWithAnswer(context, command, await ask(command.question));
    case "choose-export":
      return chooseExport(context, command);
  }
}

function replyWithFile(context: Context, asked: ExportedFor & Pick<ExportOrder, "format">): Reply {
  const { topic, findings, format } = asked;
  // A button may outlive its topic.
  if (topic !== null && context.topics.get(topic) === undefined)
    return chooseExport(context, { by: "nothing", asked: topic, topics: [], formats: [format] });
  const evidence = composeEvidence(context, asked);
  const order = { pack: context.pack.slug, topic, findings, format };
  return { kind: "file", topic, order, evidence, briefing: ready(context, { order, evidence }) };
}

/** The answer to a question as a file; what is no answer goes back as it is. */
function replyWithAnswer(
  context: Context,
  { question, format }: Extract<Command, { kind: "export-answer" }>,
  found: Reply,
): Reply {
  if (found.kind !== "answer" && found.kind !== "figures") return found;
  const topic = context.topics.get(found.topic)?.slug ?? null;
  const findings = found.citations.map(({ finding }) => finding);
  const aspect = found.kind === "answer" ? found.aspect : null;
  return replyWithFile(context, {
    ...{ topic, findings, format, aspect },
    asked: clip(visible(question), LONGEST_QUESTION),
  });
}

/** Which topic or format is meant: a button for each. */
export function chooseExport(
  context: Context,
  { by, asked, topics, formats }: Omit<Extract<Command, { kind: "choose-export" }>, "kind">,
): Reply {
  const named = { asked: clip(asked, QUOTED) };
  const [format = "pdf"] = formats;
  const words = {
    topic: () => says(context, "choose.text", named),
    format: () => says(context, "export.format", named),
    nothing: () => says(context, "export.unknown", named),
  }[by]();
  const offered = by === "nothing" ? [...topics, null] : topics;
  const ways =
    by === "format"
      ? offered.flatMap((topic) => EXPORT_FORMATS.map((each) => [topic, each, formatName(context, each)] as const))
      : offered.map(
          (topic) => [topic, format, topic === null ? context.pack.country : nameOf(context, topic)] as const,
        );
  const actions = ways.map(([topic, each, label]) => show(context.pack.slug, exportWords(topic, each), label));
  const briefing = message({ title: words, summary: words }, [lead(words), buttons(actions)]);
  if (by === "topic") return { kind: "choice", topic: null, briefing };
  // Of two formats that there are it is asked which is meant.
  return by === "format" && formats.length > 1 ? briefingReply(briefing) : unreadReply(briefing);
}

/** As it would be typed. */
function exportWords(topic: string | null, format: ExportFormat): string {
  return ["export", topic ?? "all", format].join(" ");
}

/** What is said where a file was to be handed over. Its address stands among the words, for where there are no buttons. */
export function composeHandedOver(context: Context, { order, evidence }: FileReply, how: HandedOver): Briefing {
  const pack = named(context, order);
  const command = [commandOf(context), exportWords(order.topic, order.format)].filter(Boolean).join(" ");
  switch (how.kind) {
    case "here":
      return ready(context, { order, evidence });
    case "address":
      return addressed(context, { order, evidence }, how);
    case "in-chat":
      return sentence(says(context, "export.in-chat", { pack }));
    case "offered":
      return sentence(says(context, "export.offered", { pack }));
    case "declined":
      return sentence(saysInSpans(context, "export.declined", { command }));
    case "unscoped":
      return sentence(says(context, "export.unscoped", { scopes: how.scopes.join(", ") }));
    case "elsewhere":
      return sentence(saysInSpans(context, "export.elsewhere", { command: exportWords(order.topic, order.format) }));
    case "no-address":
    case "busy":
    case "refused":
      return sentence(says(context, `export.${how.kind}`));
  }
}

type Packed = Pick<FileReply, "order" | "evidence">;

function ready(context: Context, { order, evidence }: Packed): Briefing {
  const words = says(context, "export.ready", { pack: named(context, order) });
  return message({ title: words, summary: words }, [lead(words), ...contents(context, evidence)]);
}

function addressed(
  context: Context,
  { order, evidence }: Packed,
  { url, until }: Extract<HandedOver, { kind: "address" }>,
): Briefing {
  const words = says(context, "export.ready", { pack: named(context, order) });
  const download = says(context, "export.download", { format: formatName(context, order.format) });
  const [day, time = ""] = new Date(until).toISOString().split("T");
  const moment = momentSpan(context, until, `${day} ${time.slice(0, 5)} UTC`);
  const note = placed(says(context, "export.address", { until: OBJECT }), moment);
  return message({ title: words, summary: words }, [
    lead(words),
    paragraph(link(download, url)),
    paragraph(...note),
    ...contents(context, evidence),
  ]);
}

function contents(context: Context, { findings, scores, charts }: EvidencePack): readonly Block[] {
  const counts = { findings: findings.length, scores: scores.length, charts: charts.length };
  const editions = [context.pack.edition, ...scores.map(({ edition }) => edition)];
  return [paragraph(says(context, "export.counts", counts)), stamp(context, { editions })];
}

/** `Drugs, Ruritania (PDF)`. */
function named(context: Context, { topic, format }: ExportOrder): string {
  return `${titleOf(context, topic)} (${formatName(context, format)})`;
}

function formatName(context: Context, format: ExportFormat): string {
  return says(context, `export.format.${format}`);
}

function sentence(spans: string | readonly Span[]): Briefing {
  const words = typeof spans === "string" ? spans : plainLine(spans);
  return message({ title: words, summary: words }, [lead(spans)]);
}
