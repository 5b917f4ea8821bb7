/**
 * What Teams writes around a person's words. An HTML parser is of no use for it: people type `<` as well, and a parser takes
 * what follows for a tag, up to the next `>` wherever that is, the bot's own mention with it.
 */

export type SaidPiece =
  /** As it is written, with its entities. */
  | { readonly kind: "words"; readonly text: string }
  /** Somebody's name in a tag of its own. */
  | { readonly kind: "mention"; readonly text: string }
  /** A tag between words, which ends a line or does not. */
  | { readonly kind: "space" | "line-end" };

/** What was said, in pieces, without what is quoted and what only stands for something else. Takes any text. */
export function readMarkUp(text: string): readonly SaidPiece[] {
  const tags = tagsIn(text);
  const endOf = pair(tags);
  const pieces: SaidPiece[] = [];
  let at = 0;
  for (const tag of tags) {
    if (tag.start < at) continue;
    pieces.push({ kind: "words", text: text.slice(at, tag.start) });
    const end = WHOLE.test(tag.name) ? endOf.get(tag) : undefined;
    pieces.push(end === undefined ? { kind: endsLine(tag) ? "line-end" : "space" } : pieceOf(text, tag, end));
    at = end?.end ?? tag.end;
  }
  return [...pieces, { kind: "words", text: text.slice(at) }];
}

/** Of what is one thing with all that is in it. */
function pieceOf(text: string, tag: Tag, end: Tag): SaidPiece {
  if (tag.name !== "at") return { kind: "space" };
  return { kind: "mention", text: text.slice(tag.end, end.start).replaceAll(TAG, "") };
}

/** Names and attributes as HTML has them, and nothing that could be prose: `x <y, z> 2`. */
const TAG = /<(\/?)([a-z][a-z\d:-]*)((?:\s+[a-z_:][\w:.-]*(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>=]+))?)*)\s*(\/?)>/gi;

/**
 * A name; what somebody replies to, by a tag that stands for it or by its words, and what is no words at all.
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/channel-and-group-conversations
 */
const WHOLE =
  /^(?:at|quoted|blockquote|attachment|img|systemeventmessage|emoji|customemoji|audio|video|iframe|object|script|style)$/;

/** Those that stand without an end, or that clients write without attributes. */
const KNOWN =
  /^(?:a|at|b|blockquote|br|code|codeblock|del|div|em|emoji|font|h[1-6]|hr|i|img|ins|li|ol|p|pre|quoted|s|span|strike|strong|sub|sup|table|tbody|td|th|thead|tr|u|ul)$/;

const LINES = /^(?:p|div|li|pre|codeblock|blockquote|figure|figcaption|h[1-6]|tr)$/;

interface Tag {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly isOpening: boolean;
  readonly isClosing: boolean;
  readonly attributes: string;
}

/** Only what is a tag for certain: it has a value or an end, or is one that people know and has nothing in it. */
function tagsIn(text: string): readonly Tag[] {
  const found = [...text.matchAll(TAG)].map((match): Tag => {
    const [whole, slash, name = "", attributes = "", closed] = match;
    const [isClosing, isAlone] = [slash === "/", closed === "/"];
    const place = { start: match.index, end: match.index + whole.length };
    const ends = { isOpening: !isClosing, isClosing: isClosing || isAlone };
    return { name: name.toLowerCase(), ...place, ...ends, attributes: attributes.trim() };
  });
  const opened = new Set(found.flatMap((tag) => (tag.isOpening ? [tag.name] : [])));
  const closed = new Set(found.flatMap((tag) => (tag.isClosing ? [tag.name] : [])));
  return found.filter(
    ({ name, attributes }) =>
      attributes.includes("=") || (opened.has(name) && closed.has(name)) || (attributes === "" && KNOWN.test(name)),
  );
}

/** By the tag that opens, the one that closes it, which may be itself; one that nothing closes has none. */
function pair(tags: readonly Tag[]): ReadonlyMap<Tag, Tag> {
  const open = new Map<string, Tag[]>();
  const pairs = new Map<Tag, Tag>();
  for (const tag of tags) {
    const waiting = open.get(tag.name) ?? [];
    if (tag.isOpening && !tag.isClosing) {
      waiting.push(tag);
      open.set(tag.name, waiting);
    }
    const opener = tag.isOpening ? tag : waiting.pop();
    if (tag.isClosing && opener !== undefined) pairs.set(opener, tag);
  }
  return pairs;
}

function endsLine({ name, isClosing }: Tag): boolean {
  return name === "br" || (isClosing && LINES.test(name));
}
