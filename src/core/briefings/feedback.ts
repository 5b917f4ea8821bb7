/** What readers say about answers: helpful or not, and reports of errors. */
import { buttons, lead, message } from "#core/document/blocks.ts";
import type { Action, Block, Briefing } from "#core/document/briefing.ts";
import type { Form } from "#core/document/form.ts";
import type { Lazy } from "#core/lazy.ts";
import { briefingReply, type Reply } from "#core/reply.ts";
import type { Asker, Command, Conversation, Request } from "#core/request.ts";
import { readAnswerKey } from "./answer.ts";
import { clipUnits, visible } from "#core/wording/visible.ts";
import { commandOf, says, saysInSpans, type Context, type Venue } from "./context.ts";

/** A report of an error: the ids of what was shown, and a comment only when the person wrote one. */
export interface SavedReport {
  readonly pack: string;
  readonly topic: string | null;
  readonly findings: readonly string[];
  readonly comment: string;
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
}

/** What a person thinks of an answer. */
export interface SavedFeedback extends SavedReport {
  /** The answer's key. */
  readonly answer: string;
  /** The platform's id of whoever said so. */
  readonly asker: string;
  readonly helpful: boolean;
}

export interface FeedbackStore {
  /** One a person and answer: a later one replaces it. It is deleted with the place where it was said. */
  saveFeedback(feedback: SavedFeedback, place: SaidIn): Promise<void>;
  saveReport(report: SavedReport, place: SaidIn): Promise<void>;
}

export type SaidIn = Pick<Conversation, "platform" | "tenant" | "channel">;

/** A store, and the place of what is kept there. */
interface Keeping {
  readonly store: FeedbackStore;
  readonly place: SaidIn;
}

/** The name of the report form, before what it is about. */
const REPORT = "report";
const COMMENT = "comment";
/** As much as fits a form's id beside its name. */
const LONGEST_ABOUT = 180;
const LONGEST_COMMENT = 2000;
/** Any character that can be seen: a report of spaces and the like says nothing. */
const SEEN = /[^\p{C}\p{Z}]/u;

export function isReportForm(form: string): boolean {
  return form.split(" ", 1)[0] === REPORT;
}

/** Answers feedback, a press on "report an error", and the report itself. Rejects when the store does. */
export function createFeedback(
  open: (pack: string, venue: Venue) => Context,
  store: Lazy<{ readonly answers: FeedbackStore }>,
): (request: Request) => Promise<Reply> {
  return async (request) => {
    const context = open(request.pack, request.conversation);
    const { command, conversation: place } = request;
    const keeping = async (): Promise<Keeping> => ({ store: (await store.get()).answers, place });
    if (command.kind === "feedback") return takeFeedback(context, request.asker, { command, ...(await keeping()) });
    if (command.kind === "submission") return takeReport(context, command, await keeping());
    const about = command.kind === "report" ? command.about : "";
    // Typed with words that are no key, it is the report itself.
    if (about !== "" && readAnswerKey(about) === null)
      return saveReport(context, { about: "", comment: about }, await keeping());
    return { kind: "form", topic: null, form: reportForm(context, about), briefing: reportPage(context) };
  };
}

async function takeFeedback(
  context: Context,
  asker: Asker,
  { command, ...keeping }: Keeping & { readonly command: Extract<Command, { kind: "feedback" }> },
): Promise<Reply> {
  const { answer, helpful, comment } = command;
  if (helpful === null) return takeComment(context, { about: answer, comment }, keeping);
  const shown = reportAbout(context, answer);
  const opinion = { ...shown, answer, asker: asker.id, helpful, comment: clipUnits(comment, LONGEST_COMMENT) };
  await keeping.store.saveFeedback(opinion, keeping.place);
  const words = helpful ? says(context, "feedback.thanks") : says(context, "feedback.sorry");
  const report: Action = {
    kind: "form",
    label: says(context, "report.title"),
    pack: context.pack.slug,
    text: `${REPORT} ${answer}`,
  };
  const actions: Block[] = helpful ? [] : [buttons([report])];
  return briefingReply(feedbackPage(says(context, "feedback.title"), [lead(words), ...actions]));
}

/** It says neither that the answer helped nor that it did not, so it is listed with what people wrote. */
async function takeComment(
  context: Context,
  { about, comment }: { readonly about: string; readonly comment: string },
  keeping: Keeping,
): Promise<Reply> {
  if (SEEN.test(comment)) return saveReport(context, { about, comment }, keeping);
  return briefingReply(feedbackPage(says(context, "feedback.title"), [lead(says(context, "feedback.thanks"))]));
}

async function takeReport(
  context: Context,
  { form, values }: Extract<Command, { kind: "submission" }>,
  keeping: Keeping,
): Promise<Reply> {
  const about = form.slice(REPORT.length).trim();
  const comment = (values[COMMENT]?.[0] ?? "").trim();
  if (SEEN.test(comment)) return saveReport(context, { about, comment }, keeping);
  const errors = { [COMMENT]: says(context, "label.required") };
  return { kind: "form", topic: null, form: reportForm(context, about, errors), briefing: reportPage(context) };
}

async function saveReport(
  context: Context,
  report: { about: string; comment: string },
  keeping: Keeping,
): Promise<Reply> {
  const comment = clipUnits(report.comment, LONGEST_COMMENT);
  await keeping.store.saveReport({ ...reportAbout(context, report.about), comment }, keeping.place);
  return briefingReply(feedbackPage(says(context, "report.title"), [lead(says(context, "report.thanks"))]));
}

function reportAbout(context: Context, key: string): SavedReport {
  const { topic, findings } = readAnswerKey(key) ?? { topic: null, findings: [] };
  return { pack: context.pack.slug, topic, findings, comment: "", at: context.now };
}

function reportForm(context: Context, about: string, errors: Form["errors"] = {}): Form {
  return {
    title: says(context, "report.title"),
    submit: says(context, "report.submit"),
    pack: context.pack.slug,
    id: `${REPORT} ${about.slice(0, LONGEST_ABOUT)}`.trim(),
    fields: [
      {
        kind: "paragraph",
        name: COMMENT,
        label: says(context, "report.field"),
        value: "",
        hint: says(context, "report.hint"),
        maximum: LONGEST_COMMENT,
      },
    ],
    errors,
    back: readAnswerKey(about)?.topic ?? "help",
  };
}

function reportPage(context: Context): Briefing {
  const words = saysInSpans(context, "report.text", { command: commandOf(context) });
  return feedbackPage(says(context, "report.title"), [lead(words)]);
}

function feedbackPage(title: string, blocks: readonly Block[]): Briefing {
  return message({ title, summary: title }, blocks);
}

/** One stored report, as `briefing reports` lists it: a line, whatever is in it. */
export function describeReport(
  { pack, topic, findings, comment, at }: SavedReport,
  nameOfTopic: (slug: string) => string,
): string {
  const subject = [topic === null ? [] : [nameOfTopic(topic)], findings].flat().join(", ");
  return visible(`${new Date(at).toISOString()}  ${pack}  ${subject === "" ? "-" : subject}  ${comment}`);
}
