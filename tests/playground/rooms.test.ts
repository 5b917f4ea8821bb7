import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const PLAYGROUND = fileURLToPath(new URL("../../adapters/playground/", import.meta.url));

interface Import {
  readonly file: string;
  /** From `#playground/` on. */
  readonly to: string;
  readonly kind: "types" | "values";
}

/** What a room's files import from other rooms of the playground. */
function importsOf(room: string): readonly Import[] {
  const files = readdirSync(`${PLAYGROUND}${room}`, { recursive: true, encoding: "utf8" });
  return files
    .filter((file) => /\.tsx?$/.test(file))
    .flatMap((file) =>
      [
        ...readFileSync(`${PLAYGROUND}${room}/${file}`, "utf8").matchAll(
          /^import (type )?[^;]*?"#playground\/([^"]+)";/gm,
        ),
      ].map(([, type, to = ""]): Import => ({ file, to, kind: type === undefined ? "values" : "types" })),
    )
    .filter(({ to }) => !to.startsWith(`${room}/`));
}

describe("the playground's rooms", () => {
  it("let the page have types of the server's side, and values of the payload only", () => {
    const imports = importsOf("page");
    expect(imports.length).toBeGreaterThan(15);
    expect(imports.filter(({ kind, to }) => kind === "values" && !to.startsWith("payload/"))).toEqual([]);
  });

  it.each(["slack", "teams"])("let the fake in %s stand on the platform and the payload alone", (room) => {
    const imports = importsOf(room);
    expect(imports.length).toBeGreaterThan(5);
    expect(imports.filter(({ to }) => !/^(platform|payload)\//.test(to))).toEqual([]);
  });

  it.each(["page/slack", "page/teams"])("keep the two sides of the page apart: %s", (room) => {
    const other = room === "page/slack" ? "page/teams/" : "page/slack/";
    expect(importsOf(room).filter(({ to }) => to.startsWith(other))).toEqual([]);
  });

  it.each(["platform", "payload"])("let %s import no other room", (room) => {
    expect(importsOf(room)).toEqual([]);
  });
});
