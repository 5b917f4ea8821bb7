/** The open channel or chat: its name, its messages and where one writes; and how the bot can be asked there. */
import type { ReactNode } from "react";
import { ComposeBox } from "#playground/page/composer/compose-box.tsx";
import type { Offering, SlashCommand } from "#playground/page/composer/suggestions.ts";
import { askServer } from "#playground/page/live/ask-server.ts";
import { Icon } from "#playground/page/parts/icons.tsx";
import type { Theme } from "#playground/page/parts/use-theme.ts";
import { type FirstTry, Welcome } from "#playground/page/parts/welcome.tsx";
import type { Snapshot } from "#playground/snapshot.ts";
import type { TeamsConversation } from "#playground/teams/types.ts";
import { TeamsMessages } from "./messages.tsx";

interface Props {
  readonly id: string;
  readonly snapshot: Snapshot;
  readonly theme: Theme;
}

export const CONVERSATION_ICONS = { channel: "hash", groupChat: "people", personal: "chat" } as const;

export function TeamsConversationView({ id, snapshot, theme }: Props): ReactNode {
  const { teams, topics } = snapshot;
  const conversation = teams.conversations.find((each) => each.id === id);
  if (conversation === undefined) return null;
  const { bot } = teams;
  const standing = standingOf(conversation);
  const offering: Offering = {
    slashes: standing === "shared" ? slashesOf(teams) : [],
    topics,
    bot,
    direct: standing === "direct" ? "direct" : "shared",
  };
  const send = (text: string) => askServer("teams/send", { conversation: id, text });
  return (
    <div className="room">
      <header className="room-head">
        <h2>
          <Icon name={CONVERSATION_ICONS[conversation.kind]} />
          {conversation.name}
        </h2>
        <p>{conversation.topic}</p>
        {standing === "absent" && <AddBot bot={bot} conversation={id} />}
      </header>
      <TeamsMessages conversation={conversation} offering={offering} {...{ snapshot, theme }}>
        <Welcome
          title={standing === "direct" ? `Talk to ${bot}` : `Ask in ${conversation.name}`}
          words={introduction(standing, bot)}
          examples={examplesFor(standing, bot)}
          onSend={send}
        />
      </TeamsMessages>
      <ComposeBox
        place={id}
        label={
          conversation.kind === "channel" ? `Start a post in ${conversation.name}` : `Message ${conversation.name}`
        }
        placeholder={placeholderIn(standing, bot)}
        offering={offering}
        onSend={send}
      />
    </div>
  );
}

/** Alone with the bot, among others, or where nobody has added it. */
type Standing = "direct" | "shared" | "absent";

function standingOf({ kind, installed }: TeamsConversation): Standing {
  if (!installed) return "absent";
  return kind === "personal" ? "direct" : "shared";
}

/** Where Teams has its dialog of apps to add. */
function AddBot({ bot, conversation }: { readonly bot: string; readonly conversation: string }): ReactNode {
  return (
    <button type="button" className="button" onClick={() => void askServer("teams/install", { conversation })}>
      Add {bot}
    </button>
  );
}

/** Not in a chat of two: https://learn.microsoft.com/microsoftteams/platform/agents-in-teams/agent-slash-commands */
function slashesOf({ bot, commands }: Snapshot["teams"]): readonly SlashCommand[] {
  const named = commands.map(
    ({ title, description }) => ({ word: title, hint: description, takes: "nothing" }) as const,
  );
  return [{ word: bot, hint: "[topic or question] Only you see the answer", takes: "words" }, ...named];
}

function introduction(standing: Standing, bot: string): string {
  switch (standing) {
    case "direct":
      return "Type a topic or a question: nobody needs to be mentioned here.";
    case "shared":
      return "A mention is answered in its thread, for everyone. A command that begins with / is answered to you alone.";
    case "absent":
      return `${bot} is not in this team: it hears nothing that is said here until somebody adds it.`;
  }
}

function placeholderIn(standing: Standing, bot: string): string {
  switch (standing) {
    case "direct":
      return "Type a topic or a question";
    case "shared":
      return `Mention @${bot}, or type /`;
    case "absent":
      return "Start a post";
  }
}

function examplesFor(standing: Standing, bot: string): readonly FirstTry[] {
  const mention = standing === "direct" ? "" : `@${bot} `;
  const examples = [
    { text: `${mention}drugs`, hint: "A section, with a button for each market" },
    { text: `${mention}are heroin seizures going up?`, hint: "An answer with its sources" },
    { text: `${mention}subscribe`, hint: "A short digest every week" },
  ];
  switch (standing) {
    case "direct":
      return [...examples, { text: "scores", hint: "Every score of the edition" }];
    case "shared":
      return [...examples, { text: "/scores", hint: "Every score of the edition, for you alone" }];
    case "absent":
      return examples.slice(0, 1).map(({ text }) => ({ text, hint: "Nobody answers before the bot is added" }));
  }
}
