import { describe, expect, it } from "vitest";
import { plainText } from "#core/document/plain-text.ts";
import { composeDefinition } from "#core/briefings/asides/definition.ts";
import { parsePress, parseText } from "#core/parse.ts";
import { createTopics } from "#core/profile/topics.ts";
import type { Command } from "#core/request.ts";
import { ask, grammarOf, library } from "#tests/fixtures/bot.ts";
import { contextAt, VENUES } from "#tests/fixtures/messages.ts";

const topics = createTopics(library.taxonomy);
const grammar = grammarOf();
const parse = (text: string): Command => parseText(text, grammar);

describe("What a term of the Index means", () => {
  it.each([
    ["what is a criminal market", "markets"],
    ["what are criminal markets?", "markets"],
    ["what does resilience mean", "resilience"],
    ["what does resilience mean in this index?", "resilience"],
    ["what is a mafia-style group", "mafia-style-groups"],
    ["What's a mafia style group, exactly?", "mafia-style-groups"],
    ["what is the mafia", "mafia-style-groups"],
    ["what are state-embedded actors", "state-embedded-actors"],
    ["please explain what a foreign actor is", "foreign-actors"],
    ["define human smuggling", "human-smuggling"],
    ["how does the index define criminal networks", "criminal-networks"],
    ["what do you mean by territorial integrity?", "territorial-integrity"],
    ["non-state actors meaning", "non-state-actors"],
    ["what are private sector actors", "private-sector-actors"],
    ["что такое мафиозная группа?", "mafia-style-groups"],
    ["кто такие иностранные акторы", "foreign-actors"],
    ["что значит устойчивость", "resilience"],
    ["определение термина торговля людьми", "human-trafficking"],
    ["туруктуулук деген эмне", "resilience"],
    ["кылмыштуу тармактар эмнени билдирет?", "criminal-networks"],
  ])("is asked by: %s", (text, topic) => {
    expect(parse(text)).toEqual({ kind: "definition", topic });
  });

  it.each([
    "what is heroin",
    "what is money laundering",
    "what are the mafia-style groups in Kyrgyzstan",
    "what is human trafficking like",
    "what are criminal networks doing",
    "mafia-style groups",
  ])("is not asked by: %s", (text) => {
    expect(parse(text).kind).not.toBe("definition");
  });

  it.each(topics.all.map(({ slug, name }) => ({ slug, name })))("is told of $slug by its name", ({ slug, name }) => {
    const command = parse(`what does ${name} mean`);
    expect(command.kind).toBe("definition");
    const twin = topics.all.find((topic) => topic.name === name)?.slug;
    expect(command).toEqual({ kind: "definition", topic: twin ?? slug });
  });

  it("begins with the definition, then says how the country scored, and has ways on", async () => {
    const { kind, topic, briefing } = await ask("what is a mafia-style group");
    expect([kind, topic]).toEqual(["briefing", "mafia-style-groups"]);
    expect(plainText(briefing)).toMatch(
      /^By mafia-style groups the Index means clearly organized criminal groups with a name.*\n\nMafia-style groups in Kyrgyzstan scored 5\.5 of 10/u,
    );
    expect(actionsOf(briefing)).toEqual(["mafia-style-groups", "trend mafia-style-groups"]);
  });

  it.each(topics.all.map(({ slug }) => slug))("can be shared: %s", async (slug) => {
    const briefing = composeDefinition(contextAt(VENUES["a Slack channel"]), slug);
    const [shared] = briefing.blocks.flatMap((block) =>
      block.kind === "actions" ? block.items.filter(({ kind }) => kind === "share") : [],
    );
    const command = parsePress(shared?.kind === "share" ? shared.text : "", grammar);
    expect(command?.kind).toBe("definition");
  });

  it("says of a pillar and of a section what the profile's edition scored in it", async () => {
    const market = await ask("what is a criminal market");
    expect(plainText(market.briefing)).toContain("The 2021 edition scored 10 indicators: human trafficking, ");
    const people = await ask("what does environment mean");
    expect(plainText(people.briefing)).toContain(
      "scored 3 indicators: flora crimes, fauna crimes and non-renewable resource crimes.",
    );
  });

  it("says since when there are scores of what came later", async () => {
    const { briefing } = await ask("what are financial crimes");
    expect(plainText(briefing)).toContain("scored high: 6.0 of 10 in 2023, rising to 6.5 in 2025.");
  });
});

describe("Criminality and organized crime", () => {
  it.each([
    ["what is criminality", "criminality"],
    ["what does criminality mean here", "criminality"],
    ["what is organised crime", "organized-crime"],
    ["how does the index define organized crime?", "organized-crime"],
  ])("are what the Index says they are: %s", (text, slug) => {
    expect(parse(text)).toEqual({ kind: "fact", slug });
  });

  it("lead on to the scores", () => {
    const fact = contextAt(VENUES["a Slack channel"]).facts.find(({ slug }) => slug === "criminality");
    expect(fact?.ways).toContain("scores");
  });
});

function actionsOf({ blocks }: Awaited<ReturnType<typeof ask>>["briefing"]): readonly string[] {
  return blocks.flatMap((block) =>
    block.kind === "actions" ? block.items.flatMap((item) => (item.kind === "show" ? [item.text] : [])) : [],
  );
}
