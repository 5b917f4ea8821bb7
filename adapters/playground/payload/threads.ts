/** How a thread is named in one word, by the fakes that keep it and by the page that looks it up. */

/** Where Slack shows a status: a channel or one of its threads. */
export function slackThreadKey(channel: string, thread: string | null): string {
  return thread === null ? channel : `${channel}:${thread}`;
}

/** Teams names a thread of a channel by its root message. */
export function teamsThreadName(conversation: string, thread: string | null): string {
  return thread === null ? conversation : `${conversation};messageid=${thread}`;
}

/** The other way round: the conversation and its thread. */
export function readTeamsThreadName(name: string): { readonly conversation: string; readonly thread: string | null } {
  const [conversation = name, thread] = name.split(";messageid=");
  return { conversation, thread: thread ?? null };
}
