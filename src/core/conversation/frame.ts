/** What a conversation is about, so that a turn can leave out what was said before. Slugs and ids only, never words. */
import type { Briefing } from "#core/document/briefing.ts";
import type { FigureQuestion, FigureSubject } from "#core/profile/figure-question.ts";
import { PILLAR_SLUGS, type Measure } from "#core/profile/profile.ts";
import type { Reply } from "#core/reply.ts";
import type { Incoming } from "#core/request.ts";

export interface Frame {
  readonly pack: string;
  /** Slugs of topics, the one that is meant first; empty for the whole country. */
  readonly topics: readonly string[];
  /** What of it was asked, by the slug of the aspect; null where nothing in particular was. */
  readonly aspect: string | null;
  readonly measure: Measure | null;
  readonly editions: readonly number[];
  /** Slugs of the countries that were named beside the pack's own. */
  readonly countries: readonly string[];
  /** The countries in order are figures too, and are gone on with as an order. */
  readonly shows: "figures" | "order" | "findings";
  /** Ids of the findings shown in this conversation, the newest last; at most 40. */
  readonly shown: readonly string[];
  /** Which end of a pillar or section was shown, and the slug of the indicator that stands there; gone once something else is spoken of. */
  readonly extreme?: Pick<Extreme, "end" | "pillar" | "section"> & { readonly topic: string };
  /** Id of the finding that answered last. */
  readonly told?: string;
  /** Written without reading what was before it, of which `shown` lacks what was shown. */
  readonly joins?: true;
}

type Extreme = Extract<FigureQuestion, { kind: "extreme" }>;

/** As many ids as are remembered of what a conversation has seen. */
const SHOWN = 40;

const NOTHING = { aspect: null, measure: null, editions: [], countries: [], shows: "findings" } as const;

/** What the conversation is about after a reply; null where the reply is about nothing, and what was before stays. */
export function frameAfter(before: Frame | null, pack: string, reply: Reply): Frame | null {
  const about = aboutOf(reply);
  if (about === null) return null;
  const seen = before?.pack === pack ? before.shown : [];
  const told = toldBy(reply);
  const shown = lastShown([...seen, ...citedIn(reply), ...shownIn(reply.briefing)]);
  return { ...stillAtItsEnd(before, about), ...about, pack, shown, ...(told === undefined ? {} : { told }) };
}

/** The same where what was before is not known here: to be joined with it by whoever reads it. */
export function frameAlone(pack: string, reply: Reply): Frame | null {
  const after = frameAfter(null, pack, reply);
  return after === null ? null : { ...after, joins: true };
}

/** As if it had been written with what was `before` it in mind. */
export function joinFrames({ joins: _joins, ...frame }: Frame, before: Frame | null): Frame {
  const seen = before?.pack === frame.pack ? before.shown : [];
  return { ...frame, shown: lastShown([...seen, ...frame.shown]) };
}

function lastShown(ids: readonly string[]): readonly string[] {
  return [...new Set(ids)].slice(-SHOWN);
}

/** What a message that nobody asked for is about: a digest, by the topics and the ids of the findings in it. */
export function frameOf(pack: string, topics: readonly string[], findings: readonly string[]): Frame {
  return { ...NOTHING, pack, topics, shown: findings.slice(-SHOWN) };
}

/** What the conversation is about where something is asked under a message about certain topics. */
export function frameUnder({ pack, about = [] }: Pick<Incoming, "pack" | "about">, frame: Frame | null): Frame | null {
  const isOther = pack !== null && about.length > 0 && !about.every((slug) => frame?.topics.includes(slug) === true);
  return isOther ? { ...NOTHING, pack, topics: about, shown: frame?.pack === pack ? frame.shown : [] } : frame;
}

/** The first of what is cited stands in the first line, which is no list of findings. */
function citedIn(reply: Reply): readonly string[] {
  return reply.kind === "answer" || reply.kind === "figures" ? reply.citations.map(({ finding }) => finding) : [];
}

