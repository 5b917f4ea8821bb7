/** A request as it is answered: read with the conversation that it belongs to. */
import { groupOf, type FigureQuestion, type FigureSubject } from "#core/profile/figure-question.ts";
import type { Command, Incoming, Request } from "#core/request.ts";
import { ofEnd, ofGroup, subjectOf, type Frame } from "./frame.ts";

export interface FramedRequest extends Request {
  /** What the conversation is about; null where nothing is remembered, and for what says all that it means. */
  readonly frame: Frame | null;
}

/** What is not named is taken over from the frame; what is named replaces it. */
export function frameRequest(
  request: Incoming,
  { frame, defaultPack }: { readonly frame: Frame | null; readonly defaultPack: string },
  isIndicator: (slug: string) => boolean,
): FramedRequest {
  const named = countryOf(request.command);
  if (named !== null && frame !== null && frame.pack !== named && isBesideFigures(request, frame))
    return { ...request, pack: frame.pack, frame, command: { kind: "ask", question: named.replaceAll("-", " ") } };
  const pack = named ?? request.pack ?? frame?.pack ?? defaultPack;
  const leanedOn = frame?.pack === pack && request.typed ? frame : null;
  return { ...request, pack, frame: leanedOn, command: completed(request.command, leanedOn, isIndicator) };
}

/** Whether the words alone say what is asked; else they mean another thing behind what was spoken of before. */
export function saysAll(command: Command): boolean {
  if (("leans" in command && command.leans) || ("asked" in command && command.asked !== undefined)) return false;
  // What was spoken of before may be what it is compared with.
  return command.kind !== "figures" || command.question.kind !== "compare" || command.question.countries.length > 0;
}

function countryOf(command: Command): string | null {
  return ("country" in command ? command.country : null) ?? null;
}

/** `Chile`, behind figures or a page: beside what they are of. */
function isBesideFigures({ command, typed }: Incoming, { shows, topics, aspect }: Frame): boolean {
  const isOfFigures = shows !== "findings" || (topics.length > 0 && aspect === null);
  return typed && "leans" in command && command.leans && isOfFigures;
}

function completed(command: Command, frame: Frame | null, isIndicator: (slug: string) => boolean): Command {
  if (frame === null) return alone(command);
  const beside = besideTopicOf(frame, command, isIndicator);
  if (beside !== null) return beside;
  if (command.kind === "unknown" || command.kind === "choose")
    return isQuestionHere(command, frame) ? { kind: "ask", question: command.asked } : command;
  if (!("leans" in command) || !command.leans) return command;
  switch (command.kind) {
    case "export":
      return { ...command, topic: frame.topics[0] ?? null, aspect: frame.aspect };
    case "choose-figures":
      if (command.by === "pillar") return ofOneGroup(command, frame, isIndicator);
      return { ...command, questions: command.questions.map((question) => ofSubject(question, frame, isIndicator)) };
    case "figures":
      return isOfAnswer(command, frame)
        ? { kind: "ask", question: command.asked }
        : { ...command, question: ofFigures(command, frame, isIndicator) };
  }
}

/** `Compare with cannabis` behind heroin: which of the two is worse, as it is asked in words. */
function besideTopicOf(frame: Frame, command: Command, isIndicator: (slug: string) => boolean): Command | null {
  if (command.kind !== "figures" || command.question.kind !== "compare") return null;
  const { subject, edition, countries } = command.question;
  const before = subjectOf(ofEnd(frame), isIndicator);
  const areTwo = before?.kind === "indicator" && subject.kind === "indicator" && before.slug !== subject.slug;
  if (!areTwo || countries.length > 0 || edition !== null) return null;
  return { kind: "ask", question: [before.slug, subject.slug].join(" or ").replaceAll("-", " ") };
}

/** Where nothing was spoken of, `by how much?` is a question of figures no more than any other. */
function alone(command: Command): Command {
  return isOfSize(command) ? { kind: "ask", question: command.asked } : command;
}

type AskedFigures = Extract<Command, { kind: "figures" }>;
type InWords = AskedFigures & { readonly asked: string };

/** `By how much?` is asked of what was told last. */
function isOfSize(command: Command): command is InWords {
  return command.kind === "figures" && command.asked !== undefined && command.question.kind === "trend";
}

