import { z } from "zod";
import { withoutQuoted } from "#shared/quoted.ts";
import { readMarkUp, type SaidPiece } from "./wire/markup.ts";

interface Mention {
  readonly id: string;
  /** As who was mentioned is called, in the tag or by the entity; empty where neither tells. */
  readonly names: readonly string[];
}

interface Mentioning {
  readonly text: string;
  readonly bot: { readonly id: string; readonly name: string };
  readonly mentions: readonly Mention[];
}

/**
 * What was said to the bot, without its own name in it: as plain text on one line per line typed. Teams may mention the
 * bot twice, number the tags (`<at id="0">`), pad with `&nbsp;` and several spaces, and escape `&`, `<` and `>`. Other
 * people's names stay, as words. What is quoted or attached does not, for an order in it was somebody else's: whoever
 * says nothing besides has said nothing.
 */
export function stripMentions(said: Mentioning): string {
  const pieces = readMarkUp(said.text);
  const isOurs = ownNames(said, namesIn(pieces));
  const called = calledFirst(pieces, isOurs);
  const wordsOf = (piece: SaidPiece): string => {
    if (piece.kind === "mention") return called.includes(piece) || isOwn(piece, isOurs) ? " " : ` ${piece.text} `;
    if (piece.kind === "words") return called.includes(piece) ? " " : piece.text;
    return piece.kind === "line-end" ? "\n" : " ";
  };
  const words = withoutUntagged(decodeEntities(pieces.map(wordsOf).join("")), said);
  return withoutQuoted(words)
    .replaceAll(/[^\S\n]+/g, " ")
    .replaceAll(/ ?\n ?/g, "\n")
    .trim();
}

/** Who and what is spoken of besides the bot, as `@Ines Castell`, without what is quoted; `@Ines @Briefing status` is said to both. */
export function otherMentions(said: Mentioning): readonly string[] {
  const pieces = readMarkUp(said.text);
  const isOurs = ownNames(said, namesIn(pieces));
  const withUs = calledFirst(pieces, isOurs).findIndex((piece) => isOwn(piece, isOurs));
  const names = namesIn(pieces.slice(withUs + 1));
  return names.filter((name) => name !== "" && !isOurs(name)).map((name) => `@${name.replaceAll(/\s+/gu, " ")}`);
}

/** The mentions before anything is said, and what parts them, where one of them is the bot's; none where it is not. */
function calledFirst(pieces: readonly SaidPiece[], isOurs: IsOurs): readonly SaidPiece[] {
  const isSaid = (piece: SaidPiece): boolean => piece.kind === "words" && !/^(?:[\s\p{P}]|&nbsp;)*$/u.test(piece.text);
  const first = pieces.findIndex(isSaid);
  const before = first === -1 ? pieces : pieces.slice(0, first);
  const called = before.slice(0, before.findLastIndex(({ kind }) => kind === "mention") + 1);
  return called.some((piece) => isOwn(piece, isOurs)) ? called : [];
}

function isOwn(piece: SaidPiece, isOurs: IsOurs): boolean {
  return piece.kind === "mention" && isOurs(nameOf(piece.text));
}

/** The bot's name where an entity tells it and a client has put no tag round it. */
function withoutUntagged(words: string, { bot, mentions }: Mentioning): string {
  const names = mentions.flatMap((mention) => (mention.id === bot.id ? mention.names : []));
  return names.reduce((left, name) => left.replaceAll(calling(name), " "), words);
}

/** `@Briefing bot` in any case, with any blanks. */
function calling(name: string): RegExp {
  const words = name
    .replace(/^@/u, "")
    .split(/\s+/u)
    .map((word) => word.replaceAll(/[\\^$.*+?()[\]{}|/-]/gu, String.raw`\$&`));
  return new RegExp(`@${words.join(String.raw`\s+`)}(?![\\p{L}\\p{N}])`, "giu");
}

/** Whether the text or its entities call the bot. */
export function isMentioned({ text, bot, mentions }: Mentioning): boolean {
  return mentions.some(({ id }) => id === bot.id) || namesIn(readMarkUp(text)).includes(bot.name);
}

function namesIn(pieces: readonly SaidPiece[]): readonly string[] {
  return pieces.flatMap((piece) => (piece.kind === "mention" ? [nameOf(piece.text)] : []));
}

type IsOurs = (name: string) => boolean;

/** Whether a name is the bot's; where none is by what it is called, one that is nobody else's. `said` are the names in tags. */
function ownNames({ bot, mentions }: Mentioning, said: readonly string[]): IsOurs {
  const [own, others] = [mentions.filter(({ id }) => id === bot.id), mentions.filter(({ id }) => id !== bot.id)];
  const ours = new Set([bot.name, ...own.flatMap(({ names }) => names)]);
  const theirs = new Set(others.flatMap(({ names }) => names));
  const isUntold = own.length > 0 && !said.some((name) => ours.has(name));
  return (name) => ours.has(name) || (isUntold && !theirs.has(name));
}

const ENTITIES: ReadonlyMap<string, string> = new Map(
  Object.entries({ nbsp: " ", amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" }),
);

/** One pass, so that `&amp;lt;` ends as `&lt;`, which is what was typed. */
function decodeEntities(text: string): string {
  return text.replaceAll(/&(#\d{1,7}|#x[\da-f]{1,6}|[a-z]+);/gi, (whole, entity: string) => {
    if (!entity.startsWith("#")) return ENTITIES.get(entity.toLowerCase()) ?? whole;
    const code = /^#x/i.test(entity) ? Number.parseInt(entity.slice(2), 16) : Number(entity.slice(1));
    return code <= 0x10_ff_ff ? String.fromCodePoint(code).toWellFormed() : whole;
  });
}

function nameOf(text: string): string {
  return decodeEntities(text).trim();
}

const MentionEntity = z.object({
  type: z.literal("mention"),
  mentioned: z.object({ id: z.string(), name: z.string().nullish() }),
  text: z.string().nullish(),
});

/** The mentions among what Teams says about a message. */
export function readMentions(entities: readonly unknown[]): readonly Mention[] {
  return entities.flatMap((entity) => {
    const mention = MentionEntity.safeParse(entity);
    if (!mention.success) return [];
    const { text, mentioned } = mention.data;
    const [told = text ?? ""] = namesIn(readMarkUp(text ?? ""));
    const names = [told, mentioned.name ?? ""].map(nameOf).filter((name) => name !== "");
    return [{ id: mentioned.id, names }];
  });
}
