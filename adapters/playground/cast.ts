/** The invented organisation that the playground shows: one workspace in Slack, the same people in Teams. */
import { type SlackTeam, slackChannel, slackTeam } from "./slack/types.ts";
import { type TeamsTenant, teamsConversation, teamsTenant } from "./teams/types.ts";

const PERSON = "U0ASKER";

/** `zone` is the IANA zone of the person at the keyboard. */
export function playgroundTeam(zone: string): SlackTeam {
  return slackTeam({
    people: [{ id: PERSON, name: "ines", realName: "Ines Castell", zone }],
    channels: [
      slackChannel({ id: "C0BRIEFINGS", name: "briefings", topic: "Ask here, subscribe here" }),
      slackChannel({ id: "C0MARKETS", name: "market-watch", topic: "Illicit markets, week by week" }),
      slackChannel({ id: "C0COMPLIANCE", name: "compliance", kind: "private", topic: "Due diligence questions" }),
      // Where digests can be ordered, and cannot be posted before somebody lets the bot in.
      slackChannel({
        id: "C0CASEROOM",
        name: "case-room",
        kind: "private",
        member: false,
        topic: "Private, and the bot is not in it: /invite @Briefing lets it in",
      }),
      slackChannel({
        id: "D0BRIEFING",
        name: "Briefing",
        kind: "direct",
        person: PERSON,
        topic: "Just you and the bot",
      }),
    ],
  });
}

export function playgroundTenant(zone: string): TeamsTenant {
  const team = { id: "19:general@thread.tacv2", name: "Regional analysis" };
  const otherTeam = { id: "19:intake@thread.tacv2", name: "Case work" };
  const aadObjectId = "0a0b0c0d-0000-4000-8000-000000000001";
  return teamsTenant({
    people: [{ id: "29:asker", name: "Ines Castell", aadObjectId, zone }],
    conversations: [
      teamsConversation({
        id: "19:general@thread.tacv2",
        name: "General",
        kind: "channel",
        team,
        topic: "Ask in a post, follow up in its thread",
      }),
      teamsConversation({
        id: "19:markets@thread.tacv2",
        name: "Market watch",
        kind: "channel",
        team,
        topic: "Illicit markets, week by week",
      }),
      // Where a mention reaches nobody before the app is added.
      teamsConversation({
        id: "19:intake@thread.tacv2",
        name: "Intake",
        kind: "channel",
        team: otherTeam,
        installed: false,
        topic: "The bot is not in this team",
      }),
      teamsConversation({ id: "a:personal", name: "Briefing", kind: "personal", topic: "Just you and the bot" }),
      teamsConversation({ id: "19:desk@thread.v2", name: "Compliance desk", kind: "groupChat", topic: "Group chat" }),
    ],
  });
}
