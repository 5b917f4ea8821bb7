import { describe, expect, it } from "vitest";
import { composeCitation } from "#core/briefings/citation.ts";
import { openContext } from "#core/briefings/context.ts";
import { plainText } from "#core/document/plain-text.ts";
import { ask, briefingFor, CLOCK, contentOf, createTestBot, everyTopic, library } from "#tests/fixtures/bot.ts";
import { renderSlack } from "#slack/drawing/render.ts";
import { renderTeams } from "#teams/drawing/render.ts";
import { SHIPPED, shippedPack } from "#tests/fixtures/library.ts";

const context = openContext(contentOf(), SHIPPED, { now: CLOCK });
const { country, edition, profileUrl, credit } = context.pack;
const [one, two] = library.packs[0]!.findings.map(({ id }) => id);
const cite = (...ids: readonly string[]) => plainText(composeCitation(context, ids, "2026-11-22"));

describe("A citation", () => {
  it("begins with the words that are cited, and says of what", () => {
    const finding = shippedPack().findings.find(({ id }) => id === "heroin-trade.transit-share")!;
    expect(cite(finding.id)).toMatch(/^How to cite: Heroin trade, Kyrgyzstan\n/u);
    expect(cite(finding.id)).toContain(`\n- ${finding.text}\n\nAPA style\n`);
  });

  it("has edition, address and day of access in each of three styles, the section of a finding in the short form alone, and its id in none", () => {
    const lines = cite(one!).split("\n");
    const section = library.taxonomy.sections.find(({ slug }) => slug === library.packs[0]!.findings[0]!.section)!.name;
    for (const style of ["APA style", "Chicago style (note)", "Short form"]) {
      const line = lines[lines.indexOf(style) + 2] ?? "";
      for (const part of [
        credit,
        String(edition),
        country,
        profileUrl,
        style === "Short form" ? "22 November 2026" : "November 22, 2026",
      ])
        expect(line, style).toContain(part);
      expect(line.includes(section), style).toBe(style === "Short form");
      expect(line, style).not.toContain(one!);
    }
  });

  it("is copied as it stands, address included: a code block on both platforms", () => {
    const words = createTestBot();
    const briefing = composeCitation(context, [one!], "2026-11-22");
    const apa = `${credit}. (${edition}). ${country}: profile. In Global Organized Crime Index ${edition}. Retrieved November 22, 2026, from ${profileUrl}`;
    const preformatted = { type: "rich_text_preformatted", elements: [{ type: "text", text: apa }] };
    expect(renderSlack(briefing, words).blocks).toContainEqual({ type: "rich_text", elements: [preformatted] });
    const [{ content }] = renderTeams(briefing, words).attachments;
    expect(content.body).toContainEqual(expect.objectContaining({ type: "CodeBlock", codeSnippet: apa }));
  });

  it("names several findings in the order asked, and what is none of them", () => {
    expect(cite(two!, one!, "drugs.nowhere")).toContain(`name what is cited here: ${two}, ${one}.`);
    expect(cite("drugs.nowhere")).toContain("This profile has no such finding: drugs.nowhere.");
  });

  it("is of the profile as a whole where no finding is named", async () => {
    expect(plainText(await briefingFor("cite"))).toContain(`${country}: profile`);
  });

  it("is of a topic or a section by its everyday name", async () => {
    expect(plainText(await briefingFor("cite heroin"))).toContain(`${country}: profile, Heroin trade`);
    expect(plainText(await briefingFor("cite drugs"))).toContain(`${country}: profile, Drugs`);
  });

  it("gives ids only where findings are cited, behind what is copied", () => {
    expect(cite(one!)).toContain(`name what is cited here: ${one}.`);
    for (const whole of [cite(), cite("drugs")]) expect(whole).not.toContain("name what is cited");
  });

  it("takes the day from the clock", async () => {
    const reply = await ask(`cite ${one}`, Date.parse("2027-01-02T23:59:00Z"));
    expect(plainText(reply.briefing)).toContain("accessed January 2, 2027");
  });

  it("is offered for what is shown: under every section and indicator that has findings", async () => {
    const bot = createTestBot();
    for (const topic of everyTopic) {
      const { blocks } = await briefingFor(topic);
      const shown = blocks.flatMap((block) => (block.kind === "findings" ? block.items.map(({ id }) => id) : []));
      const texts = blocks.flatMap((block) =>
        block.kind === "actions"
          ? [...block.items, ...block.more].flatMap((item) => (item.kind === "show" ? [item.text] : []))
          : [],
      );
      const offered = texts.filter((text) => text.startsWith("cite "));
      expect(offered.length, topic).toBe(shown.length === 0 ? 0 : 1);
      for (const text of offered) {
        const command = bot.parsePress(text);
        if (command?.kind !== "cite") throw new Error(`${text} cites nothing`);
        const cited = plainText(composeCitation(context, command.findings, "2026-11-22"));
        expect(cited, topic).not.toContain("no such finding");
        const whole = command.findings.every((each) => !each.includes("."));
        if (!whole) expect(command.findings, topic).toEqual(shown);
      }
    }
  });
});

describe("What a button carries", () => {
  it.each(["moonshine-of-atlantis", "qwrtz", "borders or drugs?"])("%j is nothing here any more", (text) => {
    expect(createTestBot().parsePress(text)).toBeNull();
  });
});
