/** Time zones in an order: which words are one for sure, and which may as well be a place that somebody asks about. */
import { isLetters } from "#core/digests/zone.ts";
import { readClock } from "./read-clock.ts";
import { readFiller } from "./read-common.ts";
import { listedAt, moved, wordAt, type Cursor, type FillerRole, type Nameable, type OrderPiece } from "./cursor.ts";
import { tokenise } from "./tokens.ts";

const LONGEST_CITY = 3;
/** `Central European Summer Time` */
const LONGEST_CLOCK = 4;
const ZONE_NOUNS = ["zone-words", "clock-words"] as const;

export function readZone(cursor: Cursor): OrderPiece | undefined {
  const { words, index, zones } = cursor;
  if (readFiller(cursor) !== undefined || listedAt(cursor, ["all", "wishes"]) !== undefined) return undefined;
  for (let count = Math.min(LONGEST_CITY, words.length - index); count > 0; count--) {
    const name = Array.from({ length: count }, (_, step) => wordAt(moved(cursor, step))).join(" ");
    const zone = zones.find(name);
    // Which of its clocks is meant is asked back.
    if (zone !== undefined && isLetters(name, zone)) return undefined;
    if (zone !== undefined) return { kind: "zone", zone, isName: NAME.test(name), words: count };
  }
  return undefined;
}

/** With a slash, or the letters of a clock; `Cuba` and `GB` are names of zones as well, and of what people ask about. */
const NAME = /\/|^(?:utc|uct|gmt[+-]?\d|[a-z]{1,2}t(?:\d[a-z]{3})?)$/u;

/** Whether words that are not read are such a zone. */
export function isOwnTime(words: string, nameable: Nameable): boolean {
  const read = tokenise(words);
  return read.length > 1 && listedAt({ ...nameable, words: read, index: 1 }, ZONE_NOUNS)?.words === read.length - 1;
}

/** `us time`, `our time`: a zone that nobody can tell. */
export function readOwnTime(cursor: Cursor): OrderPiece | undefined {
  if (readZone(cursor) !== undefined) return undefined;
  const clock = readClockName(cursor);
  if (clock !== undefined) return clock;
  const named = listedAt(moved(cursor, 1), ZONE_NOUNS);
  if (named === undefined) return undefined;
  if (listedAt(cursor, ["links", "zone-links", "joins", "at", "polite", "all", ...ZONE_NOUNS]) !== undefined)
    return undefined;
  const behind = moved(cursor, 1 + named.words);
  const isSaid = readClock(behind)?.kind === "time" || readZone(behind) !== undefined;
  return isSaid ? undefined : { kind: "unread", words: 1 + named.words };
}

/** `Central European Time`, named whole: it is the time of several places. */
function readClockName(cursor: Cursor): OrderPiece | undefined {
  for (let count = LONGEST_CLOCK; count > 1; count--) {
    const words = Array.from({ length: count }, (_, step) => wordAt(moved(cursor, step)));
    const named = listedAt(moved(cursor, count - 1), ZONE_NOUNS);
    if (named !== undefined && cursor.zones.meant(words.join(" ")).length > 1) return { kind: "unread", words: count };
  }
  return undefined;
}

/**
 * Places that nothing says to be a time zone: `about iran`, `drugs, singapore`. One is where it is called so, `Moscow time`,
 * and where a zone is expected, beside a time: `at 9 in Paris`, `9:15 tuesday new york`.
 */
export function strayZones(pieces: readonly OrderPiece[]): readonly OrderPiece[] {
  return pieces.filter((piece, at) => piece.kind === "zone" && !piece.isName && !isExpected(pieces, at));
}

function isExpected(pieces: readonly OrderPiece[], at: number): boolean {
  const ahead = pieces.slice(0, at).toReversed();
  const behind = pieces.slice(at + 1);
  if (isCalledZone(ahead) || isCalledZone(behind)) return true;
  const before = ahead.find((piece) => !isFiller(piece, ["mark", "articles", "zone-links"]));
  // "About Iran at 9" speaks of Iran.
  if (before?.kind === "filler" && LEADING.has(before.role)) return false;
  const saidAhead = ahead.find((piece) => !isFiller(piece, ["mark", "articles", "zone-links"]) && !isDay(piece));
  return saidAhead?.kind === "time" || behind.find((piece) => !isFiller(piece, ["mark"]))?.kind === "time";
}

const LEADING: ReadonlySet<FillerRole> = new Set(["links", "to", "joins", "topic-nouns"]);

/** From the zone outwards. */
function isCalledZone(pieces: readonly OrderPiece[]): boolean {
  return isFiller(
    pieces.find((piece) => !isFiller(piece, ["mark", "articles"])),
    ZONE_NOUNS,
  );
}

function isDay({ kind }: OrderPiece): boolean {
  return /^(?:rhythm|ordinal|date)$/.test(kind);
}

function isFiller(piece: OrderPiece | undefined, roles: readonly FillerRole[]): boolean {
  return piece?.kind === "filler" && roles.includes(piece.role);
}
