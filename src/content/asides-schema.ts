/** The shapes of `index/about.yaml` and of the files in `index/asides/`. */
import { z } from "zod";
import { FACT_PLACEHOLDERS, FACT_WAYS, NEED_LINKS, NEEDS, TONES } from "#core/profile/aside-words.ts";
import { SUBSCRIPTION_VERBS } from "#core/request.ts";

const sentence = z.string().min(1);
const name = z.string().regex(/^[a-z]+(-[a-z]+)*$/, "words in lower case, joined by hyphens");

/** With commas or line ends between them. */
const Phrases = z
  .string()
  .min(1)
  .transform((listed) =>
    listed
      .split(/[,\n]/u)
      .map((phrase) => phrase.trim())
      .filter(Boolean),
  );
const Lines = z
  .string()
  .min(1)
  .transform((listed) =>
    listed
      .split("\n")
      .map((line) => line.trim())
      .filter(Boolean),
  );

const known = new Set<string>(FACT_PLACEHOLDERS);
const line = sentence.refine(
  (words) => [...words.matchAll(/\{([^{}]*)\}/gu)].every((match) => known.has(match[1] ?? "")),
  `only the placeholders ${FACT_PLACEHOLDERS.map((placeholder) => `{${placeholder}}`).join(" ")}`,
);

/** By slug. */
export const AboutFile = z.record(
  name,
  z.strictObject({
    of: z.enum(["index", "bot"]),
    title: sentence,
    lines: z.array(line).min(1).max(4),
    yields: z.boolean().default(false),
    ways: z.array(z.enum(FACT_WAYS)),
  }),
);

const byVerb = z.partialRecord(z.enum(SUBSCRIPTION_VERBS), Phrases).default({});

const NeedWords = z.strictObject({
  lists: z.record(name, Phrases),
  signs: Lines,
  together: Lines,
  kinds: z.partialRecord(z.enum(NEEDS), Lines),
  pleas: Lines,
  turned: Lines,
  answers: z.record(z.enum(NEEDS), z.array(sentence).min(1).max(3)),
  // Slack takes 75 characters on a button.
  links: z.record(z.enum(NEED_LINKS), sentence.max(75)),
  contact: sentence.includes("{contact}"),
  unread: sentence,
});

export const AsidesFile = z.strictObject({
  language: z.string().regex(/^[a-z]{2,3}(-[A-Za-z]+)*$/u, "a language as BCP 47 writes it"),
  names: Phrases,
  spelt: z.record(z.string().min(1), z.string().min(1)),
  lists: z.record(name, Phrases),
  fillers: Phrases,
  smalltalk: z.record(z.enum(TONES), Phrases),
  facts: z.record(name, Lines),
  hints: z.record(name, Lines),
  need: NeedWords,
  commands: z.record(name, Phrases),
  courtesies: z.strictObject({
    asking: Phrases,
    begging: Phrases,
    negating: Phrases.optional().transform((all) => all ?? []),
    orders: byVerb,
    whom: Phrases.optional().transform((all) => all ?? []),
    behind: byVerb,
    spared: byVerb,
  }),
  sections: z.strictObject({ before: Phrases, after: Phrases, needed: Phrases }),
});

export type AboutFile = z.infer<typeof AboutFile>;
export type AsidesFile = z.infer<typeof AsidesFile>;
