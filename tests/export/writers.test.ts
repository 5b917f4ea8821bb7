import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { EvidencePack } from "#core/document/evidence.ts";
import { evidenceHash } from "#evidence-files/content.ts";
import { writeCsv } from "#evidence-files/csv.ts";
import { writeJson } from "#evidence-files/json.ts";
import { writeMarkdown } from "#evidence-files/markdown.ts";
import { ask, CLOCK } from "#tests/fixtures/bot.ts";

async function evidenceOf(text: string, now = CLOCK): Promise<EvidencePack> {
  const reply = await ask(text, now);
  if (reply.kind !== "file") throw new Error(`${text} gives no file`);
  return reply.evidence;
}

const evidence = await evidenceOf("export drugs");

/** RFC 4180, section 2. */
function readCsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  for (const [, quoted, bare, end] of text.slice(1).matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/gu)) {
    rows.at(-1)?.push(quoted === undefined ? (bare ?? "") : quoted.replaceAll('""', '"'));
    if (end === "\r\n") rows.push([]);
  }
  return rows.filter((row) => row.length > 1);
}

const Pack = z.object({
  contentHash: z.string(),
  accessed: z.string(),
  citations: z.array(z.object({ style: z.string(), text: z.string() })),
  content: z.looseObject({
    findings: z.array(z.looseObject({ id: z.string(), text: z.string(), certainty: z.string() })),
    figures: z.array(z.looseObject({ subject: z.string(), edition: z.number(), value: z.number() })),
    notInProfile: z.array(z.string()),
  }),
});

describe("Every format of a pack", () => {
  it("has each finding with its id, its words and how sure it is, each gap, each citation and the hash", () => {
    const rows = readCsv(writeCsv(evidence));
    const { content, citations, contentHash } = Pack.parse(JSON.parse(writeJson(evidence)));
    const markdown = writeMarkdown(evidence);
    for (const { id, text, textInList, certainty, sure, number } of evidence.findings) {
      expect(content.findings).toContainEqual(expect.objectContaining({ id, text, certainty, number }));
      expect(rows.filter((row) => [id, text, sure, String(number)].every((cell) => row.includes(cell)))).toHaveLength(
        1,
      );
      expect(markdown).toContain(`${number}. ${textInList} (${sure})`);
      expect(markdown).toContain(`\`${id}\``);
    }
    for (const said of [...evidence.missing, ...citations.map(({ text }) => text)]) {
      expect(rows.flat()).toContain(said);
      expect(markdown).toContain(said);
    }
    for (const text of [markdown, ...rows.slice(1).map((row) => row.join())]) expect(text).toContain(contentHash);
    expect(content.notInProfile).toEqual(evidence.missing);
  });

  it("has each score as it is published", () => {
    const rows = readCsv(writeCsv(evidence));
    const { content } = Pack.parse(JSON.parse(writeJson(evidence)));
    for (const { subject, edition, value, name, shown } of evidence.scores) {
      expect(content.figures).toContainEqual(expect.objectContaining({ subject, edition, value }));
      expect(rows.some((row) => [subject, String(edition), String(value)].every((cell) => row.includes(cell)))).toBe(
        true,
      );
      expect(writeMarkdown(evidence)).toMatch(new RegExp(`\\| ${name} \\|(?:.* \\|)? ${shown} \\|`, "u"));
    }
  });

  it("has the same hash as long as it says the same, whenever it is taken away", async () => {
    const later = await evidenceOf("export drugs", Date.parse("2027-03-01T00:00:00Z"));
    expect(evidenceHash(later)).toBe(evidenceHash(evidence));
    expect(later.accessed).not.toBe(evidence.accessed);
    const [first, ...others] = evidence.findings;
    expect(evidenceHash({ ...evidence, findings: [{ ...first!, text: "Otherwise." }, ...others] })).not.toBe(
      evidenceHash(evidence),
    );
  });

  it("has a hash that can be reckoned from the JSON alone", () => {
    const { contentHash, content } = z
      .object({ contentHash: z.string(), content: z.unknown() })
      .parse(JSON.parse(writeJson(evidence)));
    const reckoned = createHash("sha256").update(JSON.stringify(content)).digest("hex");
    expect(contentHash).toBe(`sha256:${reckoned}`);
  });
});

describe("Whatever a person has typed", () => {
  const words = fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 });
  const opening = fc.constantFrom("=", "+", "-", "@", "\t", "\r", "", " =");
  const typed = fc.tuple(opening, words).map((parts) => parts.join(""));

  it("is no formula in a spreadsheet, and leaves the table whole", () => {
    fc.assert(
      fc.property(typed, (asked) => {
        const rows = readCsv(writeCsv({ ...evidence, asked }));
        expect(new Set(rows.map((row) => row.length)).size).toBe(1);
        const cells = rows.flat().filter((cell) => /^[=+\-@\t\r]/u.test(cell));
        expect(cells).toEqual([]);
      }),
    );
  });

  it("is no markup in Markdown", () => {
    fc.assert(
      fc.property(typed, (asked) => {
        const lines = writeMarkdown({ ...evidence, asked }).split("\n");
        const line = lines.find((each) => each.startsWith("**Question:**"));
        expect(line).toBeDefined();
        expect(line!.slice("**Question:**".length).replaceAll(/\\./gu, "")).not.toMatch(/[*_`[\]<>|#]/u);
      }),
    );
  });
});
