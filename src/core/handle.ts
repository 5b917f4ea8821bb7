/** Request -> Reply. What only reads is answered here; subscriptions and questions go down their own roads. */
import { composeAbout, composeChoice, composeHelp, composePrivacy, composeUnknown } from "#core/briefings/pages.ts";
import { composeCompare, composeScores, composeTrend } from "#core/briefings/figures.ts";
import { composeIndicator } from "#core/briefings/indicator.ts";
import { composeOverview, composePillar, composeSection } from "#core/briefings/overview.ts";
import type { Briefing } from "#core/document/briefing.ts";
import { isReportForm } from "#core/briefings/feedback.ts";
import { findPack, type Desk } from "#core/briefings/context.ts";
import type { Library } from "#core/profile/profile.ts";
import type { Reply } from "./reply.ts";
import type { Command, Detail, Request } from "./request.ts";
import type { Topics } from "#core/profile/topics.ts";

/** What needs the store or the index; each answers with a reply of its own. */
export interface Roads {
  /** Subscriptions: `kind` is `subscription`, or `submission` of the subscribe form. */
  readonly subscriptions: (request: Request) => Promise<Reply>;
  /** A question in plain words. */
  readonly ask: (request: Request, question: string) => Promise<Reply>;
  /** Feedback and error reports about answers. */
  readonly opinions: (request: Request) => Promise<Reply>;
}

export interface Setting {
  readonly library: Library;
  readonly topics: Topics;
  readonly roads: Roads;
}

/** Answers a request at `now` (milliseconds since 1970 UTC). Rejects only when a road's store does. */
export async function handle(request: Request, setting: Setting, now: number): Promise<Reply> {
  const { command } = request;
  const desk = openDesk(setting, request.pack, now);
  switch (command.kind) {
    case "subscription":
      return setting.roads.subscriptions(request);
    case "ask":
      return setting.roads.ask(request, command.question);
    case "feedback":
    case "report":
      return setting.roads.opinions(request);
    case "submission":
      return isReportForm(command.form) ? setting.roads.opinions(request) : setting.roads.subscriptions(request);
    case "unknown":
      return answerUnknown(request, command, { desk, setting });
    case "overview":
    case "topic":
    case "choose":
    case "help":
    case "about":
    case "privacy":
    case "scores":
    case "trend":
    case "compare":
      return brief(command, desk);
  }
}

export function openDesk({ library, topics }: Pick<Setting, "library" | "topics">, pack: string, now: number): Desk {
  return { pack: findPack(library, pack), taxonomy: library.taxonomy, wording: library.wording, topics, now };
}

type Reading = Exclude<Command, { kind: "subscription" | "ask" | "feedback" | "report" | "submission" | "unknown" }>;

/** What needs nothing but the library: the same command gives the same reply, at once. */
function brief(command: Reading, desk: Desk): Reply {
  switch (command.kind) {
    case "overview":
      return reply(null, composeOverview(desk, command.detail));
    case "topic":
      return reply(command.slug, composeTopic(desk, command.slug, command.detail));
    case "choose":
      return reply(null, composeChoice(desk, command.asked, command.slugs));
    case "help":
      return reply(null, composeHelp(desk));
    case "about":
      return reply(null, composeAbout(desk));
    case "privacy":
      return reply(null, composePrivacy(desk));
    case "scores":
      return reply(null, composeScores(desk, command.edition));
    case "trend":
      return reply(command.slug, composeTrend(desk, command.slug));
    case "compare":
      return reply(command.slug, composeCompare(desk, command.country, command.slug));
  }
}

function composeTopic(desk: Desk, slug: string, detail: Detail): Briefing {
  const topic = desk.topics.get(slug);
  switch (topic?.kind) {
    case "pillar":
      return composePillar(desk, topic.pillar);
    case "section":
      return composeSection(desk, topic.section, detail);
    case "indicator":
      return composeIndicator(desk, topic.indicator);
    case undefined:
      return composeUnknown(desk, slug, desk.topics.nearest(slug, 3));
  }
}

/** One word that is no topic may still be in the profile's text (a name, a species): then that is the answer. */
async function answerUnknown(
  request: Request,
  { asked, nearest }: Extract<Command, { kind: "unknown" }>,
  { desk, setting }: { desk: Desk; setting: Setting },
): Promise<Reply> {
  const found = await setting.roads.ask(request, asked);
  return found.kind === "answer" ? found : reply(null, composeUnknown(desk, asked, nearest));
}

function reply(topic: string | null, briefing: Briefing): Reply {
  return { kind: "briefing", topic, briefing };
}
