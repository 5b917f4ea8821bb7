import { inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { createDrawer } from "#charts/drawer.ts";
import { evidenceHash } from "#evidence-files/content.ts";
import { ask } from "#tests/fixtures/bot.ts";

/** What is in a PDF, its compressed streams as text. */
function readPdf(bytes: Uint8Array): string {
  const whole = Buffer.from(bytes);
  const parts = [whole.toString("latin1")];
  for (const { index } of parts[0]!.matchAll(/\/FlateDecode[\s\S]{0,200}?stream\r?\n/gu)) {
    const start = whole.indexOf("stream", index) + "stream\n".length;
    const end = whole.indexOf("endstream", start);
    try {
      parts.push(inflateSync(whole.subarray(start, end)).toString("latin1"));
    } catch {
      // Pictures are packed otherwise.
      continue;
    }
  }
  return parts.join("\n");
}

describe("A pack as PDF", () => {
  it("is tagged for screen readers, in the pictures' own fonts with Cyrillic, and the same for the same pack", async () => {
    const reply = await ask("export cocaine");
    if (reply.kind !== "file") throw new Error("no file");
    const evidence = { ...reply.evidence, asked: "Ооба, көчөдө ңүө?" };
    const drawer = createDrawer();
    try {
      const hash = evidenceHash(evidence);
      const [first, second] = [await drawer.drawPdf(evidence, hash), await drawer.drawPdf(evidence, hash)];
      expect(Buffer.compare(first, second)).toBe(0);
      const text = readPdf(first);
      expect(text).toMatch(/^%PDF-1\.7/u);
      for (const part of [
        "/StructTreeRoot",
        "/MarkInfo",
        "/Lang (en-GB)",
        "/Figure",
        "/H1",
        "/Table",
        "SourceSans3-Bold",
      ])
        expect(text).toContain(part);
      expect(text).toContain("pdfuaid:part");
      // Letters of Russian and Kyrgyz, as they are copied out of the page.
      for (const letter of "Окчөңү?") expect(text).toContain(`<${letter.charCodeAt(0).toString(16).padStart(4, "0")}>`);
      expect(text.match(/\/Type \/Page\b(?!s)/gu)!.length).toBeGreaterThan(1);
    } finally {
      await drawer.stop();
    }
  });

  it.each(["drugs", "arms", "criminal actors"])("has no heading at the foot of a page: %s", async (topic) => {
    const reply = await ask(`export ${topic}`);
    if (reply.kind !== "file") throw new Error("no file");
    const drawer = createDrawer();
    try {
      const text = readPdf(await drawer.drawPdf(reply.evidence, evidenceHash(reply.evidence)));
      const pages = text.matchAll(/[^]*?\/Pagination/gu);
      let count = 0;
      for (const [page] of pages) {
        count++;
        // What was written or drawn last, the small print left out: the size of its letters, or a picture.
        const drawn = [...page.matchAll(/\/F\d+ ([\d.]+) Tf|\/I\d+ (Do)/gu)].map(([, size, image]) => size ?? image);
        expect(["15", "11.5"]).not.toContain(drawn.findLast((each) => each !== "8.5"));
      }
      expect(count).toBeGreaterThan(1);
    } finally {
      await drawer.stop();
    }
  });
});
