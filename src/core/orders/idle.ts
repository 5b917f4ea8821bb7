/**
 * Where a word that is listed as saying nothing does say nothing: an article before a noun, `about` before a topic, `please`
 * anywhere. One that stands elsewhere says something that nobody has read, and is unread: `at 9 us`, `in our time`.
 */
import type { FillerRole, OrderPiece } from "./cursor.ts";
import type { PlacedPiece } from "./read-pieces.ts";

/** Of an order, or of what stands behind another verb. */
type Piece = OrderPiece | { readonly kind: "end" } | { readonly kind: "count" | "rest" | "span" };
type Filler = Extract<OrderPiece, { readonly kind: "filler" }>;

/** They belong to what they lead to. */
const LEADING: ReadonlySet<FillerRole> = new Set(["articles", "links"]);

/** `of unicorns`, `a xyzzy`: what leads to a word that was not read was not read either, and is named with it. */
export function withLeading<P extends { readonly kind: string; readonly words: number }>(
  placed: readonly PlacedPiece<P>[],
): readonly PlacedPiece<P>[] {
  const joined: PlacedPiece<P>[] = [];
  for (const each of placed.toReversed()) {
    const next = joined.at(-1);
    const leads = next?.piece.kind === "unread" && isLeading(each.piece);
    if (leads) joined.pop();
    joined.push(leads ? together(each, next) : each);
  }
  return joined.toReversed();
}

function together<P extends { readonly words: number }>(
  { piece: { words }, typed, start }: PlacedPiece<P>,
  last: PlacedPiece<P>,
): PlacedPiece<P> {
  const piece = { ...last.piece, words: words + last.piece.words };
  return { piece, typed: `${typed} ${last.typed}`, start, end: last.end };
}

/** What stands beside a filler, over the words that may be between the two. */
interface Place {
  readonly before: (...over: readonly FillerRole[]) => Piece | undefined;
  readonly after: (...over: readonly FillerRole[]) => Piece | undefined;
  /** Whether anything that says something stands before, or behind. */
  readonly saidBefore: boolean;
  readonly saidAfter: boolean;
}

const ANYWHERE = (): boolean => true;
const LINKS = ["links", "zone-links"] as const;

const IDLE: Readonly<Record<FillerRole, (place: Place) => boolean>> = {
  mark: ANYWHERE,
  polite: ANYWHERE,
  places: ANYWHERE,
  digests: ANYWHERE,
  "whole-topic": ANYWHERE,
  "behind-verb": ANYWHERE,
  articles: ({ after }) => isSaid(after("articles", "only")) || isOf(after("articles"), NOUNS),
  recipients: ({ before }) => {
    const behind = before("mark", "articles", "polite");
    return behind === undefined || isOf(behind, ["wishes", "to", "recipients", "digests", "behind-verb"]);
  },
  joins: ({ saidBefore, saidAfter }) => saidBefore && saidAfter,
  links: leads,
  "zone-links": leads,
  to: (place) => leads(place) || isOf(place.after("articles"), ["recipients"]),
  "behind-links": ({ before }) => isSaid(before("topic-nouns", "mark")),
  at: ({ after }) =>
    ["rhythm", "ordinal", "date", "time", "unread"].includes(after("articles", "clock-words")?.kind ?? ""),
  "zone-words": besideZone,
  "clock-words": (place) => besideZone(place) || place.after("mark")?.kind === "time",
  "topic-nouns": ({ before, after }) =>
    [before("articles", ...LINKS, "to", "mark"), after("articles", ...LINKS, "to", "mark")].some(
      (piece) => piece?.kind === "topic" || piece?.kind === "all",
    ),
  wishes: ({ saidBefore }) => !saidBefore,
  only: ({ before, after }) =>
    isSaid(before("mark")) || isSaid(after("articles", ...LINKS, "to", "mark", "topic-nouns", "at")),
};

function leads({ after }: Place): boolean {
  const led = after("articles", "only", "topic-nouns", "mark");
  // `on the topic of drugs`
  const isOfTopic = isOf(led, ["links"]) && isOf(after("articles"), ["topic-nouns"]);
  return isSaid(led) || isOfTopic || isOf(led, ["places", "digests", "behind-verb"]);
}

const NOUNS: readonly FillerRole[] = ["digests", "topic-nouns", "zone-words", "clock-words", "behind-verb"];

function besideZone({ before, after }: Place): boolean {
  return before("articles", "mark")?.kind === "zone" || after("articles", ...LINKS, "to", "mark")?.kind === "zone";
}

/** The fillers of an order that do not stand where they say nothing. */
export function misplaced(pieces: readonly Piece[]): readonly Filler[] {
  return pieces.flatMap((piece, at) => (isFiller(piece) && !IDLE[piece.role](placeOf(pieces, at)) ? piece : []));
}

function placeOf(pieces: readonly Piece[], at: number): Place {
  const behind = pieces.slice(at + 1);
  const ahead = pieces.slice(0, at).toReversed();
  const over = (beside: readonly Piece[], roles: readonly FillerRole[]): Piece | undefined =>
    beside.find((piece) => !isOf(piece, roles));
  return {
    before: (...roles) => over(ahead, roles),
    after: (...roles) => over(behind, roles),
    saidBefore: ahead.some(isSaid),
    saidAfter: behind.some(isSaid),
  };
}

function isFiller(piece: Piece | undefined): piece is Filler {
  return piece?.kind === "filler";
}

function isLeading(piece: { readonly kind: string; readonly role?: FillerRole }): boolean {
  return piece.kind === "filler" && piece.role !== undefined && LEADING.has(piece.role);
}

function isSaid(piece: Piece | undefined): boolean {
  return piece !== undefined && !isFiller(piece);
}

function isOf(piece: Piece | undefined, roles: readonly FillerRole[]): boolean {
  return isFiller(piece) && roles.includes(piece.role);
}
