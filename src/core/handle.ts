/** FramedRequest -> Reply. What only reads is answered here; subscriptions, questions and feedback go to the handlers. */
import { composeQuoted } from "#core/briefings/answer.ts";
import { replyToNeed, replyToSmalltalk, replyWithFact } from "#core/briefings/asides/replies.ts";
import { isAnsweredOf, openContext, type Content, type Context } from "#core/briefings/context.ts";
import { composeCitation, isCitable } from "#core/briefings/citation.ts";
import { isReportForm } from "#core/briefings/feedback.ts";
import { whichFigures } from "#core/briefings/figures/commands.ts";
import { composeFigures } from "#core/briefings/figures.ts";
import { composeDefinition } from "#core/briefings/asides/definition.ts";
import { composeOverview, composeTopic } from "#core/briefings/overview.ts";
import {
  composeAbout,
  composeChoice,
  composeHelp,
  composeLostPack,
  composeNothingBefore,
  composePrivacy,
  composeUnknown,
  composeUnplaced,
  replyToStaleForm,
} from "#core/briefings/pages.ts";
import { answerExport } from "#core/export/replies.ts";
import { missQuestion, openQuestion, readAskAbout } from "#core/briefings/question.ts";
import { briefingReply, type Reply, unreadReply } from "#core/reply.ts";
import { answerFromFigures } from "./handle-figures.ts";
import { fold } from "#core/profile/fold.ts";
import { isOfPlace, type Command } from "#core/request.ts";
import { isSubscribeForm } from "#core/subscriptions/form.ts";
import type { FramedRequest } from "#core/conversation/framed-request.ts";

/** What needs the store or the index; each answers with a reply of its own. */
export interface Handlers {
  /** Subscriptions: `kind` is `subscription`, or `submission` of the subscribe form. */
  readonly subscriptions: (turn: FramedRequest) => Promise<Reply>;
  /** A question in plain words. */
  readonly ask: (turn: FramedRequest, question: string) => Promise<Reply>;
  /** The channel's own country. */
  readonly here: (turn: FramedRequest) => Promise<Reply>;
  /** Feedback and error reports about answers. */
  readonly feedback: (turn: FramedRequest) => Promise<Reply>;
}

export interface HandleParts {
  readonly content: Content;
  readonly handlers: Handlers;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
}

/** Rejects only when a handler's store does. */
export async function handle(turn: FramedRequest, { content, handlers, now }: HandleParts): Promise<Reply> {
  const { command } = turn;
  const beforehand = answerBeforehand(turn, content, now);
  if (beforehand !== null) return beforehand;
  const open = (): Context => openContext(content, turn.pack, { now, venue: turn.conversation });
  switch (command.kind) {
    case "subscription":
      return handlers.subscriptions(turn);
    case "ask":
      return handlers.ask(turn, command.question);
    case "question":
      return openQuestion(open(), command.topics);
    case "here":
      return handlers.here(turn);
    case "feedback":
    case "report":
      return handlers.feedback(turn);
    case "submission":
      return answerForm(turn, command, { handlers, open });
    case "unknown":
      return answerUnknown(turn, command, { content, handlers, now });
    case "figures":
      return composeFigures(open(), command.question);
    case "export":
    case "export-answer":
    case "choose-export":
      return answerExport(command, open(), (question) => handlers.ask(turn, question));
    case "findings":
      return composeQuoted(open(), command);
    case "fact":
      return (await answerOfTopic(turn, command.asked, handlers)) ?? answerAside(command, open());
    case "smalltalk":
    case "need":
      return answerAside(command, open());
    case "topic":
      return (await answerOfTopic(turn, command.asked, handlers)) ?? read(command, open());
    case "overview":
    case "definition":
    case "help":
    case "about":
    case "privacy":
    case "cite":
      return read(command, open());
    case "choose-figures":
    case "choose-country":
      return whichFigures(open(), command);
    case "choose":
      return { kind: "choice", topic: null, briefing: composeChoice(open(), command.asked, command.slugs) };
  }
}

/** A form goes to whoever asked for what is in it; one of an earlier version gives the words back. */
function answerForm(
  turn: FramedRequest,
  { form, values }: Extract<Command, { kind: "submission" }>,
  { handlers, open }: { readonly handlers: Handlers; readonly open: () => Context },
): Promise<Reply> | Reply {
  if (isReportForm(form)) return handlers.feedback(turn);
  const asked = readAskAbout(form);
  if (asked !== null) return missQuestion(open(), asked);
  return isSubscribeForm(form) ? handlers.subscriptions(turn) : replyToStaleForm(open(), values);
}

