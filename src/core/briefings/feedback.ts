/** What readers say about answers: helpful or not, and reports of errors. */
import { readAnswerKey } from "./answer-key.ts";
import { text, type Action, type Block, type Briefing } from "#core/document/briefing.ts";
import { commandOf, nameOf, says, type Desk } from "./context.ts";
import type { Form } from "#core/document/form.ts";
import type { Reply } from "#core/reply.ts";
import type { Command, Request } from "#core/request.ts";
import { stamp } from "./stamp.ts";

/** Where opinions are kept: the ids of what was shown, and a comment only when the person wrote one. */
export interface OpinionStore {
  saveOpinion(
    opinion: SavedReport & { readonly answer: string; readonly asker: string; readonly helpful: boolean },
  ): Promise<void>;
  saveReport(report: SavedReport): Promise<void>;
}

interface SavedReport {
  readonly pack: string;
  readonly topic: string | null;
  readonly findings: readonly string[];
  readonly comment: string;
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
}

/** The name of the report form, before what it is about. */
const REPORT = "report";
const COMMENT = "comment";
/** As much as fits a form's id beside its name. */
const LONGEST_ABOUT = 180;
const LONGEST_COMMENT = 2000;

export function isReportForm(form: string): boolean {
  return form.split(" ", 1)[0] === REPORT;
}

/** Answers feedback, a press on "report an error", and the report itself. Rejects when the store does. */
export function createOpinions(
  open: (pack: string) => Desk,
  store: OpinionStore,
): (request: Request) => Promise<Reply> {
  return async (request) => {
    const desk = open(request.pack);
    const { command } = request;
    if (command.kind === "feedback") return takeFeedback(desk, request, { command, store });
    if (command.kind === "submission") return takeReport(desk, command, store);
    const about = command.kind === "report" ? command.about : "";
    // Typed with words that are no key, it is the report itself.
    if (about !== "" && readAnswerKey(about) === null) return saveReport(desk, { about: "", comment: about }, store);
    return { kind: "form", topic: null, form: reportForm(desk, about), briefing: reportPage(desk) };
  };
}

async function takeFeedback(
  desk: Desk,
  { asker }: Request,
  { command, store }: { command: Extract<Command, { kind: "feedback" }>; store: OpinionStore },
): Promise<Reply> {
  const { answer, helpful, comment } = command;
  await store.saveOpinion({
    ...about(desk, answer),
    answer,
    asker: asker.id,
    helpful,
    comment: comment.slice(0, LONGEST_COMMENT),
  });
  const words = helpful ? says(desk, "opinion.thanks") : says(desk, "opinion.sorry");
  const report: Action = {
    kind: "form",
    label: says(desk, "report.title"),
    pack: desk.pack.slug,
    text: `${REPORT} ${answer}`,
  };
  const actions: Block[] = helpful ? [] : [{ kind: "actions", items: [report] }];
  return reply(page(desk, says(desk, "opinion.title"), [{ kind: "paragraph", spans: [text(words)] }, ...actions]));
}

async function takeReport(
  desk: Desk,
  { form, values }: Extract<Command, { kind: "submission" }>,
  store: OpinionStore,
): Promise<Reply> {
  const comment = (values[COMMENT]?.[0] ?? "").trim();
  return saveReport(desk, { about: form.slice(REPORT.length).trim(), comment }, store);
}

async function saveReport(desk: Desk, report: { about: string; comment: string }, store: OpinionStore): Promise<Reply> {
  await store.saveReport({ ...about(desk, report.about), comment: report.comment.slice(0, LONGEST_COMMENT) });
  return reply(
    page(desk, says(desk, "report.title"), [{ kind: "paragraph", spans: [text(says(desk, "report.thanks"))] }]),
  );
}

function about(desk: Desk, key: string): SavedReport {
  const { topic, findings } = readAnswerKey(key) ?? { topic: null, findings: [] };
  return { pack: desk.pack.slug, topic, findings, comment: "", at: desk.now };
}

function reportForm(desk: Desk, about: string): Form {
  return {
    title: says(desk, "report.title"),
    submit: says(desk, "report.submit"),
    pack: desk.pack.slug,
    id: `${REPORT} ${about.slice(0, LONGEST_ABOUT)}`.trim(),
    fields: [
      {
        kind: "paragraph",
        name: COMMENT,
        label: says(desk, "report.field"),
        hint: says(desk, "report.hint"),
        maximum: LONGEST_COMMENT,
      },
    ],
  };
}

function reportPage(desk: Desk): Briefing {
  const words = says(desk, "report.text", { command: commandOf(desk) });
  return page(desk, says(desk, "report.title"), [{ kind: "paragraph", spans: [text(words)] }]);
}

function page(desk: Desk, title: string, blocks: readonly Block[]): Briefing {
  return { title, summary: title, blocks: [{ kind: "heading", text: title }, ...blocks, stamp(desk)] };
}

function reply(briefing: Briefing): Reply {
  return { kind: "briefing", topic: null, briefing };
}

/** One stored report, as `briefing reports` lists it. */
export function describeReport(desk: Desk, { topic, findings, comment, at }: SavedReport): string {
  const subject = [topic === null ? [] : [nameOf(desk, topic)], findings].flat().join(", ");
  return `${new Date(at).toISOString()}  ${desk.pack.slug}  ${subject === "" ? "-" : subject}  ${comment}`;
}
