/** Corrections in a thread: what is meant replaces what was spoken of, by whatever it is named, and nothing of the old topic is told again. */
import { beforeAll, describe, expect, it } from "vitest";
import type { Frame } from "#core/conversation/frame.ts";
import { openSubject, type Subject } from "#tests/evaluation/subject.ts";
import { astrayIn, type Said } from "#tests/fixtures/asked.ts";

const PHRASINGS = [
  ...[
    "no, I mean TOPIC",
    "sorry, I meant TOPIC",
    "No. I was asking about TOPIC",
    "wait, I'm talking about TOPIC",
    "not that, TOPIC",
  ],
  ...[
    "I'd rather know about TOPIC",
    "no no, TOPIC, not OLD",
    "not OLD but TOPIC",
    "TOPIC, I mean",
    "that's not what I asked: I asked about TOPIC",
  ],
  ...[
    "нет, я про TOPIC",
    "извини, я имел в виду TOPIC",
    "не OLD, а TOPIC",
    "вообще-то я спрашивал про TOPIC",
    "погоди, я о другом: TOPIC",
  ],
  ...["жок, мен TOPIC жөнүндө айтам", "кечиресиз, мен TOPIC деген элем", "OLD эмес, TOPIC"],
];

/** By their meaning: none is a topic's name or an alias. */
const DESCRIBED: readonly (readonly [string, string])[] = [
  ["flora-crimes", "crimes against plants"],
  ["flora-crimes", "the thing with the plants"],
  ["flora-crimes", "wild plants"],
  ["flora-crimes", "преступления против флоры"],
  ["fauna-crimes", "crimes against animals"],
  ["fauna-crimes", "преступления против животных"],
  ["human-trafficking", "the selling of people"],
  ["human-smuggling", "незаконных мигрантов"],
  ["government-transparency-and-accountability", "open government"],
  ["non-renewable-resource-crimes", "the thing with the coal"],
];

let subject: Subject;
beforeAll(() => {
  subject = openSubject();
});

/** Behind the score of arms, or of heroin where arms is what is meant. */
function corrected(slug: string, name: string, phrasing: string): { readonly kind: string; readonly topic: string } {
  const [old, spoken] = slug === "arms-trafficking" ? ["heroin-trade", "heroin"] : ["arms-trafficking", "arms"];
  const frame: Frame = {
    ...{ pack: subject.pack.slug, topics: [old], aspect: null, measure: null, editions: [2021], countries: [] },
    ...{ shows: "figures", shown: [] },
  };
  const asked = phrasing.replace("TOPIC", name).replace("OLD", spoken);
  const reply = subject.answers.askSync(subject.pack.slug, asked, frame);
  return { kind: reply.kind, topic: ("topic" in reply ? reply.topic : null) ?? "" };
}

describe("A correction behind a figure", () => {
  it.each(PHRASINGS)("gives the figure of any topic that it names: %s", (phrasing) => {
    const told = new Set(subject.pack.findings.map(({ indicator }) => indicator));
    const indicators = subject.library.taxonomy.indicators.filter(({ slug }) => told.has(slug));
    expect(indicators).toHaveLength(26);
    for (const { slug, name } of indicators)
      expect({ name, ...corrected(slug, name, phrasing) }).toEqual({ name, kind: "figures", topic: slug });
  });

  it.each(PHRASINGS)("never gives that of the old topic, whatever word for another it has: %s", (phrasing) => {
    for (const { slug, aliases } of subject.library.taxonomy.indicators)
      for (const [at, alias] of aliases.entries()) {
        // Each alias in one phrasing of four: all of them would be thirty thousand questions.
        if ((at + phrasing.length) % 4 !== 0) continue;
        const { kind, topic } = corrected(slug, alias, phrasing);
        const old = slug === "arms-trafficking" ? "heroin-trade" : "arms-trafficking";
        expect({ alias, isOld: kind !== "abstention" && topic === old }).toEqual({ alias, isOld: false });
      }
  });

  it.each(DESCRIBED)("gives the figure of %s, described as %s", (slug, name) => {
    for (const phrasing of PHRASINGS)
      expect({ phrasing, ...corrected(slug, name, phrasing) }).toEqual({ phrasing, kind: "figures", topic: slug });
  });
});

describe("What is meant", () => {
  it.each<readonly [string, readonly Said[]]>([
    ["may be another edition", [["arms score"], ["not 2021 but 2023", "figures", "3\\.5 .*2023"]]],
    ["may be another country", [["arms score"], ["no, I mean Tajikistan", "figures", "^In 2021.*Tajikistan"]]],
    ["may be a measure", [["arms score"], ["no, I meant resilience", "figures", "^Resilience"]]],
    [
      "may be what is asked of the same",
      [["arms score"], ["not the score, who controls it", "answer", "^Mainly foreign"]],
    ],
    ["is not told where no profile has it", [["arms score"], ["no, I mean bitcoin", "abstention"]]],
    [
      "is a page behind a page",
      [
        ["торговля оружием", "page"],
        ["нет, я про преступления против флоры", "page", "^Flora crimes"],
      ],
    ],
    ["is no slip of another topic's name", [["arms"], ["no, state actors", "page", "^State-embedded"]]],
    ["is nothing where nothing is taken back", [["heroin"], ["no treaties?", "answer", "Arms Trade Treaty"]]],
    [
      "keeps what was asked before",
      [["who controls the arms trade?"], ["sorry, I meant cocaine", "answer", "wealthy"]],
    ],
  ])("%s", async (_, said) => {
    expect(await astrayIn(subject, said)).not.toContain(said.at(-1)?.[0]);
  });
});
