/** Figures by nothing but a command and a topic's own name, as they are typed most and as buttons carry them. */
import type { Command } from "#core/request.ts";
import { isVerb, parseFigures, type FigureGrammar } from "./commands.ts";
import { inNamedArea } from "./short-questions.ts";

/** A few English words without any mark. */
const PLAIN = /^[a-z0-9-]+(?: [a-z0-9-]+){0,5}$/u;
/** Behind the topic. */
const BEHIND = /^(?:\d{4}|world)$/u;

/**
 * `rank heroin`, `trend drugs`, `scores 2025`: nobody's need and no small talk, whose patterns take as long to read as a picture to draw.
 * Undefined for all that says more.
 */
export function parsePlainFigures(
  text: string,
  words: readonly string[],
  { grammar, pack }: { readonly grammar: FigureGrammar; readonly pack: string | null },
): Command | undefined {
  const [verb = "", ...rest] = words;
  if (!isVerb(verb) || !PLAIN.test(text)) return undefined;
  const topic = BEHIND.test(rest.at(-1) ?? "") ? rest.slice(0, -1) : rest;
  if (topic.length > 0 && grammar.topics.named(topic.join(" ")) === undefined) return undefined;
  const command = parseFigures(words, grammar, pack);
  return command?.kind === "figures" ? inNamedArea(command, words, grammar.phrases) : undefined;
}
