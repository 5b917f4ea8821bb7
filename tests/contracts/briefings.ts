/** Briefings to try renderers with: one that has everything, and any at all. */
import * as fc from "fast-check";
import type { Action, Block, Briefing, Column, Span } from "#core/document/briefing.ts";
import { aChart, anyChart } from "./charts.ts";

const SCORES: readonly Column[] = [
  { name: "Edition", kind: "text" },
  { name: "Score", kind: "number" },
];

/** Every kind of block and span once, in words that any markup would like to read as its own. */
export function everyBlock(): Briefing {
  const spans: readonly Span[] = [
    { kind: "text", text: "Reports *suggest* that <seizures> & _arrests_ fell; " },
    { kind: "strong", text: "most of the heroin" },
    { kind: "text", text: " crossed " },
    { kind: "emphasis", text: "two borders" },
    { kind: "text", text: ", see " },
    { kind: "code", text: "drugs all" },
    { kind: "text", text: " and " },
    { kind: "link", text: "the profile", url: "https://example.org/2021/country/a?b=1&c=2#d" },
    { kind: "text", text: ", says " },
    { kind: "person", id: "U0123ABC", name: "Ines" },
    { kind: "text", text: ", until " },
    {
      kind: "moment",
      at: Date.UTC(2026, 10, 30, 3),
      text: "Monday 30 November 2026, 09:00 (UTC+06:00)",
      own: "your time",
    },
    { kind: "text", text: "." },
  ];
  const blocks: readonly Block[] = [
    { kind: "heading", text: "Drugs in <Atlantis> & beyond" },
    {
      kind: "lead",
      spans: [
        { kind: "text", text: "Heroin *fell* by <10%>, see " },
        { kind: "link", text: "the chart", url: "https://example.org/chart?a=1&b=2" },
        { kind: "text", text: "." },
      ],
      hedge: "reported",
    },
    { kind: "notice", spans: [{ kind: "text", text: "Shared with everyone here." }] },
    { kind: "paragraph", spans },
    { kind: "subheading", text: "Scores, 2021 edition" },
    { kind: "verbatim", text: "Author, “Atlantis: *profile*,” <https://example.org/a?b=1&c=2> (2026-11-22)" },
    { kind: "bullets", items: [[{ kind: "text", text: "First, 1. not a list" }], spans] },
    {
      kind: "findings",
      items: [
        { id: "a.one", text: "The market grew ~10% a year.", hedge: null },
        { id: "a.two", text: "Routes `probably` moved north.", hedge: "likely" },
        { id: "a.three", text: "Some were women :pensive: [see 4].", hedge: "reported" },
      ],
    },
    {
      kind: "table",
      caption: "By edition",
      columns: SCORES,
      rows: [
        ["2021", "5.33"],
        ["2023 | new", ""],
      ],
    },
    { kind: "table", caption: "", columns: SCORES, rows: [["2025", "5.25"]] },
    { kind: "chart", chart: aChart() },
    {
      kind: "actions",
      items: [
        { kind: "show", label: "Heroin trade", pack: "atlantis", text: "heroin-trade" },
        { kind: "share", label: "Share", pack: "atlantis", text: "drugs" },
        { kind: "form", label: "Customise", pack: "atlantis", text: "subscribe" },
        { kind: "link", label: "Open the profile", url: "https://example.org/2021/country/a" },
        { kind: "delete", label: "Delete", asker: "U0123ABC" },
      ],
      more: [
        { kind: "show", label: "Trend of its score", pack: "atlantis", text: "heroin trend" },
        { kind: "form", label: "Pause", pack: "atlantis", text: "pause" },
        { kind: "link", label: "Open the method", url: "https://example.org/method" },
      ],
    },
    { kind: "feedback", feedback: { pack: "atlantis", answer: "an-answer" } },
    {
      kind: "stamp",
      reading: "Higher is worse",
      spans: [
        { kind: "text", text: "GI-TOC Index 2021 · describes 2020 (6 years ago) · Drugs · " },
        { kind: "link", text: "newest page", url: "https://example.org/country/a" },
      ],
    },
  ];
  return { title: "Drugs in <Atlantis> & beyond", summary: "Four markets, the heroin trade first.", blocks };
}

/** What briefings are made of. */
export interface Material {
  readonly words: fc.Arbitrary<string>;
  readonly urls: fc.Arbitrary<string>;
}

/** Any words, any addresses: for limits. */
export const ANYTHING: Material = { words: anyWords(), urls: fc.oneof(webUrls(), badUrls()) };

/** Words and addresses that a profile could hold: where words are compared. */
export const ORDINARY: Material = { words: sentences(), urls: webUrls() };

