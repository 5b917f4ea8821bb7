/** The pages about the bot itself, and the short answers when a word is no topic or several. */
import { bullets, buttons, lead, link, message, paragraph, show, subheading } from "#core/document/blocks.ts";
import type { Action, Block, Briefing } from "#core/document/briefing.ts";
import type { FormValues } from "#core/document/form.ts";
import type { Reply } from "#core/reply.ts";
import { PLATFORM_TRAITS } from "#core/request.ts";
import { clip } from "#core/wording/visible.ts";
import { countFromElsewhere } from "./figures/areas.ts";
import { inWords } from "./figures/places.ts";
import { commandsOf, openContext, says, showTopic, saysInSpans, type Content, type Context } from "./context.ts";

/** Questions that show what can be asked: by what the profile says, and by figures. */
const EXAMPLES = ["control", "change"] as const;
/** What is kept, the longest first. */
const KEPT = ["digests", "feedback", "changes", "month", "pairs", "week"] as const;
/** How much of what a person typed is quoted back: it may be a whole page. */
const QUOTED = 60;

export function composeHelp(context: Context): Briefing {
  const { before, command } = commandsOf(context);
  const { country, edition, slug } = context.pack;
  const intro = says(context, "help.intro", { country, edition });
  const examples = EXAMPLES.map((example): Action => {
    const question = says(context, `help.example.${example}`);
    return show(slug, `ask ${question}`, question);
  });
  return message({ title: says(context, "help.title"), summary: intro }, [
    lead(intro),
    ...before,
    ...commandGroups(context, command),
    ...contactLine(context),
    buttons(examples, [
      show(slug, "overview", says(context, "action.overview")),
      show(slug, "cite", says(context, "cite.action")),
      show(slug, "about", says(context, "about.title")),
      show(slug, "privacy", says(context, "privacy.title")),
    ]),
  ]);
}

/** What can be typed, by what it is for: one line, one command. */
function commandGroups(context: Context, command: string): readonly Block[] {
  const { figures, slug } = context.pack;
  const neighbour = (figures.countries[1] ?? figures.countries[0])?.slug ?? slug;
  const count = countFromElsewhere(context);
  const isBetweenTwo = context.venue?.kind === "direct";
  const { takesDigests } = PLATFORM_TRAITS[context.venue?.platform ?? "slack"];
  return [
    subheading(says(context, "help.group.ask")),
    bullets([
      saysInSpans(context, "help.topic", { command }),
      saysInSpans(context, "help.ask", { command }),
      ...(isBetweenTwo ? [] : [says(context, "help.mention")]),
    ]),
    subheading(says(context, "help.group.figures")),
    bullets([
      saysInSpans(context, "help.scores", { command }),
      saysInSpans(context, "help.trend", { command }),
      saysInSpans(context, "help.compare", { command, neighbour }),
      saysInSpans(context, "help.rank", { command }),
      ...(count === 0 ? [] : [saysInSpans(context, "help.world", { command, count })]),
    ]),
    subheading(says(context, takesDigests ? "help.group.digests" : "help.group.files")),
    bullets([
      ...(takesDigests
        ? [saysInSpans(context, "help.digest", { command }), saysInSpans(context, "help.subscriptions", { command })]
        : []),
      saysInSpans(context, "help.export", { command }),
    ]),
  ];
}

function contactLine(context: Context): readonly Block[] {
  const { helpContact } = context;
  return helpContact === null ? [] : [paragraph(says(context, "help.contact", { contact: helpContact }))];
}

export function composeAbout(context: Context): Briefing {
  const { country, edition, credit, funding, figures, profileUrl, slug } = context.pack;
  const { low, high, line } = context.taxonomy.scale;
  const { url } = figures.source;
  const editions = inWords(
    context,
    context.country.editions.map((each) => String(each.edition)),
  );
  const bot = says(context, "about.bot", { country, edition });
  return message({ title: says(context, "about.title"), summary: bot }, [
    lead(bot),
    paragraph(says(context, "about.affiliation")),
    paragraph(says(context, "about.how")),
    subheading(says(context, "about.head.scores")),
    paragraph(says(context, "about.scale", { low, high, line: line.toFixed(2) })),
    paragraph(says(context, "about.arithmetic")),
    subheading(says(context, "about.head.sources")),
    paragraph(link(says(context, "about.credit", { credit, edition }), profileUrl)),
    paragraph(link(says(context, "about.figures.same", { editions }), url)),
    paragraph(says(context, "about.funding", { funding })),
    buttons([show(slug, "help", says(context, "action.help")), show(slug, "privacy", says(context, "privacy.title"))]),
  ]);
}

