/** What the bot asks a workspace for, and what for: the manifest asks for exactly this. https://docs.slack.dev/reference/scopes */

interface Scope {
  readonly scope: string;
  /** Web API methods, events and features that need it. */
  readonly for: readonly string[];
  /** What a workspace goes without when it leaves the scope out; null when the bot does not work without it. */
  readonly without: string | null;
}

export const SCOPES: readonly Scope[] = [
  { scope: "commands", for: ["slash commands"], without: null },
  { scope: "app_mentions:read", for: ["app_mention"], without: null },
  { scope: "im:history", for: ["message.im", "conversations.history", "conversations.replies"], without: null },
  { scope: "chat:write", for: ["chat.postMessage", "chat.postEphemeral", "chat.delete"], without: null },
  // A digest is ordered by a command, which also works where nobody has invited the bot.
  { scope: "chat:write.public", for: ["chat.postMessage"], without: null },
  // Slack ties it to `agent_view`, where people write to the bot.
  { scope: "assistant:write", for: ["assistant.threads.setStatus"], without: null },
  ...["channels:history", "groups:history", "mpim:history"].map((scope) => ({
    scope,
    for: ["conversations.history", "conversations.replies"],
    without: "a digest whose sending was cut off is reported as unknown instead of looked for",
  })),
  ...["channels:read", "groups:read", "im:read", "mpim:read"].map((scope) => ({
    scope,
    for: ["conversations.info"],
    without: "that no digest can come to a channel is told once one is posted there, and not before it is ordered",
  })),
  {
    scope: "files:write",
    for: ["files.getUploadURLExternal", "files.completeUploadExternal"],
    without:
      "evidence packs come as an address, and where there is no PUBLIC_URL not at all; figures in posts are then tables without a picture below them",
  },
  {
    scope: "im:write",
    for: ["conversations.open"],
    without:
      "evidence packs that are asked for in private come as an address, and where there is no PUBLIC_URL not at all",
  },
  {
    scope: "users:read",
    for: ["users.info"],
    without:
      "digests come in the deployment's time zone unless one is named, and whoever wrote a message is called by an id",
  },
];

/** Web API methods that need no scope of the bot's. Socket Mode has a token of its own, with `connections:write`. */
export const FREE_METHODS: readonly string[] = ["auth.teams.list", "auth.test", "views.open", "apps.connections.open"];