/** Of a country that is not here any more, or of which only figures are, or at a place that nobody knows; null where there is a profile to ask. */
function answerBeforehand(turn: FramedRequest, content: Content, now: number): Reply | null {
  if (isLost(turn, content)) return briefingReply(composeLostPack(content, turn.pack, now));
  if (turn.conversation.tenant === "" && isOfPlace(turn.command))
    return briefingReply(composeUnplaced(openContext(content, content.defaultPack, { now })));
  if (hasFiguresAlone(turn, content)) return answerFromFigures(turn, content, now);
  return asksForMoreOfNothing(turn, content)
    ? briefingReply(composeNothingBefore(openContext(content, turn.pack, { now, venue: turn.conversation })))
    : null;
}

/** A button and a subscription may outlive their pack. Ending the subscription is the one thing that needs none. */
function isLost({ pack, command }: FramedRequest, content: Content): boolean {
  if (isAnsweredOf(content, pack)) return false;
  return command.kind !== "subscription" || command.verb !== "unsubscribe";
}

function hasFiguresAlone({ pack }: FramedRequest, { world }: Content): boolean {
  return world?.current().packOf(pack) !== undefined;
}

type ReadingCommand = Extract<
  Command,
  { kind: "overview" | "topic" | "definition" | "help" | "about" | "privacy" | "cite" }
>;

/** What needs nothing but the library: the same command gives the same briefing, at once. */
function read(command: ReadingCommand, context: Context): Reply {
  switch (command.kind) {
    case "overview":
      return briefingReply(composeOverview(context, command.detail));
    case "topic":
      return briefingReply(composeTopic(context, command.slug, command.detail), command.slug);
    case "definition":
      return briefingReply(composeDefinition(context, command.topic), command.topic);
    case "help":
      return briefingReply(composeHelp(context));
    case "about":
      return briefingReply(composeAbout(context));
    case "privacy":
      return briefingReply(composePrivacy(context));
    case "cite": {
      const citation = composeCitation(context, command.findings, new Date(context.now).toISOString().slice(0, 10));
      return command.findings.every((each) => isCitable(context, each))
        ? briefingReply(citation)
        : unreadReply(citation);
    }
  }
}

/** `Who is behind it?` asks for the topic of its conversation, where that tells it; null where it does not. */
async function answerOfTopic(turn: FramedRequest, asked: string | undefined, { ask }: Handlers): Promise<Reply | null> {
  if (asked === undefined || turn.frame === null || turn.frame.topics.length === 0) return null;
  const found = await ask(turn, asked);
  return found.kind === "answer" ? found : null;
}

function answerAside(command: Extract<Command, { kind: "smalltalk" | "need" | "fact" }>, context: Context): Reply {
  switch (command.kind) {
    case "smalltalk":
      return replyToSmalltalk(context, command.tone);
    case "need":
      return replyToNeed(context, command);
    case "fact":
      return replyWithFact(context, command.slug) ?? { kind: "briefing", topic: null, briefing: composeAbout(context) };
  }
}

/** `More`, `go on`, with nothing before them. */
function asksForMoreOfNothing({ frame, command }: FramedRequest, { library }: Content): boolean {
  if (frame !== null || (command.kind !== "ask" && command.kind !== "unknown")) return false;
  const asked = command.kind === "ask" ? command.question : command.asked;
  return library.vocabulary.cues["follow-up"].includes(fold(asked));
}

/** One word that is no topic may still be in the profile's text (a name, a species): then that is the answer. */
async function answerUnknown(
  turn: FramedRequest,
  { asked, nearest }: Extract<Command, { kind: "unknown" }>,
  { content, handlers, now }: HandleParts,
): Promise<Reply> {
  const found = await handlers.ask(turn, asked);
  // In a conversation `why?` asks something, told or not.
  const isFound = found.kind === "answer" || found.kind === "figures";
  if (isFound || (turn.frame !== null && found.topic !== null)) return found;
  const briefing = composeUnknown(openContext(content, turn.pack, { now, venue: turn.conversation }), asked, nearest);
  return { kind: "briefing", topic: null, briefing };
}