/** `Why?`, `its score?`: what stands there is gone on with, and `and the lowest?` asks for the other end. */
function stillAtItsEnd(before: Frame | null, { topics, countries, shows }: About): Pick<Frame, "extreme"> {
  const isOfIt = topics[0] === before?.extreme?.topic && countries.length === 0 && shows !== "order";
  return isOfIt && before?.extreme !== undefined ? { extreme: before.extreme } : {};
}

/** What stands in the first line of an answer. */
function toldBy(reply: Reply): string | undefined {
  return reply.kind === "answer" ? reply.citations[0]?.finding : undefined;
}

/** The ids of the findings in a briefing, in its order. */
export function shownIn({ blocks }: Briefing): readonly string[] {
  return blocks.flatMap((block) => (block.kind === "findings" ? block.items.map(({ id }) => id) : []));
}

/** What figures are asked of where none are named: of the first topic, or of the measure that was spoken of. */
export function subjectOf(frame: Frame, isIndicator: (slug: string) => boolean): FigureSubject | null {
  const [topic] = frame.topics;
  const pillar = PILLAR_SLUGS.find((slug) => slug === topic);
  if (pillar !== undefined) return { kind: "headline", measure: pillar };
  if (topic !== undefined) return { kind: isIndicator(topic) ? "indicator" : "section", slug: topic };
  return frame.measure === null ? null : { kind: "headline", measure: frame.measure };
}

/** About what stands at the end of an order that was shown last: `why?` asks for that, not for all that is in it. */
export function ofEnd(frame: Frame): Frame {
  return frame.extreme === undefined ? frame : { ...frame, topics: [frame.extreme.topic] };
}

type About = Omit<Frame, "pack" | "shown" | "told">;

function aboutOf(reply: Reply): About | null {
  switch (reply.kind) {
    case "figures":
      return aboutFigures(reply.question, reply.topic);
    case "answer":
      return { ...NOTHING, topics: reply.about, aspect: reply.aspect };
    case "briefing":
    case "file":
    case "abstention":
      return reply.topic === null ? null : { ...NOTHING, topics: [reply.topic] };
    case "choice":
    case "about":
    case "smalltalk":
    case "need":
    case "apology":
    case "form":
      return null;
  }
}

function aboutFigures(question: FigureQuestion, topic: string): About {
  const edition = "edition" in question ? question.edition : null;
  const editions = edition === null ? [] : [edition];
  const countries = question.kind === "compare" ? question.countries : othersIn(question);
  const subject = subjectOfQuestion(question);
  const isHeadline = subject.kind === "headline";
  return {
    topics: isHeadline ? [] : [subject.slug],
    aspect: null,
    measure: isHeadline ? subject.measure : null,
    editions,
    countries,
    shows: isOrder(question) ? "order" : "figures",
    ...(question.kind === "extreme" ? { extreme: { ...endIn(question), topic } } : {}),
  };
}

/** The country that is asked about in place of the own one. */
function othersIn(question: FigureQuestion): readonly string[] {
  return question.kind !== "rank" && "of" in question && question.of !== undefined ? [question.of] : [];
}

function endIn({ end, pillar, section }: Extreme): Pick<Extreme, "end" | "pillar" | "section"> {
  return { end, pillar, section };
}

/** A place in the world stands with a score. */
function isOrder(question: FigureQuestion): boolean {
  if (question.kind === "average") return true;
  return question.kind === "rank" && (question.scope !== "world" || question.asked !== undefined);
}

function subjectOfQuestion(question: FigureQuestion): FigureSubject {
  if (question.kind === "added") return { kind: "headline", measure: null };
  if (question.kind === "between") return question.subjects[0];
  return question.kind === "extreme" ? groupIn(question) : question.subject;
}

function groupIn({ pillar, section }: Pick<Extreme, "pillar" | "section">): FigureSubject {
  return section === null ? { kind: "headline", measure: pillar ?? "criminality" } : { kind: "section", slug: section };
}

/** About all that an end was shown of. */
export function ofGroup(frame: Frame): Frame {
  if (frame.extreme === undefined) return frame;
  const group = groupIn(frame.extreme);
  return group.kind === "headline"
    ? { ...frame, topics: [], measure: group.measure }
    : { ...frame, topics: [group.slug] };
}
