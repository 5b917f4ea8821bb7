/** The shapes of the files in `content/`. An unknown key is a mistake: it is a misspelt one. */
import { z } from "zod";
import { CERTAINTIES, DIRECTIONS, PILLAR_SLUGS } from "#core/profile/profile.ts";
import { NOTATION } from "#content/findings/two-texts.ts";

/** What a label of a chart holds: https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block */
const SHORT_CHARS = 20;

const slug = z.string().regex(/^[a-z]+(-[a-z]+)*$/, "words in lower case, joined by hyphens");
const findingId = z
  .string()
  .regex(
    /^[a-z]+(-[a-z]+)*\.[a-z0-9]+(-[a-z0-9]+)*$/,
    "an indicator's slug, a dot and what the finding says: heroin-trade.transit-share",
  );
const sentence = z
  .string()
  .min(1)
  .regex(/^\S(.*\S)?$/s, "a sentence without blanks round it");
const twoTexts = sentence.regex(NOTATION, "text with each <alone|in a list> closed, and no <, | or > elsewhere");
const word = z.string().regex(/^[^\sA-ZА-ЯЁ]([^A-ZА-ЯЁ]*[^\sA-ZА-ЯЁ])?$/, "words in lower case");
const words = z.array(word).default([]);
const address = z.url({ protocol: /^https$/ });
const year = z.int().min(2021).max(2100);
const pillar = z.enum(PILLAR_SLUGS);

/** One column an edition, with bars between them; a single column may stand as a bare number. */
const columns = (pattern: RegExp, such: string) =>
  z.preprocess(
    (value) => (typeof value === "number" ? String(value) : value),
    z
      .string()
      .regex(pattern, such)
      .transform((row) => row.split(" | ")),
  );
const years = columns(/^\d{4}( \| \d{4})*$/, "editions such as 2021 | 2023").transform((row) => row.map(Number));
const scores = columns(/^(n\/a|\d+(\.\d+)?)( \| (n\/a|\d+(\.\d+)?))*$/, "scores such as n/a | 7 | 7.5")
  .transform((row) => row.map((score) => (score === "n/a" ? null : Number(score))))
  .refine((row) => row.every((score) => score === null || (score >= 1 && score <= 10)), "scores from 1 to 10");
const ranks = columns(/^(joint )?\d+ of \d+( \| (joint )?\d+ of \d+)*$/, "ranks such as 72 of 193 | joint 81 of 193")
  .transform((row) =>
    row.map((words) => {
      const [rank = 0, of = 0] = words.replace("joint ", "").split(" of ").map(Number);
      return { rank, of, joint: words.startsWith("joint ") };
    }),
  )
  .refine((row) => row.every(({ rank, of }) => rank >= 1 && rank <= of), "ranks no larger than the number ranked");
const measures = <T extends z.ZodType>(value: T) =>
  z.strictObject({ criminality: value, markets: value, actors: value, resilience: value });

export const PillarsFile = z.strictObject({
  pillars: z
    .array(
      z.strictObject({
        slug: pillar,
        name: sentence,
        high: z.enum(DIRECTIONS),
        definition: sentence,
        aliases: words,
        meant: words,
      }),
    )
    .length(3),
});

export const SectionsFile = z.strictObject({
  sections: z
    .array(
      z.strictObject({
        slug,
        name: sentence,
        pillar,
        definition: sentence,
        aliases: words,
        meant: words,
      }),
    )
    .min(1),
});

export const IndicatorsFile = z.strictObject({
  indicators: z
    .array(
      z
        .strictObject({
          slug,
          name: sentence,
          article: sentence.optional(),
          short: sentence.optional(),
          coined: z.boolean().default(false),
          pillar,
          section: slug.nullable(),
          since: year,
          definition: sentence,
          aliases: words,
          meant: words,
        })
        .refine(({ name, short = name }) => short.length <= SHORT_CHARS, {
          path: ["short"],
          message: `a short name of at most ${SHORT_CHARS} characters, where the name is longer`,
        }),
    )
    .min(1),
});

/** By ISO 3166 code. */
export const CountriesFile = z.record(
  z.string().regex(/^[A-Z]{2}$/u, "expected an ISO 3166 code, such as KG"),
  z.strictObject({ slug, names: z.array(sentence) }),
);

export const ScaleFile = z.strictObject({ low: z.number(), high: z.number(), line: z.number() });

export const AmbiguousFile = z.record(word, z.array(slug).min(2));

export const ProfileFile = z.strictObject({
  slug,
  country: sentence,
  edition: year,
  dataYear: z.int().min(2000).max(2100),
  profileUrl: address,
  newestUrl: address,
  credit: sentence,
  funding: sentence,
  summary: sentence,
  pillars: z.strictObject({ markets: twoTexts, actors: twoTexts, resilience: twoTexts }),
});

/** Every row has one column for each of the country's editions. */
export const FiguresFile = z.strictObject({
  source: z.strictObject({ name: sentence, url: address }),
  region: sentence,
  continent: sentence,
  countries: z
    .array(
      z.strictObject({
        slug,
        name: sentence,
        aliases: words,
        editions: years,
        headline: measures(scores),
        ranks: measures(z.strictObject({ world: ranks, continent: ranks, region: ranks })),
        indicators: z.record(slug, scores),
      }),
    )
    .min(1),
});

export const SectionFile = z.strictObject({
  section: slug,
  keyFinding: twoTexts,
  /** By the slug of the indicator that the findings belong to. */
  findings: z.record(
    slug,
    z
      .array(
        z.strictObject({
          id: findingId,
          certainty: z.enum(CERTAINTIES),
          said: z.boolean().default(false),
          text: twoTexts,
          striking: z.boolean().default(false),
          aspects: z.array(slug).min(1).max(2),
          subjects: z.array(slug).min(1).max(8),
          also: z.array(slug).default([]),
          covers: z.array(slug).default([]),
          /** It is enough that one of two names the other. */
          with: z.array(findingId).default([]),
          /** Likewise. */
          contradicts: z.array(findingId).default([]),
          repeats: z.array(findingId).default([]),
          behind: findingId.nullable().default(null),
          people: z.array(sentence).default([]),
          terms: words,
        }),
      )
      .min(1),
  ),
});

/** One question a line, by what it deserves. */
export const QuestionsFile = z.record(
  z.string(),
  z
    .string()
    .min(1)
    .transform((lines) => lines.split("\n").flatMap((line) => line.trim() || [])),
);

export const WordingFile = z.record(z.string(), z.string().min(1));

export type PillarsFile = z.infer<typeof PillarsFile>;
export type SectionsFile = z.infer<typeof SectionsFile>;
export type IndicatorsFile = z.infer<typeof IndicatorsFile>;
export type ScaleFile = z.infer<typeof ScaleFile>;
export type CountriesFile = z.infer<typeof CountriesFile>;
export type AmbiguousFile = z.infer<typeof AmbiguousFile>;
export type ProfileFile = z.infer<typeof ProfileFile>;
export type FiguresFile = z.infer<typeof FiguresFile>;
export type SectionFile = z.infer<typeof SectionFile>;
export type QuestionsFile = z.infer<typeof QuestionsFile>;
export type WordingFile = z.infer<typeof WordingFile>;
