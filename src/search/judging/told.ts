/** Which findings of a topic tell what is asked of it. */
import type { Finding } from "#core/profile/profile.ts";
import type { PackIndex } from "#search/index/pack-index.ts";
import type { QuestionReading } from "#search/reading/question.ts";
import { SHOWN } from "#search/tuning/answering.ts";
import type { Asked, Case, Verdict } from "./case.ts";

/** How a law is kept is how well it works. */
const WORKING: ReadonlySet<string> = new Set(["how-well", "law-in-practice"]);
/** What `by whom?` asks of a topic. */
const TAKING_PART: Asked = { aspects: ["who-takes-part"], also: ["who-controls", "officials-part"] };
/** `Which one not?` has so many words at most. */
const MOST_WORDS_EXCEPT = 4;
/** `And who else is there?` */
const MOST_WORDS_ELSE = 5;
/** `By whom, though?` has so many words at most. */
const MOST_WORDS_WHOM = 3;

/** A finding tells what is asked: first of all, or as well. */
export function tellsAsked({ aspects }: Pick<Finding, "aspects">, asked: Asked): "first" | "also" | null {
  if (aspects.some((aspect) => asked.aspects.includes(aspect))) return "first";
  return aspects.some((aspect) => asked.also.includes(aspect)) ? "also" : null;
}

/** Whether a finding is of one of the topics, in one, or bears on one. */
export function touchesTopics(position: number, topics: readonly string[], { pack, pillarOf }: PackIndex): boolean {
  const { indicator = "", section = "", also = [] } = pack.findings[position] ?? {};
  return [indicator, section, pillarOf.get(section) ?? "", ...also].some((slug) => topics.includes(slug));
}

/** The findings of the topics that tell it, the best first; of others those that the conversation has not seen, where there are any. */
export function toldOf(topics: readonly string[], question: Case): readonly number[] {
  const { index, frame, reading, nearness } = question;
  const { cues } = reading;
  const all = [...index.pack.findings.entries()].filter(
    ([at]) => (!cues.has("amount") || index.tells.amount[at]) && (!cues.has("names") || index.tells.person[at]),
  );
  // A list of names is told once more.
  const others = asksForOthers(reading)
    ? tellingOf(
        topics,
        all.filter(([at, { id }]) => index.tells.person[at] || !frame?.shown.includes(id)),
        question,
      )
    : [];
  const again = all.filter((entry) => isOfTold(entry, question));
  if (again.length > 0) return again.map(([position]) => position);
  const told = others.length > 0 ? others : tellingOf(topics, all, question);
  const likeness = ([position]: Placed): number => nearness?.findings[position] ?? 0;
  return told
    .toSorted((one, other) => likeness(other) - likeness(one))
    .slice(0, SHOWN.most)
    .map(([position]) => position);
}

/** A finding with its position in the pack. */
type Placed = readonly [number, Finding];

/** `Is there a law? Does it work?`: of the law that was told. */
function isOfTold([, { id, aspects }]: Placed, { frame, asked }: Case): boolean {
  const [aspect = ""] = asked.aspects;
  return frame?.told === id && WORKING.has(aspect) && aspects.some((each) => WORKING.has(each));
}

/** Those that tell it; where none of the topics' own do, what is told of the actors in them. */
function tellingOf(topics: readonly string[], all: readonly Placed[], question: Case): readonly Placed[] {
  const { index, asked } = question;
  const own = all.filter(([, finding]) => topics.some((topic) => isOf(finding, topic, question)));
  const touching = all.filter(
    ([, { also, section }]) => index.pillarOf.get(section) === "actors" && topics.some((topic) => also.includes(topic)),
  );
  const isTold = (degree: "first" | "also") => (entry: Placed) => tellsAsked(entry[1], asked) === degree;
  const tiers = [own.filter(isTold("first")), own.filter(isTold("also")), touching.filter(isTold("first"))];
  return tiers.find((tier) => tier.length > 0) ?? [];
}

/** A finding of an indicator, or of the section or pillar that it is in. */
function isOf({ indicator, section }: Finding, topic: string, { index }: Case): boolean {
  return indicator === topic || section === topic || index.pillarOf.get(section) === topic;
}

/** `Who else?` behind the leaders, or those who are harmed, asks for more of them. */
export function asksForOthers({ cues, units, words }: QuestionReading): boolean {
  return units.length === 0 && words.length <= MOST_WORDS_ELSE && cues.has("who") && cues.has("more");
}

/** `By whom?` asks who the finding speaks of that answered last; where it speaks of nobody, who takes part in its topic. */
export function tellByWhom(question: Case): Verdict | null {
  const { frame, leaning, reading, index } = question;
  if (frame?.told === undefined || leaning.kind === "none" || !asksByWhom(reading)) return null;
  const position = index.pack.findings.findIndex(({ id }) => id === frame.told);
  const finding = index.pack.findings[position];
  if (finding === undefined) return null;
  const shown = { kind: "findings", about: frame.topics, gravity: false, otherwise: false } as const;
  const topic = finding.indicator;
  if (speaksOfPeople(position, index)) return { ...shown, topic, findings: [position], aspect: frame.aspect };
  const [aspect = null] = TAKING_PART.aspects;
  const findings = reading.aspects.length > 0 ? [] : toldOf([topic], { ...question, asked: TAKING_PART });
  return findings.length === 0 ? null : { ...shown, topic, findings, aspect };
}

function speaksOfPeople(position: number, { tells, pack }: PackIndex): boolean {
  if (tells.people[position] === true || tells.person[position] === true) return true;
  return tellsAsked(pack.findings[position] ?? { aspects: [] }, TAKING_PART) !== null;
}

/** `By whom?`, `who does, then?` */
function asksByWhom({ cues, words, units, aspects }: QuestionReading): boolean {
  const asksWho = words.length > 1 && aspects.every(({ from, to }) => to - from === 1);
  if (!cues.has("who") || units.length > 0 || words.length > MOST_WORDS_WHOM) return false;
  return aspects.length === 0 || asksWho;
}

/** `And which one not?` asks what the finding excepts that answered last. */
export function tellExcepted({ frame, leaning, reading, index }: Case): Verdict | null {
  const { units, aspects, words, asking } = reading;
  if (frame?.told === undefined || leaning.kind === "none" || units.length > 0 || aspects.length > 0) return null;
  const has = (list: "which" | "denying" | "besides"): boolean => words.some(({ raw }) => asking[list].test(raw));
  if (words.length > MOST_WORDS_EXCEPT || !has("which") || !(has("denying") || has("besides"))) return null;
  const position = index.pack.findings.findIndex(({ id }) => id === frame.told);
  const finding = index.pack.findings[position];
  if (finding === undefined || index.tells.denial[position] !== true) return null;
  return {
    ...{ kind: "findings", topic: finding.indicator, about: frame.topics, findings: [position] },
    ...{ aspect: frame.aspect, gravity: false, otherwise: false },
  };
}
