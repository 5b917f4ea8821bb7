/** What Teams takes, with the page that says so. Everything the renderer makes is held to this table. */
export const LIMITS = {
  /**
   * UTF-8 bytes of one card. 28 KB holds for cards that travel through extensions and webhooks, about 100 KB (UTF-16)
   * for a bot's own message; 25 KB satisfies both with room for the envelope.
   * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages
   */
  cardBytes: 25_000,
  /** UTF-8 bytes of the whole activity, beyond which Teams answers 413 MessageSizeTooBig. Same page. */
  activityBytes: 28_000,
  /**
   * UTF-8 bytes of a card that carries a picture. The page above takes base64 out of its 100 KB (UTF-16); with it this is 76, and
   * below the 40 KB that older copies of the page name. Such a card travels through no extension or webhook.
   */
  picturedCardBytes: 38_000,
  /** Of a PNG, which base64 makes a third more of. */
  pictureBytes: 18_000,
  /** Of the words that stand for a picture: our own measure, a page of them. */
  altChars: 2000,
  /** UTF-8 bytes of a message in words alone: our own measure, well below `activityBytes`, which was too much already. */
  textBytes: 20_000,
  /**
   * The schema version that Teams accepts in a bot's message; newer elements carry a `fallback`.
   * https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-reference
   */
  cardVersion: "1.5",
  /**
   * Buttons that a set shows before it hides the rest behind a menu.
   * https://github.com/microsoft/AdaptiveCards/blob/main/samples/HostConfig/microsoft-teams-light.json
   */
  buttonsPerSet: 6,
  /** A row of buttons on a card beside another conversation: our own measure. */
  rowPixels: 370,
  /** Characters of a notification line: our own measure, more is cut off by every client. */
  summaryChars: 300,
  /**
   * Entries of one command menu: the schema takes 12, older clients show ten.
   * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/create-a-bot-commands-menu
   */
  commandsPerList: 10,
  /**
   * Options that Teams lists of those that were searched.
   * https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/dynamic-search
   */
  foundOptions: 15,
  /** Options that a choice offers before a typed line is the quicker way: our own measure. */
  optionsPerChoice: 120,
} as const;

/** The size that counts against a limit, in UTF-8 bytes of the JSON as sent. */
export function jsonBytes(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}
