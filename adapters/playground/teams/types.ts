/** What the fake Teams remembers. Attachments stay as the bot sent them. */
import type { Json } from "#playground/payload/json.ts";

export interface TeamsPerson {
  readonly id: string;
  readonly name: string;
  readonly aadObjectId: string;
  /** IANA zone, sent with every message as `localTimezone`. */
  readonly zone: string;
}

export interface TeamsConversation {
  readonly id: string;
  readonly name: string;
  readonly kind: "personal" | "groupChat" | "channel";
  /** The team of a channel. */
  readonly team: { readonly id: string; readonly name: string } | null;
  readonly topic: string;
  /** Whether the bot is in it; where it is not, it may not write. */
  readonly installed: boolean;
}

export interface TeamsTenant {
  readonly id: string;
  readonly name: string;
  readonly bot: { readonly id: string; readonly name: string };
  /** The first is who types, unless named. */
  readonly people: readonly TeamsPerson[];
  readonly conversations: readonly TeamsConversation[];
  /** Whether a conversation that was never named is found anyway, for tests over thousands of them. */
  readonly unknownConversations: "refuse" | "create";
}

export interface TeamsMessage {
  readonly id: string;
  readonly conversation: string;
  /** The root message's id, in a channel; null for a root and in chats. */
  readonly thread: string | null;
  readonly from: { readonly id: string; readonly name: string };
  readonly text: string;
  readonly attachments: readonly Json[];
  /** As the bot sent it; empty for a person's message. */
  readonly activity: Json;
  /** The one person who sees it; null for everyone. */
  readonly onlyFor: string | null;
  readonly edited: boolean;
  readonly rated: "like" | "dislike" | null;
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
}

/** A dialog that the bot opened over the conversation, for whoever pressed. */
export interface TeamsDialog {
  readonly id: string;
  /** The message whose button opened it. */
  readonly activity: string;
  readonly user: string;
  readonly title: string;
  readonly card: Json;
}

/** One connector call, as the bot made it. */
export interface ConnectorCall {
  /** `sendToConversation`, `replyToActivity`, `updateActivity`, `deleteActivity`, `createConversation`, `getMembers`, ... */
  readonly operation: string;
  readonly path: string;
  /** Conversation id as the bot wrote it, with any `;messageid=`. */
  readonly conversation: string;
  readonly body: Json;
  readonly authorization: string | null;
  readonly at: number;
}

/** A small tenant with one person, enough for a test; name what should differ. */
export function teamsTenant(named: Partial<TeamsTenant> = {}): TeamsTenant {
  return {
    id: "6f0b1c52-0000-4000-8000-00000000cafe",
    name: "Meridian Desk",
    bot: { id: "28:briefing", name: "Briefing" },
    people: [
      {
        id: "29:asker",
        name: "Ines Castell",
        aadObjectId: "0a0b0c0d-0000-4000-8000-000000000001",
        zone: "Europe/Paris",
      },
    ],
    conversations: [
      teamsConversation({ id: "a:personal", name: "Briefing", kind: "personal" }),
      teamsConversation({ id: "19:regional@thread.v2", name: "Regional desk", kind: "groupChat" }),
      teamsConversation({
        id: "19:general@thread.tacv2",
        name: "General",
        kind: "channel",
        team: { id: "19:general@thread.tacv2", name: "Analysis" },
      }),
    ],
    unknownConversations: "refuse",
    ...named,
  };
}

export function teamsConversation(named: Partial<TeamsConversation> & { readonly id: string }): TeamsConversation {
  return { name: named.id, kind: "personal", team: null, topic: "", installed: true, ...named };
}
