/** Request -> Reply. What only reads is answered here; subscriptions and questions go to the handlers. */
import { composeAbout, composeChoice, composeHelp, composePrivacy, composeUnknown } from "#core/briefings/pages.ts";
import { composeCompare, composeScores, composeTrend } from "#core/briefings/figures.ts";
import { composeIndicator } from "#core/briefings/indicator.ts";
import { composeOverview, composePillar, composeSection } from "#core/briefings/overview.ts";
import type { Briefing } from "#core/document/briefing.ts";
import { isReportForm } from "#core/briefings/feedback.ts";
import { findPack, type Context } from "#core/briefings/context.ts";
import type { Library } from "#core/profile/profile.ts";
import type { Reply } from "./reply.ts";
import type { Command, Detail, Request } from "./request.ts";
import type { Topics } from "#core/profile/topics.ts";

/** What needs the store or the index; each answers with a reply of its own. */
export interface Handlers {
  /** Subscriptions: `kind` is `subscription`, or `submission` of the subscribe form. */
  readonly subscriptions: (request: Request) => Promise<Reply>;
  /** A question in plain words. */
  readonly ask: (request: Request, question: string) => Promise<Reply>;
  /** Feedback and error reports about answers. */
  readonly feedback: (request: Request) => Promise<Reply>;
}

export interface Setting {
  readonly library: Library;
  readonly topics: Topics;
  readonly handlers: Handlers;
}

/** Answers a request at `now` (milliseconds since 1970 UTC). Rejects only when a road's store does. */
export async function handle(request: Request, setting: Setting, now: number): Promise<Reply> {
  const { command } = request;
  const context = openContext(setting, request.pack, now);
  switch (command.kind) {
    case "subscription":
      return setting.handlers.subscriptions(request);
    case "ask":
      return setting.handlers.ask(request, command.question);
    case "feedback":
    case "report":
      return setting.handlers.feedback(request);
    case "submission":
      return isReportForm(command.form) ? setting.handlers.feedback(request) : setting.handlers.subscriptions(request);
    case "unknown":
      return answerUnknown(request, command, { context, setting });
    case "overview":
    case "topic":
    case "choose":
    case "help":
    case "about":
    case "privacy":
    case "scores":
    case "trend":
    case "compare":
      return brief(command, context);
  }
}

export function openContext(
  { library, topics }: Pick<Setting, "library" | "topics">,
  pack: string,
  now: number,
): Context {
  return { pack: findPack(library, pack), taxonomy: library.taxonomy, wording: library.wording, topics, now };
}

type Reading = Exclude<Command, { kind: "subscription" | "ask" | "feedback" | "report" | "submission" | "unknown" }>;

/** What needs nothing but the library: the same command gives the same reply, at once. */
function brief(command: Reading, context: Context): Reply {
  switch (command.kind) {
    case "overview":
      return reply(null, composeOverview(context, command.detail));
    case "topic":
      return reply(command.slug, composeTopic(context, command.slug, command.detail));
    case "choose":
      return reply(null, composeChoice(context, command.asked, command.slugs));
    case "help":
      return reply(null, composeHelp(context));
    case "about":
      return reply(null, composeAbout(context));
    case "privacy":
      return reply(null, composePrivacy(context));
    case "scores":
      return reply(null, composeScores(context, command.edition));
    case "trend":
      return reply(command.slug, composeTrend(context, command.slug));
    case "compare":
      return reply(command.slug, composeCompare(context, command.country, command.slug));
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
  { context, setting }: { context: Context; setting: Setting },
): Promise<Reply> {
  const found = await setting.handlers.ask(request, asked);
  return found.kind === "answer" ? found : reply(null, composeUnknown(context, asked, nearest));
}

function reply(topic: string | null, briefing: Briefing): Reply {
  return { kind: "briefing", topic, briefing };
}