/** `Is that high?`, `by how much?` behind another country's figure: of both of them. */
function ofFigures(command: AskedFigures, frame: Frame, isIndicator: (slug: string) => boolean): FigureQuestion {
  const question = ofSubject(command.question, frame, isIndicator);
  const isOfBoth = command.asked !== undefined && frame.shows === "figures" && frame.countries.length > 0;
  if (!isOfBoth || !(question.kind === "score" || question.kind === "trend")) return question;
  const edition = frame.editions[0] ?? null;
  const difference = question.kind === "trend" ? ({ difference: true } as const) : {};
  return { kind: "compare", subject: question.subject, countries: frame.countries, edition, ...difference };
}

/** Behind an answer to what was asked of a topic, words that may be of figures are of that. */
function isOfAnswer(command: AskedFigures, frame: Frame): command is InWords {
  if (isOfSize(command) && (frame.shows !== "figures" || frame.extreme !== undefined)) return true;
  if (command.asked === undefined || frame.shows !== "findings") return false;
  return frame.aspect !== null || (command.question.kind === "changes" && frame.topics.length > 0);
}

/** Where something was spoken of, one word asks: `Working?` behind a law, `seizures` behind one of the topics that the word fits. */
function isQuestionHere(command: Extract<Command, { kind: "unknown" | "choose" }>, frame: Frame): boolean {
  const { topics } = ofEnd(frame);
  if (command.kind === "choose") return topics.some((slug) => command.slugs.includes(slug));
  return command.nearest.length === 0 && command.asked.endsWith("?");
}

/** Behind what is of one pillar, section or figure `the best` is said of that. */
function ofOneGroup(command: ChooseFigures, frame: Frame, isIndicator: (slug: string) => boolean): Command {
  const subject = subjectOf(frame, isIndicator);
  const [question] = command.questions;
  if (question?.kind !== "extreme" || subject === null) return command;
  if (subject.kind === "headline" && subject.measure === "criminality" && frame.shows !== "order") return command;
  return { kind: "figures", question: endOfFrame({ ...question, end: "best" }, frame, subject), leans: true };
}

type ChooseFigures = Extract<Command, { kind: "choose-figures" }>;
type Extreme = Extract<FigureQuestion, { kind: "extreme" }>;

function ofSubject(question: FigureQuestion, frame: Frame, isIndicator: (slug: string) => boolean): FigureQuestion {
  if (question.kind === "extreme") {
    const [group, subject] = [ofGroup(frame), subjectOf(ofGroup(frame), isIndicator)];
    return question.bound === undefined ? endOfFrame(question, group, subject) : boundInFrame(question, group, subject);
  }
  const subject = subjectOf(atItsEnd(frame, question), isIndicator);
  if (question.kind === "added" || question.kind === "between" || subject === null) return question;
  // One indicator is no group that some have changed in.
  if (question.kind === "changes" && question.among === "indicators" && subject.kind === "indicator") return question;
  // What is asked of an order is asked of that edition's.
  const edition = isOfOrder(question) ? { edition: question.edition ?? frame.editions[0] ?? null } : {};
  return { ...question, subject, ...edition };
}

/** `Its score?` behind the worst of all is that one's; how many of them changed is asked of all. */
function atItsEnd(frame: Frame, question: FigureQuestion): Frame {
  const isOfGroup = question.kind === "changes" && question.among === "indicators";
  return isOfGroup ? frame : ofEnd(frame);
}

function isOfOrder(question: FigureQuestion): question is Extract<FigureQuestion, { kind: "rank" | "average" }> {
  return question.kind === "average" || question.kind === "rank";
}

/** `How many are above 5?` is asked of several. */
function boundInFrame(question: Extreme, { editions }: Frame, subject: FigureSubject | null): FigureQuestion {
  const group = subject === null || subject.kind === "indicator" ? {} : groupOf(subject);
  return { ...question, ...group, edition: question.edition ?? editions[0] ?? null };
}

/** `Worst one?`: of the countries behind an order of them, behind a comparison and behind a single figure; else of the indicators in what was spoken of. */
function endOfFrame(
  question: Extreme,
  { editions, countries, shows }: Frame,
  subject: FigureSubject | null,
): FigureQuestion {
  const edition = question.edition ?? editions[0] ?? null;
  if (shows === "order" || countries.length > 0 || subject?.kind === "indicator") {
    const asked = { kind: "at", place: question.place ?? 1, end: question.end } as const;
    return { kind: "rank", subject: subject ?? { kind: "headline", measure: null }, edition, asked };
  }
  return subject === null ? { ...question, edition } : { ...question, ...groupOf(subject), edition };
}
