/** The pages about the bot itself, and the short answers when a word is no topic or several. */
import { link, text, type Action, type Block, type Briefing, type Span } from "#core/document/briefing.ts";
import { commandOf, nameOf, says, type Desk } from "./context.ts";
import { ownCountry } from "./scores.ts";
import { stamp } from "./stamp.ts";

/** Topics that show what can be asked: one a pillar. */
const EXAMPLES = 3;

export function composeHelp(desk: Desk): Briefing {
  const command = commandOf(desk);
  const { country, edition, figures } = desk.pack;
  const neighbour = (figures.countries[1] ?? ownCountry(desk)).slug;
  const sections = desk.taxonomy.sections.map(({ name }) => name).join(", ");
  const lines = [
    says(desk, "help.overview", { command }),
    says(desk, "help.topic", { command }),
    says(desk, "help.scores", { command }),
    says(desk, "help.compare", { command, neighbour }),
    says(desk, "help.ask", { command }),
    says(desk, "help.digest", { command }),
    says(desk, "help.rest", { command }),
    says(desk, "help.mention"),
  ];
  const intro = says(desk, "help.intro", { country, edition });
  return page(desk, { title: says(desk, "help.title"), summary: intro }, [
    { kind: "paragraph", spans: [text(intro)] },
    { kind: "bullets", items: lines.map((line) => [text(line)]) },
    { kind: "paragraph", spans: [text(says(desk, "help.words", { sections }))] },
    choices(
      desk,
      desk.taxonomy.pillars.slice(0, EXAMPLES).map(({ slug }) => slug),
    ),
  ]);
}

export function composeAbout(desk: Desk): Briefing {
  const { country, edition, credit, funding, figures, profileUrl } = desk.pack;
  const { low, high, line } = desk.taxonomy.scale;
  const bot = says(desk, "about.bot", { country, edition });
  return page(desk, { title: says(desk, "about.title"), summary: bot }, [
    paragraph(text(bot)),
    paragraph(text(says(desk, "about.scale", { low, high, line: line.toFixed(2) }))),
    paragraph(text(`${says(desk, "about.credit", { credit, edition })} `), link(profileUrl, profileUrl)),
    paragraph(
      text(`${says(desk, "about.figures", { source: figures.source.name })} `),
      link(figures.source.url, figures.source.url),
    ),
    paragraph(text(says(desk, "about.funding", { funding }))),
    paragraph(text(says(desk, "about.affiliation"))),
  ]);
}

export function composePrivacy(desk: Desk): Briefing {
  const content = says(desk, "privacy.content");
  return page(desk, { title: says(desk, "privacy.title"), summary: content }, [
    paragraph(text(content)),
    paragraph(text(says(desk, "privacy.stored"))),
    paragraph(text(says(desk, "privacy.logs"))),
    paragraph(text(says(desk, "privacy.network"))),
  ]);
}

/** A word that fits several topics: the choice, as buttons and as words. */
export function composeChoice(desk: Desk, asked: string, slugs: readonly string[]): Briefing {
  const summary = says(desk, "choose.text", { asked: shorten(asked) });
  return page(desk, { title: says(desk, "choose.title"), summary }, topicList(desk, summary, slugs));
}

/** A word that is no topic: the nearest ones. */
export function composeUnknown(desk: Desk, asked: string, nearest: readonly string[]): Briefing {
  const summary = says(desk, "unknown.text", { asked: shorten(asked) });
  return page(desk, { title: says(desk, "unknown.title"), summary }, topicList(desk, summary, nearest));
}

/** For when something failed inside: that it did, and what to do next. */
export function composeApology(desk: Desk): Briefing {
  const summary = says(desk, "apology.text", { command: commandOf(desk) });
  return page(desk, { title: says(desk, "apology.title"), summary }, [{ kind: "notice", spans: [text(summary)] }]);
}

/** For somebody whose question was taken and whose answer may never have come: the bot has kept no word of it. */
export function composeInterrupted(desk: Desk): Briefing {
  const summary = says(desk, "interrupted.text");
  return page(desk, { title: says(desk, "interrupted.title"), summary }, [{ kind: "notice", spans: [text(summary)] }]);
}

function topicList(desk: Desk, intro: string, slugs: readonly string[]): readonly Block[] {
  return [
    paragraph(text(intro)),
    { kind: "bullets", items: slugs.map((slug) => [text(nameOf(desk, slug))]) },
    choices(desk, slugs),
  ];
}

function choices(desk: Desk, slugs: readonly string[]): Block {
  const pack = desk.pack.slug;
  const shows = slugs.map((slug): Action => ({ kind: "show", label: nameOf(desk, slug), pack, text: slug }));
  return { kind: "actions", items: [...shows, { kind: "show", label: says(desk, "action.help"), pack, text: "help" }] };
}

function page(desk: Desk, head: { title: string; summary: string }, blocks: readonly Block[]): Briefing {
  return { ...head, blocks: [{ kind: "heading", text: head.title }, ...blocks, stamp(desk)] };
}

function paragraph(...spans: readonly Span[]): Block {
  return { kind: "paragraph", spans };
}

/** What a person typed is quoted back short, and never cut inside a character: it may be a whole page. */
function shorten(asked: string): string {
  const letters = Array.from(asked.slice(0, 400));
  return letters.length <= 60 ? letters.join("") : `${letters.slice(0, 60).join("")}…`;
}
