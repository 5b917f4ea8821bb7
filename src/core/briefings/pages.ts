/** The pages about the bot itself, and the short answers when a word is no topic or several. */
import { link, text, type Action, type Block, type Briefing, type Span } from "#core/document/briefing.ts";
import { commandOf, nameOf, says, type Context } from "./context.ts";
import { ownCountry } from "./scores.ts";
import { stamp } from "./stamp.ts";

/** Topics that show what can be asked: one a pillar. */
const EXAMPLES = 3;

export function composeHelp(context: Context): Briefing {
  const command = commandOf(context);
  const { country, edition, figures } = context.pack;
  const neighbour = (figures.countries[1] ?? ownCountry(context)).slug;
  const sections = context.taxonomy.sections.map(({ name }) => name).join(", ");
  const lines = [
    says(context, "help.overview", { command }),
    says(context, "help.topic", { command }),
    says(context, "help.scores", { command }),
    says(context, "help.compare", { command, neighbour }),
    says(context, "help.ask", { command }),
    says(context, "help.digest", { command }),
    says(context, "help.rest", { command }),
    says(context, "help.mention"),
  ];
  const intro = says(context, "help.intro", { country, edition });
  return page(context, { title: says(context, "help.title"), summary: intro }, [
    { kind: "paragraph", spans: [text(intro)] },
    { kind: "bullets", items: lines.map((line) => [text(line)]) },
    { kind: "paragraph", spans: [text(says(context, "help.words", { sections }))] },
    choices(
      context,
      context.taxonomy.pillars.slice(0, EXAMPLES).map(({ slug }) => slug),
    ),
  ]);
}

export function composeAbout(context: Context): Briefing {
  const { country, edition, credit, funding, figures, profileUrl } = context.pack;
  const { low, high, line } = context.taxonomy.scale;
  const bot = says(context, "about.bot", { country, edition });
  return page(context, { title: says(context, "about.title"), summary: bot }, [
    paragraph(text(bot)),
    paragraph(text(says(context, "about.scale", { low, high, line: line.toFixed(2) }))),
    paragraph(text(`${says(context, "about.credit", { credit, edition })} `), link(profileUrl, profileUrl)),
    paragraph(
      text(`${says(context, "about.figures", { source: figures.source.name })} `),
      link(figures.source.url, figures.source.url),
    ),
    paragraph(text(says(context, "about.funding", { funding }))),
    paragraph(text(says(context, "about.affiliation"))),
  ]);
}

export function composePrivacy(context: Context): Briefing {
  const content = says(context, "privacy.content");
  return page(context, { title: says(context, "privacy.title"), summary: content }, [
    paragraph(text(content)),
    paragraph(text(says(context, "privacy.stored"))),
    paragraph(text(says(context, "privacy.logs"))),
    paragraph(text(says(context, "privacy.network"))),
  ]);
}

/** A word that fits several topics: the choice, as buttons and as words. */
export function composeChoice(context: Context, asked: string, slugs: readonly string[]): Briefing {
  const summary = says(context, "choose.text", { asked: shorten(asked) });
  return page(context, { title: says(context, "choose.title"), summary }, topicList(context, summary, slugs));
}

/** A word that is no topic: the nearest ones. */
export function composeUnknown(context: Context, asked: string, nearest: readonly string[]): Briefing {
  const summary = says(context, "unknown.text", { asked: shorten(asked) });
  return page(context, { title: says(context, "unknown.title"), summary }, topicList(context, summary, nearest));
}

/** For when something failed inside: that it did, and what to do next. */
export function composeApology(context: Context): Briefing {
  const summary = says(context, "apology.text", { command: commandOf(context) });
  return page(context, { title: says(context, "apology.title"), summary }, [
    { kind: "notice", spans: [text(summary)] },
  ]);
}

/** For somebody whose question was taken and whose answer may never have come: the bot has kept no word of it. */
export function composeInterrupted(context: Context): Briefing {
  const summary = says(context, "interrupted.text");
  return page(context, { title: says(context, "interrupted.title"), summary }, [
    { kind: "notice", spans: [text(summary)] },
  ]);
}

function topicList(context: Context, intro: string, slugs: readonly string[]): readonly Block[] {
  return [
    paragraph(text(intro)),
    { kind: "bullets", items: slugs.map((slug) => [text(nameOf(context, slug))]) },
    choices(context, slugs),
  ];
}

function choices(context: Context, slugs: readonly string[]): Block {
  const pack = context.pack.slug;
  const shows = slugs.map((slug): Action => ({ kind: "show", label: nameOf(context, slug), pack, text: slug }));
  return {
    kind: "actions",
    items: [...shows, { kind: "show", label: says(context, "action.help"), pack, text: "help" }],
  };
}

function page(context: Context, head: { title: string; summary: string }, blocks: readonly Block[]): Briefing {
  return { ...head, blocks: [{ kind: "heading", text: head.title }, ...blocks, stamp(context)] };
}

function paragraph(...spans: readonly Span[]): Block {
  return { kind: "paragraph", spans };
}

/** What a person typed is quoted back short, and never cut inside a character: it may be a whole page. */
function shorten(asked: string): string {
  const letters = Array.from(asked.slice(0, 400));
  return letters.length <= 60 ? letters.join("") : `${letters.slice(0, 60).join("")}…`;
}
