import { z } from "zod";

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
 * people's names stay, as words; what is quoted or attached does not, unless nothing else is said.
 */
export function stripMentions(said: Mentioning): string {
  const isOurs = ownNames(said);
  const named = said.text.replaceAll(TAG, (_, name: string) => (isOurs(name) ? " " : ` ${name} `));
  const words = named.replaceAll(ATTACHED, " ");
  return plain(words.replaceAll(QUOTED, " ")) || plain(words);
}

function plain(marked: string): string {
  return decodeEntities(marked.replaceAll(LINE_END, "\n").replaceAll(MARK_UP, " "))
    .replaceAll(/[^\S\n]+/g, " ")
    .replaceAll(/ ?\n ?/g, "\n")
    .trim();
}

/** Whether the text or its entities call the bot. */
export function isMentioned({ text, bot, mentions }: Mentioning): boolean {
  if (mentions.some(({ id }) => id === bot.id)) return true;
  return [...text.matchAll(TAG)].some(([, name = ""]) => tagName(name) === bot.name);
}

/** Whether the name in a tag is the bot's; where none is by what it is called, one that is nobody else's. */
function ownNames({ text, bot, mentions }: Mentioning): (name: string) => boolean {
  const [own, others] = [mentions.filter(({ id }) => id === bot.id), mentions.filter(({ id }) => id !== bot.id)];
  const ours = new Set([bot.name, ...own.flatMap(({ names }) => names)]);
  const theirs = new Set(others.flatMap(({ names }) => names));
  const isUntold = own.length > 0 && ![...text.matchAll(TAG)].some(([, name = ""]) => ours.has(tagName(name)));
  return (name) => ours.has(tagName(name)) || (isUntold && !theirs.has(tagName(name)));
}

/** Files and the like, which the text only stands for. */
const ATTACHED = /<(attachment|img|systemEventMessage)(?:\s[^<>]*)?(?:\/>|>(?:[^<]*<\/\1>)?)/gi;

/**
 * What somebody replies to: a tag that stands for it, or its words.
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/channel-and-group-conversations
 */
const QUOTED = /<(quoted|blockquote)(?:\s[^<>]*)?(?:\/>|>(?:(?!<\1)[\s\S])*?<\/\1>)/gi;

const LINE_END = /<br\s*\/?>|<\/(?:p|div|li|pre|codeblock|blockquote|h[1-6]|tr)>/gi;

/** What Teams writes around words, and nothing else: `x <y and y> z` is what somebody typed. */
const MARK_UP =
  /<\/?(?:a|at|b|blockquote|code|codeblock|del|div|em|emoji|font|h[1-6]|hr|i|ins|li|ol|p|pre|quoted|s|span|strike|strong|sub|sup|table|tbody|td|th|thead|tr|u|ul)(?:\s[^<>]*)?>/gi;

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
  mentioned: z.object({ id: z.string(), name: z.string().nullish() }),
  text: z.string().nullish(),
});

/** The mentions among what Teams says about a message. */
export function readMentions(entities: readonly unknown[]): readonly Mention[] {
  return entities.flatMap((entity) => {
    const mention = MentionEntity.safeParse(entity);
    if (!mention.success) return [];
    const { text, mentioned } = mention.data;
    const names = [text, mentioned.name].map((name) => tagName(name ?? "")).filter((name) => name !== "");
    return [{ id: mentioned.id, names }];
  });
}