/** Briefings of at most `most` blocks, items or columns each. */
export function briefings(material: Material, most: number): fc.Arbitrary<Briefing> {
  const blocks = fc.array(anyBlock(material, most), { maxLength: most });
  return fc.record({ title: material.words, summary: material.words, blocks });
}

/** Any text: every script, halves of surrogate pairs, blanks, and much longer than fits anywhere. */
function anyWords(): fc.Arbitrary<string> {
  const units = fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 })
    .map((codes) => String.fromCharCode(...codes));
  const long = fc
    .tuple(fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 }), fc.integer({ min: 1, max: 400 }))
    .map(([part, times]) => part.repeat(times));
  return fc.oneof(fc.string({ unit: "grapheme" }), fc.string({ unit: "binary" }), units, long, sentences());
}

/** What people write: never blank, with the signs that some markup gives a meaning to. */
function sentences(): fc.Arbitrary<string> {
  const word = fc.constantFrom(
    ..."heroin *bold* _so_ ~10% <b> R&D &amp; `x` [a](b) 1. - # > :tada: наркотики 走私 🇰🇬 e\u0301 | \\ @here".split(
      " ",
    ),
  );
  return fc.array(word, { minLength: 1, maxLength: 12 }).map((parts) => parts.join(" "));
}

function anyBlock(material: Material, most: number): fc.Arbitrary<Block> {
  const { words } = material;
  const spans = fc.array(anySpan(material), { minLength: 1, maxLength: 4 });
  const items = <T>(item: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(item, { minLength: 1, maxLength: most });
  const hedge = fc.option(words);
  const finding = fc.record({ id: fc.constant("a.b"), text: words, hedge });
  const actions = fc.array(anyAction(material), { maxLength: most });
  return fc.oneof(
    fc.record({ kind: fc.constant("lead"), spans, hedge }),
    fc.record({ kind: fc.constantFrom("heading", "subheading", "verbatim"), text: words }),
    fc.record({ kind: fc.constantFrom("paragraph", "notice"), spans }),
    fc.record({ kind: fc.constant("stamp"), reading: fc.oneof(fc.constant(""), words), spans }),
    fc.record({ kind: fc.constant("bullets"), items: items(spans) }),
    fc.record({ kind: fc.constant("findings"), items: items(finding) }),
    anyTable(words, most),
    anyChart(words, most).map((chart) => ({ kind: "chart" as const, chart })),
    fc.record({ kind: fc.constant("actions"), items: actions, more: actions }),
    fc.record({ kind: fc.constant("feedback"), feedback: fc.record({ pack: fc.constant("atlantis"), answer: words }) }),
  );
}

function anyTable(words: fc.Arbitrary<string>, most: number): fc.Arbitrary<Block> {
  return fc.integer({ min: 1, max: most }).chain((width) => {
    const exactly = { minLength: width, maxLength: width };
    const cells = fc.array(words, exactly);
    const column = fc.record({ name: words, kind: fc.constantFrom("text", "number") });
    return fc.record({
      kind: fc.constant("table"),
      caption: fc.oneof(fc.constant(""), words),
      columns: fc.array(column, exactly),
      rows: fc.array(cells, { minLength: 1, maxLength: most }),
    });
  });
}

function anyAction({ words, urls }: Material): fc.Arbitrary<Action> {
  return fc.oneof(
    fc.record({
      kind: fc.constantFrom("show", "share", "form"),
      label: words,
      pack: fc.constant("atlantis"),
      text: words,
    }),
    fc.record({ kind: fc.constant("link"), label: words, url: urls }),
    fc.record({ kind: fc.constant("delete"), label: words, asker: fc.constantFrom("U0123ABC", "29:1a-b") }),
  );
}

function anySpan({ words, urls }: Material): fc.Arbitrary<Span> {
  return fc.oneof(
    fc.record({ kind: fc.constantFrom("text", "strong", "emphasis", "code"), text: words }),
    fc.record({ kind: fc.constant("link"), text: words, url: urls }),
    fc.record({ kind: fc.constant("person"), id: fc.constantFrom("U0123ABC", "29:1a-b", "<!here>"), name: words }),
    fc.record({
      kind: fc.constant("moment"),
      at: fc.integer({ min: 0, max: 4e12 }).map((at) => at - (at % 1000)),
      text: words,
      own: fc.constantFrom("your time", "*your* time", ""),
    }),
  );
}

function webUrls(): fc.Arbitrary<string> {
  return fc.webUrl({ withQueryParameters: true, withFragments: true });
}

function badUrls(): fc.Arbitrary<string> {
  return fc.constantFrom(
    "javascript:alert(1)",
    "https://example.org/a b|c>d",
    `https://example.org/${"x".repeat(3100)}`,
    "",
  );
}
