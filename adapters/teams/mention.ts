import { z } from "zod";

interface Mention {
  readonly id: string;
  readonly text: string;
}

interface Mentioning {
  readonly text: string;
  readonly bot: { readonly id: string; readonly name: string };
  readonly mentions: readonly Mention[];
}

/**
 * What was said to the bot, without its own name in it: as plain text on one line per line typed. Teams may mention the
 * bot twice, number the tags (`<at id="0">`), pad with `&nbsp;` and several spaces, and escape `&`, `<` and `>`. Other
 * people's names stay, as words.
 */
export function stripMentions({ text, bot, mentions }: Mentioning): string {
  const ours = new Set([
    bot.name,
    ...mentions.filter(({ id }) => id === bot.id).map((mention) => tagName(mention.text)),
  ]);
  const named = text.replaceAll(TAG, (_, name: string) => (ours.has(decodeEntities(name).trim()) ? " " : ` ${name} `));
  return decodeEntities(named.replaceAll(LINE_END, "\n").replaceAll(MARK_UP, " "))
    .replaceAll(/[^\S\n]+/g, " ")
    .replaceAll(/ ?\n ?/g, "\n")
    .trim();
}

/** Whether the text or its entities call the bot. */
export function isMentioned({ text, bot, mentions }: Mentioning): boolean {
  if (mentions.some(({ id }) => id === bot.id)) return true;
  return [...text.matchAll(TAG)].some(([, name = ""]) => decodeEntities(name).trim() === bot.name);
}

const LINE_END = /<br\s*\/?>|<\/(?:p|div|li)>/gi;

/** What Teams writes around words, and nothing else: `x <y and y> z` is what somebody typed. */
const MARK_UP = /<\/?(?:a|at|b|blockquote|code|div|em|i|li|ol|p|pre|s|span|strong|u|ul)(?:\s[^<>]*)?>/gi;

const TAG = /<at(?:\s[^<>]*)?>([^<]*)<\/at>/gi;

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

function tagName(text: string): string {
  return decodeEntities(text.replaceAll(TAG, "$1")).trim();
}

const MentionEntity = z.object({
  type: z.literal("mention"),
  mentioned: z.object({ id: z.string() }),
  text: z.string().default(""),
});

/** The mentions among what Teams says about a message. */
export function readMentions(entities: readonly unknown[]): readonly Mention[] {
  return entities.flatMap((entity) => {
    const mention = MentionEntity.safeParse(entity);
    return mention.success ? [{ id: mention.data.mentioned.id, text: mention.data.text }] : [];
  });
}
