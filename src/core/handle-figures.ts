/** FramedRequest -> Reply for a country that only figures are here of: scores for whatever is asked of it, and no digest. */
import { openContext, type Content, type Context } from "#core/briefings/context.ts";
import { composeCitation } from "#core/briefings/citation.ts";
import {
  composeFiguresAbout,
  composeFiguresHelp,
  composeNoDigest,
  composeNotInFigures,
  waysToProfiles,
} from "#core/briefings/figures-alone.ts";
import { composeFigures } from "#core/briefings/figures.ts";
import type { FramedRequest } from "#core/conversation/framed-request.ts";
import { briefingReply, type Reply } from "#core/reply.ts";
import type { Command } from "#core/request.ts";
import { isSubscribeForm } from "#core/subscriptions/form.ts";
import { headline, subjectOfTopic } from "#core/figure-words/questions.ts";

/**
 * Null where it is answered as in any country: figures, a choice of topics, help for people in need, feedback, and ending a
 * subscription that was made when there was a profile.
 */
export function answerFromFigures(turn: FramedRequest, content: Content, now: number): Reply | null {
  const venue = turn.conversation;
  const context = openContext(content, turn.pack, { now, venue });
  const { command } = turn;
  switch (command.kind) {
    case "overview":
      return composeFigures(context, { kind: "score", subject: headline(null), edition: null });
    case "topic":
      return scoreOf(context, command.slug);
    case "help":
      return briefingReply(composeFiguresHelp(context, openContext(content, content.defaultPack, { now, venue })));
    case "about":
      return briefingReply(composeFiguresAbout(context));
    case "cite":
      return briefingReply(composeCitation(context, [], new Date(now).toISOString().slice(0, 10)));
    case "subscription":
      return WANTS_DIGEST.has(command.verb) ? refuseDigest(context, content) : null;
    case "submission":
      return isSubscribeForm(command.form) ? refuseDigest(context, content) : null;
    case "findings":
    case "question":
    case "export":
    case "export-answer":
    case "choose-export":
      return briefingReply(composeNotInFigures(context, undefined, waysToProfiles(context, content.library.packs)));
    case "ask":
    case "unknown":
    case "figures":
    case "choose":
    case "choose-figures":
    case "choose-country":
    case "smalltalk":
    case "need":
    case "fact":
    case "definition":
    case "privacy":
    case "here":
    case "feedback":
    case "report":
      return null;
  }
}

const WANTS_DIGEST: ReadonlySet<Extract<Command, { kind: "subscription" }>["verb"]> = new Set([
  ...(["subscribe", "preview", "resume", "skip", "pause", "status"] as const),
]);

function scoreOf(context: Context, slug: string): Reply {
  const topic = context.topics.get(slug);
  return composeFigures(context, { kind: "score", subject: subjectOfTopic(topic), edition: null });
}

function refuseDigest(context: Context, content: Content): Reply {
  return briefingReply(composeNoDigest(context, waysToProfiles(context, content.library.packs)));
}
