/** Questions about figures as commands, and what is answered to one that names what there is not. */
import { notice, page, show } from "#core/document/blocks.ts";
import type { Action, Block } from "#core/document/briefing.ts";
import type { FigureQuestion } from "#core/profile/figure-question.ts";
import type { Reply } from "#core/reply.ts";
import { says, type Context } from "./context.ts";
import { stamp } from "./stamp.ts";

/** A country that is typed back at the asker is cut off here. */
const LONGEST_NAME = 40;

/** The command that asks the same; null where there is none. */
export function commandFor(question: FigureQuestion): string | null {
  if (question.kind === "extreme") return null;
  const { subject } = question;
  const topic = subject.kind === "headline" ? (subject.measure ?? "") : subject.slug;
  // The overall measure is no topic: a command about it is about the headline.
  const named = topic === "criminality" ? "" : topic;
  switch (question.kind) {
    case "score":
      return named === "" ? `scores ${question.edition ?? ""}`.trim() : null;
    case "trend":
      return `trend ${named}`.trim();
    case "compare":
      return question.countries.length === 1 ? `compare ${question.countries[0]} ${named}`.trim() : null;
  }
}

/** An edition was named that there is not: the ones there are. */
export function noEdition(context: Context, edition: number): Reply {
  const known = context.country.editions.map((figures) => figures.edition).join(", ");
  const title = says(context, "scores.title", { country: context.pack.country, edition: context.pack.edition });
  return notHere(context, { title, words: says(context, "scores.missing", { edition, known }), ways: [] });
}

/** No country was named, or one without figures: the ones at hand, as words and as buttons. */
export function whichCountry(
  context: Context,
  { countries, subject }: Extract<FigureQuestion, { kind: "compare" }>,
): Reply {
  const others = context.pack.figures.countries.filter((country) => country !== context.country);
  const known = others.map(({ name }) => name).join(", ");
  const [country = ""] = countries;
  const words =
    country === ""
      ? says(context, "compare.which", { known })
      : says(context, "compare.missing", { country: country.slice(0, LONGEST_NAME), known });
  const ways = others.map(({ slug, name }) => {
    const command = commandFor({ kind: "compare", subject, countries: [slug], edition: null });
    return show(context.pack.slug, command ?? "", name);
  });
  return notHere(context, { title: context.pack.country, words, ways });
}

function notHere(context: Context, said: { title: string; words: string; ways: readonly Action[] }): Reply {
  const { title, words, ways } = said;
  const offered: readonly Block[] = ways.length === 0 ? [] : [{ kind: "actions", items: ways }];
  const briefing = page({ title, summary: words }, [notice(words), ...offered, stamp(context)]);
  return { kind: "briefing", topic: null, briefing };
}
