/** Request -> Reply. What only reads is answered here; subscriptions, questions and feedback go to the handlers. */
import { openContext, type Content, type Context } from "#core/briefings/context.ts";
import { isReportForm } from "#core/briefings/feedback.ts";
import { composeFigures } from "#core/briefings/figures.ts";
import { composeIndicator } from "#core/briefings/indicator.ts";
import { composeOverview, composePillar } from "#core/briefings/overview.ts";
import {
  composeAbout,
  composeChoice,
  composeHelp,
  composeLostPack,
  composePrivacy,
  composeUnknown,
} from "#core/briefings/pages.ts";
import { composeSection } from "#core/briefings/section.ts";
import type { Briefing } from "#core/document/briefing.ts";
import type { Reply } from "#core/reply.ts";
import type { Command, Detail, Request } from "#core/request.ts";

/** What needs the store or the index; each answers with a reply of its own. */
export interface Handlers {
  /** Subscriptions: `kind` is `subscription`, or `submission` of the subscribe form. */
  readonly subscriptions: (request: Request) => Promise<Reply>;
  /** A question in plain words. */
  readonly ask: (request: Request, question: string) => Promise<Reply>;
  /** Feedback and error reports about answers. */
  readonly feedback: (request: Request) => Promise<Reply>;
}

export interface HandleParts {
  readonly content: Content;
  readonly handlers: Handlers;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
}

/** Rejects only when a handler's store does. */
export async function handle(request: Request, { content, handlers, now }: HandleParts): Promise<Reply> {
  const { command } = request;
  if (isLost(request, content))
    return { kind: "briefing", topic: null, briefing: composeLostPack(content, request.pack, now) };
  switch (command.kind) {
    case "subscription":
      return handlers.subscriptions(request);
    case "ask":
      return handlers.ask(request, command.question);
    case "feedback":
    case "report":
      return handlers.feedback(request);
    case "submission":
      return isReportForm(command.form) ? handlers.feedback(request) : handlers.subscriptions(request);
    case "unknown":
      return answerUnknown(request, command, { content, handlers, now });
    case "figures":
      return composeFigures(openContext(content, request.pack, now), command.question);
    case "overview":
    case "topic":
    case "choose":
    case "help":
    case "about":
    case "privacy":
      return { kind: "briefing", ...read(command, openContext(content, request.pack, now)) };
  }
}

/** A button and a subscription may outlive their pack. Ending the subscription is the one thing that needs none. */
function isLost({ pack, command }: Request, { library }: Content): boolean {
  if (library.packs.some(({ slug }) => slug === pack)) return false;
  return command.kind !== "subscription" || command.verb !== "unsubscribe";
}

type ReadingCommand = Exclude<
  Command,
  { kind: "subscription" | "ask" | "figures" | "feedback" | "report" | "submission" | "unknown" }
>;

/** What needs nothing but the library: the same command gives the same briefing, at once. */
function read(command: ReadingCommand, context: Context): { topic: string | null; briefing: Briefing } {
  switch (command.kind) {
    case "overview":
      return { topic: null, briefing: composeOverview(context, command.detail) };
    case "topic":
      return { topic: command.slug, briefing: composeTopic(context, command.slug, command.detail) };
    case "choose":
      return { topic: null, briefing: composeChoice(context, command.asked, command.slugs) };
    case "help":
      return { topic: null, briefing: composeHelp(context) };
    case "about":
      return { topic: null, briefing: composeAbout(context) };
    case "privacy":
      return { topic: null, briefing: composePrivacy(context) };
  }
}

function composeTopic(context: Context, slug: string, detail: Detail): Briefing {
  const topic = context.topics.get(slug);
  switch (topic?.kind) {
    case "pillar":
      return composePillar(context, topic.pillar);
    case "section":
      return composeSection(context, topic.section, detail);
    case "indicator":
      return composeIndicator(context, topic.indicator);
    case undefined:
      return composeUnknown(context, slug, context.topics.nearest(slug, 3));
  }
}

/** One word that is no topic may still be in the profile's text (a name, a species): then that is the answer. */
async function answerUnknown(
  request: Request,
  { asked, nearest }: Extract<Command, { kind: "unknown" }>,
  { content, handlers, now }: HandleParts,
): Promise<Reply> {
  const found = await handlers.ask(request, asked);
  if (found.kind === "answer") return found;
  const briefing = composeUnknown(openContext(content, request.pack, now), asked, nearest);
  return { kind: "briefing", topic: null, briefing };
}
