/** What is said of a country that only figures are here of: what may be asked of it, and why nothing else is. */
import { bullets, buttons, lead, link, message, paragraph, show } from "#core/document/blocks.ts";
import type { Action, Block, Briefing } from "#core/document/briefing.ts";
import type { Pack } from "#core/profile/profile.ts";
import type { Topic } from "#core/profile/topics.ts";
import { commandsOf, lowered, says, saysInSpans, type Context } from "./context.ts";

/** The commands, and whose figures they are. It may have no command of its own: it is named behind that of `profile`. */
export function composeFiguresHelp(context: Context, profile: Context): Briefing {
  const { before, command } = commandsOf(profile);
  const { country, slug } = context.pack;
  const summary = onlyFigures(context);
  const lines = [
    saysInSpans(context, "alone.help.scores", { command, country: slug }),
    saysInSpans(context, "alone.help.trend", { command, country: slug }),
    saysInSpans(context, "alone.help.compare", { command, country: slug, other: profile.pack.country }),
    saysInSpans(context, "alone.help.rank", { command, country: slug }),
  ];
  return message({ title: country, summary }, [
    lead(summary),
    ...before,
    bullets(lines),
    ways(context),
    ...credit(context),
  ]);
}

/** To a question that figures do not answer; `topic` is what it was about, where that has a score. */
export function composeNotInFigures(context: Context, topic: Topic | undefined, profiles: readonly Action[]): Briefing {
  const summary = onlyFigures(context);
  const score =
    topic === undefined
      ? []
      : [show(context.pack.slug, `scores ${topic.slug}`, says(context, "alone.score", { topic: lowered(topic.name) }))];
  return message({ title: context.pack.country, summary }, [lead(summary), ways(context, score, profiles)]);
}

/** A digest is made of a profile's findings. */
export function composeNoDigest(context: Context, profiles: readonly Action[]): Briefing {
  const { country } = context.pack;
  const summary = says(context, "alone.digest", { country });
  return message({ title: country, summary }, [lead(summary), ways(context, [], profiles)]);
}

export function composeFiguresAbout(context: Context): Briefing {
  const summary = onlyFigures(context);
  return message({ title: context.pack.country, summary }, [lead(summary), ...credit(context), ways(context)]);
}

/** A way to each country that has a profile. */
export function waysToProfiles(context: Context, packs: readonly Pick<Pack, "slug" | "country">[]): readonly Action[] {
  return packs.map(({ slug, country }) => show(slug, "overview", says(context, "alone.profile", { country })));
}

function onlyFigures(context: Context): string {
  return says(context, "alone.text", { country: context.pack.country });
}

function credit(context: Context): readonly Block[] {
  const { source } = context.pack.figures;
  return [paragraph(`${says(context, "alone.credit", { source: source.name })} `, link(source.url, source.url))];
}

function ways(context: Context, first: readonly Action[] = [], profiles: readonly Action[] = []): Block {
  const { slug } = context.pack;
  return buttons([
    ...first,
    show(slug, "scores", says(context, "action.scores")),
    show(slug, "trend", says(context, "action.trend")),
    ...profiles,
  ]);
}
