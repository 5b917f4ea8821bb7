/** What somebody quotes, line by line, as both platforms write it: an order in it was somebody else's. */

/** The sign as it is typed, and as platforms escape it. */
const SIGN = String.raw`(?:>|&gt;|&#0*62;|&#x0*3e;)`;
/** Before it may stand what nobody sees, and marks of the quoted words. */
const BEFORE = String.raw`(?:[^\S\n]|&nbsp;|\p{Cf}|[*_~\x60])*`;
/** A line, or after three signs all that follows. https://docs.slack.dev/messaging/formatting-message-text#quotes */
const QUOTED = new RegExp(String.raw`^${BEFORE}(?:${SIGN}{3}[\s\S]*|${SIGN}.*)$`, "gimu");

/** `text` with its quoted lines empty: whoever says nothing besides has said nothing. */
export function withoutQuoted(text: string): string {
  return text.replaceAll(QUOTED, "");
}
