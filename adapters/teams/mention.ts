import { z } from "zod";
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
  const wordsOf = (piece: SaidPiece): string => {
    if (piece.kind === "words") return piece.text;
    if (piece.kind === "mention") return isOurs(nameOf(piece.text)) ? " " : ` ${piece.text} `;
    return piece.kind === "line-end" ? "\n" : " ";
  };
  return decodeEntities(pieces.map(wordsOf).join(""))
    .replaceAll(/[^\S\n]+/g, " ")
    .replaceAll(/ ?\n ?/g, "\n")
    .trim();
}

/** Who and what is called besides the bot, as `@Ines Castell`, without what is quoted. */
export function otherMentions(said: Mentioning): readonly string[] {
  const names = namesIn(readMarkUp(said.text));
  const isOurs = ownNames(said, names);
  return names.filter((name) => name !== "" && !isOurs(name)).map((name) => `@${name.replaceAll(/\s+/gu, " ")}`);
}

/** Whether the text or its entities call the bot. */
export function isMentioned({ text, bot, mentions }: Mentioning): boolean {
  return mentions.some(({ id }) => id === bot.id) || namesIn(readMarkUp(text)).includes(bot.name);
}

function namesIn(pieces: readonly SaidPiece[]): readonly string[] {
  return pieces.flatMap((piece) => (piece.kind === "mention" ? [nameOf(piece.text)] : []));
}

/** Whether a name is the bot's; where none is by what it is called, one that is nobody else's. `said` are the names in tags. */
function ownNames({ bot, mentions }: Mentioning, said: readonly string[]): (name: string) => boolean {
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
