/** A request as it is answered: read with the conversation that it belongs to. */
import type { FigureQuestion } from "#core/profile/figure-question.ts";
import type { Command, Incoming, Request } from "#core/request.ts";
import { subjectOf, type Frame } from "./frame.ts";

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

function countryOf(command: Command): string | null {
  return ("country" in command ? command.country : null) ?? null;
}

/** `Chile`, behind figures: beside what they are of. */
function isBesideFigures({ command, typed }: Incoming, { shows }: Frame): boolean {
  return typed && "leans" in command && command.leans && shows !== "findings";
}

function completed(command: Command, frame: Frame | null, isIndicator: (slug: string) => boolean): Command {
  if (frame === null) return command;
  if (command.kind === "unknown") return isShortQuestion(command) ? { kind: "ask", question: command.asked } : command;
  if (!("leans" in command)) return command;
  // Behind figures `the best` is said of what they are of.
  if (command.kind === "choose-figures" && command.by === "pillar" && frame.shows !== "findings")
    return { kind: "ask", question: command.asked };
  if (!command.leans) return command;
  if (command.kind === "export") return { ...command, topic: frame.topics[0] ?? null, aspect: frame.aspect };
  if (command.kind === "choose-figures")
    return { ...command, questions: command.questions.map((question) => ofSubject(question, frame, isIndicator)) };
  return { ...command, question: ofSubject(command.question, frame, isIndicator) };
}

/** `Working?` behind a law: where something was spoken of, one word asks. */
function isShortQuestion({ asked, nearest }: Extract<Command, { kind: "unknown" }>): boolean {
  return nearest.length === 0 && asked.endsWith("?");
}

function ofSubject(question: FigureQuestion, frame: Frame, isIndicator: (slug: string) => boolean): FigureQuestion {
  const subject = subjectOf(frame, isIndicator);
  return question.kind === "extreme" || subject === null ? question : { ...question, subject };
}