export function composePrivacy(context: Context): Briefing {
  const content = says(context, "privacy.content");
  return message({ title: says(context, "privacy.title"), summary: content }, [
    lead(content),
    paragraph(says(context, "privacy.keeps")),
    bullets(KEPT.map((what) => says(context, `privacy.keeps.${what}`))),
    paragraph(says(context, "privacy.logs")),
    paragraph(says(context, "privacy.network")),
    paragraph(says(context, "privacy.removed")),
  ]);
}

/** A word that fits several topics: the choice, as buttons and as words. */
export function composeChoice(context: Context, asked: string, slugs: readonly string[]): Briefing {
  const summary = says(context, "choose.text", { asked: clip(asked, QUOTED) });
  return message({ title: says(context, "choose.title"), summary }, [lead(summary), choices(context, slugs)]);
}

/** A word that is no topic: the nearest ones, or where all of them are when none is near. */
export function composeUnknown(context: Context, asked: string, nearest: readonly string[]): Briefing {
  const key = nearest.length > 0 ? "unknown.text" : "unknown.none";
  const summary = says(context, key, { asked: clip(asked, QUOTED) });
  const offered = nearest.length > 0 ? nearest : context.taxonomy.pillars.map(({ slug }) => slug);
  return message({ title: says(context, "unknown.title"), summary }, [lead(summary), choices(context, offered)]);
}

/** `More` where nothing was said before. */
export function composeNothingBefore(context: Context): Briefing {
  const summary = says(context, "unknown.nothing-before");
  const overview = show(context.pack.slug, "overview", says(context, "action.overview"));
  const help = show(context.pack.slug, "help", says(context, "action.help"));
  return message({ title: says(context, "unknown.title"), summary }, [lead(summary), buttons([overview, help])]);
}

/** For a button or a subscription whose pack is not here any more: that it is gone, and which are here. */
export function composeLostPack(content: Content, lost: string, now: number): Briefing {
  const { packs } = content.library;
  const context = openContext(content, content.defaultPack, { now });
  const here = packs.map(({ country }) => country).join(", ");
  const summary = says(context, "lost.text", { pack: clip(lost, QUOTED), packs: here });
  const overviews = packs.map(({ slug, country }) => show(slug, "overview", country));
  return message({ title: says(context, "lost.title"), summary }, [lead(summary), buttons(overviews)]);
}

/** For what belongs to a workspace while nobody knows which one it is. */
export function composeUnplaced(context: Context): Briefing {
  const summary = says(context, "unplaced.text");
  return message({ title: says(context, "unplaced.title"), summary }, [lead(summary)]);
}

/** For when something failed inside: that it did, and what to do next. */
export function composeApology(context: Context): Briefing {
  const summary = says(context, "apology.text");
  const help = show(context.pack.slug, "help", says(context, "action.help"));
  return message({ title: says(context, "apology.title"), summary }, [lead(summary), buttons([help])]);
}

/** For a form that nobody knows any more: beside its first field too, where it can be kept open. */
export function replyToStaleForm(context: Context, values: FormValues): Reply {
  const summary = says(context, "remark.stale-form");
  const help = show(context.pack.slug, "help", says(context, "action.help"));
  const briefing = message({ title: summary, summary }, [lead(summary), buttons([help])]);
  const [field] = Object.keys(values);
  return { kind: "briefing", topic: null, briefing, ...(field === undefined ? {} : { errors: { [field]: summary } }) };
}

/** For somebody whose question was taken and whose answer may never have come: the bot has kept no word of it. */
export function composeInterrupted(context: Context): Briefing {
  const summary = says(context, "interrupted.text");
  return message({ title: says(context, "interrupted.title"), summary }, [lead(summary)]);
}

function choices(context: Context, slugs: readonly string[]): Block {
  const help = show(context.pack.slug, "help", says(context, "action.help"));
  return buttons([...slugs.map((slug) => showTopic(context, slug)), help]);
}
