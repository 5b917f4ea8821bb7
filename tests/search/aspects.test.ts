/** What a turn asks of its conversation's topic: answered with what that topic tells of it, or not at all. */
import { describe, expect, it } from "vitest";
import { frameAfter, type Frame } from "#core/conversation/frame.ts";
import type { Reply } from "#core/reply.ts";
import { createAnswers } from "#search/answers.ts";
import { indexesOf } from "#tests/fixtures/bot.ts";
import { loadTestLibrary } from "#tests/fixtures/library.ts";

const NOON = Date.parse("2026-11-22T12:00:00Z");
const answers = createAnswers({
  ...{ library: loadTestLibrary(), indexes: indexesOf() },
  clock: { now: () => NOON },
});

/** The topic, what is asked of it, and the first finding; null where the profile tells nothing of it. */
const TOLD: readonly (readonly [topic: string, ask: string, first: string | null])[] = [
  ["human-trafficking", "which sectors?", "human-trafficking.forced-labour-sectors"],
  ["human-trafficking", "why?", "human-trafficking.poverty-and-gender"],
  ["human-trafficking", "who is involved?", "human-trafficking.corrupt-officials"],
  ["human-trafficking", "where to?", "human-trafficking."],
  ["human-trafficking", "who are the victims?", "human-trafficking."],
  ["human-trafficking", "how many?", null],
  ["human-trafficking", "who runs it?", null],
  ["human-smuggling", "where to?", "human-smuggling.destinations"],
  ["human-smuggling", "how is it done?", "human-smuggling.fraudulent-documents"],
  ["human-smuggling", "which sectors?", null],
  ["arms-trafficking", "who controls it?", "arms-trafficking.foreign-control"],
  ["arms-trafficking", "where from?", "arms-trafficking."],
  ["arms-trafficking", "how much?", "arms-trafficking.negligible"],
  ["arms-trafficking", "why?", "arms-trafficking."],
  ["arms-trafficking", "which sectors?", null],
  ["heroin-trade", "who controls it?", "heroin-trade.foreign-control"],
  ["heroin-trade", "и кто контролирует?", "heroin-trade.foreign-control"],
  ["heroin-trade", "откуда?", "heroin-trade."],
  ["heroin-trade", "where from?", "heroin-trade."],
  ["heroin-trade", "which sectors?", null],
  ["cannabis-trade", "is it grown here?", "cannabis-trade.local-cultivation"],
  ["cannabis-trade", "and seizures?", "cannabis-trade."],
  ["cocaine-trade", "where from?", "cocaine-trade.from-russia"],
  ["cocaine-trade", "why?", null],
  ["cocaine-trade", "which sectors?", null],
  ["synthetic-drug-trade", "who uses it?", "synthetic-drug-trade."],
  ["fauna-crimes", "which species?", "fauna-crimes."],
  ["fauna-crimes", "who controls it?", "fauna-crimes.foreign-control"],
  ["fauna-crimes", "ким көзөмөлдөйт?", "fauna-crimes.foreign-control"],
  ["flora-crimes", "why?", "flora-crimes."],
  ["flora-crimes", "who controls it?", null],
  ["non-renewable-resource-crimes", "who is involved?", "non-renewable-resource-crimes.domestic-and-foreign-criminals"],
  ["mafia-style-groups", "who leads them?", "mafia-style-groups.named-leaders"],
  ["mafia-style-groups", "who is in charge of them?", "mafia-style-groups.named-leaders"],
  ["mafia-style-groups", "how many?", "mafia-style-groups.four-groups"],
  ["mafia-style-groups", "which politicians protect them?", "state-embedded-actors.connections-of-bosses"],
  ["foreign-actors", "who controls it?", "foreign-actors.drug-trade"],
  ["law-enforcement", "do people trust them?", "law-enforcement."],
  ["territorial-integrity", "why?", "territorial-integrity."],
];

const about = (topic: string, aspect: string | null = null): Frame => ({
  ...{ pack: "kyrgyzstan", topics: [topic], aspect, measure: null, editions: [], countries: [] },
  ...{ shows: "findings", shown: [] },
});
const ask = (question: string, frame: Frame | null): Reply => answers.askSync("kyrgyzstan", question, frame);
const cited = (reply: Reply): readonly string[] =>
  reply.kind === "answer" ? reply.citations.map(({ finding }) => finding) : [];

describe("what is asked of a conversation's topic", () => {
  it.each(TOLD)("%s: %s", (topic, question, first) => {
    const reply = ask(question, about(topic));
    if (first === null) expect(reply).toMatchObject({ kind: "abstention", topic, reason: "not-in-profile" });
    else {
      expect(reply).toMatchObject({ kind: "answer", topic });
      expect(cited(reply)[0]).toContain(first);
    }
  });

  it("is asked of the next topic too", () => {
    const heroin = ask("who controls heroin?", null);
    expect(heroin).toMatchObject({ topic: "heroin-trade", aspect: "who-controls" });
    const frame = frameAfter(null, "kyrgyzstan", heroin);
    const fauna = ask("and poaching?", frame);
    expect(cited(fauna)[0]).toBe("fauna-crimes.foreign-control");
    expect(cited(ask("and cannabis?", frame))[0]).toBe("foreign-actors.drug-trade");
  });
});
