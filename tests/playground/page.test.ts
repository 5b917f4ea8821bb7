import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { suggestionsFor } from "#playground/page/composer/suggestions.ts";
import { safeJson } from "#playground/page/parts/safe.ts";
import { markdownToHtml } from "#playground/page/teams/markdown.ts";

describe("what the page takes out of messages", () => {
  it("leaves web addresses and takes every other away", () => {
    const button = (url: string) => safeJson({ type: "button", url });
    expect(button("https://ocindex.net/")).toEqual({ type: "button", url: "https://ocindex.net/" });
    for (const address of [
      "javascript:alert(1)",
      "data:text/html,x",
      " javascript:alert(1)",
      "file:///etc/passwd",
      "//x",
    ]) {
      expect(button(address)).toEqual({ type: "button" });
    }
  });

  it("finds addresses at any depth, in blocks and in cards", () => {
    const card = { body: [{ items: [{ selectAction: { type: "Action.OpenUrl", url: "javascript:x" } }] }] };
    expect(safeJson(card)).toEqual({ body: [{ items: [{ selectAction: { type: "Action.OpenUrl" } }] }] });
  });

  it("turns a link of mrkdwn that leads nowhere good into its words, and leaves mentions alone", () => {
    const text = "<javascript:alert(1)|press me> <https://a.example|there> <@U1> <!here>";
    expect(safeJson({ type: "mrkdwn", text })["text"]).toBe("press me <https://a.example|there> <@U1> <!here>");
  });

  it("keeps pictures that a card carries itself", () => {
    const picture = { type: "Image", url: "data:image/png;base64,AAAA" };
    expect(safeJson(picture)).toEqual(picture);
  });
});

describe("the Markdown of cards", () => {
  it.each([
    ["**strong** and _soft_", "<strong>strong</strong> and <em>soft</em>"],
    [String.raw`\*literal\* \[brackets\]`, "*literal* [brackets]"],
    [
      "[the page](https://a.example/?a=1&b=2)",
      '<a href="https://a.example/?a=1&amp;b=2" target="_blank" rel="noreferrer">the page</a>',
    ],
    ["[words](javascript:x)", "words"],
    ["<b>no</b> & co", "&lt;b&gt;no&lt;/b&gt; &amp; co"],
    ["snake_case_name", "snake_case_name"],
  ])("shows %s", (text, html) => {
    expect(markdownToHtml(text)).toBe(html);
  });

  it("never lets text become an element of its own", () => {
    const piece = fc.constantFrom(
      "<script>",
      "**",
      "_",
      "[",
      "](",
      ")",
      "javascript:",
      '"',
      "onclick=",
      "https://a.example",
      "\\",
      "x",
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ unit: "grapheme" }))), (pieces) => {
        const tags = markdownToHtml(pieces.join("")).match(/<[^>]*>/g) ?? [];
        const ours = /^<(\/?(strong|em)|\/a|a href="https?:[^"<>]*" target="_blank" rel="noreferrer")>$/;
        expect(tags.filter((tag) => !ours.test(tag))).toEqual([]);
      }),
    );
  });
});

describe("what the composer offers", () => {
  const offering = {
    slashes: [{ word: "land", hint: "Land in the Index", takes: "words" }],
    topics: [
      { slug: "drugs", name: "Drugs" },
      { slug: "heroin-trade", name: "Heroin trade" },
    ],
    bot: "Briefing",
    direct: "shared",
  } as const;
  const labels = (typed: string, changed: object = {}) =>
    suggestionsFor(typed, { ...offering, ...changed }).map(({ label }) => label);

  it("offers the command, then topics by any word of their slugs", () => {
    expect(labels("/l")).toEqual(["/land"]);
    expect(labels("/land her")).toEqual(["heroin-trade"]);
    expect(labels("/land trade")).toEqual(["heroin-trade"]);
    expect(labels("/land drugs")).toEqual([]);
  });

  it("offers a command that takes no words until it is written out", () => {
    const slashes = [
      { word: "Briefing", hint: "", takes: "words" },
      { word: "scores", hint: "", takes: "nothing" },
    ];
    expect(labels("/", { slashes })).toEqual(["/Briefing", "/scores"]);
    expect(labels("/scores", { slashes })).toEqual([]);
    expect(labels("/Briefing her", { slashes })).toEqual(["heroin-trade"]);
    expect(labels("/scores her", { slashes })).toEqual([]);
  });

  it("offers the bot's name wherever a mention begins", () => {
    expect(suggestionsFor("well, @bri", offering).map(({ text }) => text)).toEqual(["well, @Briefing "]);
    expect(labels("mail@bri")).toEqual([]);
  });

  it("offers topics without any sign in a chat with the bot alone", () => {
    expect(labels("her", { direct: "direct" })).toEqual(["heroin-trade"]);
    expect(labels("her")).toEqual([]);
  });
});
