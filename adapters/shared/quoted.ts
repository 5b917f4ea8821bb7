/** What somebody quotes, line by line, as both platforms write it: an order in it was somebody else's. */

/** A line, or after three signs all that follows. https://docs.slack.dev/messaging/formatting-message-text#quotes */
const QUOTED = /^(?:(?:&gt;|>){3}[\s\S]*|(?:&gt;|>).*)$/gmu;

/** `text` as the platform escapes it, its quoted lines empty: whoever says nothing besides has said nothing. */
export function withoutQuoted(text: string): string {
  return text.replaceAll(QUOTED, "");
}
