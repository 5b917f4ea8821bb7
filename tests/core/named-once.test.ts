import { describe, expect, it } from "vitest";
import { composeAnswer } from "#core/briefings/answer.ts";
import { composeCitation } from "#core/briefings/citation.ts";
import { findingItems } from "#core/briefings/findings.ts";
import type { Briefing } from "#core/document/briefing.ts";
import { plainText } from "#core/document/plain-text.ts";
import type { Finding } from "#core/profile/profile.ts";
import { shippedPack } from "#tests/fixtures/library.ts";
import { contextAt, everyMessage, VENUES } from "#tests/fixtures/messages.ts";

const pack = shippedPack();
const context = contextAt(VENUES["a Slack channel"]);
const messages = everyMessage(VENUES["a Slack channel"]);

function bulletsOf({ blocks }: Briefing): readonly string[] {
  return blocks.flatMap((block) => (block.kind === "findings" ? block.items.map(({ text }) => text) : []));
}

const pages = messages.filter(({ kind }) => kind === "indicator" || kind === "all");
const named = pages.map(({ name, kind, briefing }) => [`${name} (${kind})`, bulletsOf(briefing)] as const);

describe("Below a line that names the country", () => {
  it.each(named.filter(([, bullets]) => bullets.length > 1))(
    "no more than half of the findings name it again: %s",
    (_, bullets) => {
      const naming = bullets.filter((text) => text.includes(pack.country));
      expect(naming.length, naming.join("\n")).toBeLessThanOrEqual(bullets.length / 2);
    },
  );

  it("a finding says what it says alone, in fewer words or as many", () => {
    const longer = pack.findings.filter(({ text, textInList }) => textInList.length > text.length);
    expect(longer.map(({ id }) => id)).toEqual([]);
    expect(pack.findings.filter(({ text, textInList }) => text !== textInList).length).toBeGreaterThan(100);
  });
});

describe("An answer", () => {
  const parts = { aspect: null, gravity: false, otherwise: false };
  const find = (id: string) => pack.findings.find((each) => each.id === id)!;
  const answer = (ids: readonly string[]): string => {
    const topic = ids[0]!.split(".")[0]!;
    return plainText(composeAnswer(context, { ...parts, topic, about: [topic], findings: ids.map(find) }).briefing);
  };

  it("names the country in its first line, and then no more", () => {
    expect(answer(["judicial-system-and-detention.posts-for-bribes", "law-enforcement.corruption"])).toMatch(
      /^Judges in Kyrgyzstan paid bribes to obtain their posts\.\n\n- Law enforcement was highly corrupt\.\n/u,
    );
  });

  it("goes on naming it where its first line is not about it", () => {
    expect(answer(["synthetic-drug-trade.ecstasy-in-central-asia"])).toContain(
      "\n- Amphetamine use in Kyrgyzstan remained",
    );
  });

  it("goes on naming it where its first line names another country as well", () => {
    expect(answer(["heroin-trade.transit-share", "heroin-trade.seizures-declined"])).toContain(
      "\n- Seizures of heroin in Kyrgyzstan had declined",
    );
  });

  it("is cited as it stands alone", () => {
    const briefing = composeCitation(context, ["law-enforcement.corruption"], "2026-11-30");
    expect(plainText(briefing)).toContain("- Law enforcement in Kyrgyzstan was highly corrupt.");
  });
});

describe("A finding that points back in a list", () => {
  const back = pack.findings.filter(({ behind }) => behind !== null);
  const [first] = pack.findings;

  it.each(back.map((finding) => [finding.id, finding] as const))(
    "is whole without what it points at: %s",
    (_, finding) => {
      const above = pack.findings.find(({ id }) => id === finding.behind)!;
      const under = pack.country;
      const said = (findings: readonly Finding[]) => findingItems(context, findings, { under }).at(-1)?.text;
      expect(said([above, finding])).toBe(finding.textInList);
      expect(said([first!, finding])).toBe(finding.text);
      expect(finding.textInList).not.toBe(finding.text);
    },
  );

  it("never does so in any message where that is not above it", () => {
    const wrong = messages.flatMap(({ name, briefing }) =>
      briefing.blocks.flatMap((block) => {
        const items = block.kind === "findings" ? block.items : [];
        return items.flatMap(({ id, text }, at) => {
          const finding = back.find((each) => each.id === id);
          const isBack = finding !== undefined && text.startsWith(finding.textInList);
          return isBack && !items.slice(0, at).some((each) => each.id === finding.behind) ? [`${name}: ${id}`] : [];
        });
      }),
    );
    expect(back.length).toBeGreaterThan(5);
    expect(wrong).toEqual([]);
  });
});

describe("What a person reads", () => {
  it("has no mark of how the two texts of a finding are written", () => {
    for (const { id, text, textInList } of pack.findings) expect(text + textInList, id).not.toMatch(/[<>|]/u);
    const headlines = [pack.keyFindings, pack.pillarFindings, pack.headlinesInList].flatMap(Object.values);
    for (const words of headlines) expect(words).not.toMatch(/[<>|]/u);
    for (const { name, briefing } of messages) expect(plainText(briefing), name).not.toMatch(/[<>]/u);
  });
});
