import { SerializationContext, AdaptiveCard as MicrosoftCard, Versions } from "adaptivecards";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Action, Block, Briefing } from "#core/document/briefing.ts";
import type { Field, Form } from "#core/document/form.ts";
import { blockLines, plainLine, plainText } from "#core/document/plain-text.ts";
import type { AdaptiveCard, CardElement, TeamsActivity } from "#teams/drawing/card.ts";
import { renderForm } from "#teams/form.ts";
import { escapeMarkdown } from "#teams/drawing/spans.ts";
import { renderTeams } from "#teams/drawing/render.ts";
import { everyBlock, ORDINARY } from "#tests/contracts/briefings.ts";
import { anyChart } from "#tests/contracts/charts.ts";
import { briefingWords, LABELS, leftOut, rendererContract } from "#tests/contracts/renderer.ts";
import { briefingFor, createTestBot, everyTopic } from "#tests/fixtures/bot.ts";
import { cardFaults, teamsFaults } from "./limits.ts";
import { ownSpan, readMarkdown, teamsText } from "./words.ts";

const render = (briefing: Briefing) => renderTeams(briefing, { leftOut });
const cardOf = (briefing: Briefing): AdaptiveCard => render(briefing).attachments[0].content;
const only = (...blocks: readonly Block[]) => cardOf({ title: "Title", summary: "Summary.", blocks });

describe("the Teams renderer", () => {
  rendererContract({
    render,
    words: teamsText,
    own: ownSpan,
    faults: teamsFaults,
    notification: (message) => message.summary,
  });

  it("keeps text literal: only headings are Markdown to Teams, and they are escaped", () => {
    const words = "*a* _b_ [c](https://example.org) <at>d</at> 1. - # &amp; `e`";
    const [heading, line] = only(
      { kind: "heading", text: words },
      { kind: "paragraph", spans: [{ kind: "text", text: words }] },
    ).body;
    expect(heading).toMatchObject({ type: "TextBlock", style: "heading", text: escapeMarkdown(words) });
    expect(line).toMatchObject({ type: "RichTextBlock", inlines: [{ type: "TextRun", text: words }] });
  });

  it("escapes so that the same words are read back", () => {
    fc.assert(
      fc.property(fc.oneof(ORDINARY.words, fc.string()), (text) => {
        expect(readMarkdown(escapeMarkdown(text))).toBe(text);
        expect(escapeMarkdown(text)).not.toMatch(/(?<!\\)(?:\\\\)*[*_[\]`<>]/u);
      }),
    );
  });

  it("shows its words once: in the card, with the text twin for clients that draw none", () => {
    const activity = render(everyBlock());
    expect(activity).not.toHaveProperty("text");
    expect(activity.summary).toBe("Drugs in <Atlantis> & beyond: Four markets, the heroin trade first.");
    expect(activity.attachments[0].content.fallbackText).toBe(plainText(everyBlock()));
  });

  it("asks for feedback with Teams' own thumbs, where the briefing does", () => {
    expect(render(everyBlock()).channelData).toEqual({ feedbackLoop: { type: "default" } });
    expect(render({ title: "T", summary: "S", blocks: [] })).not.toHaveProperty("channelData");
  });

  it("makes buttons that replace the card, and that older clients send as a message", () => {
    const actions = only({
      kind: "actions",
      items: [{ kind: "show", label: "Heroin", pack: "p", text: "heroin" }],
      more: [],
    }).body;
    const data = { verb: "show", pack: "p", text: "heroin" };
    expect(actions).toEqual([
      {
        type: "ActionSet",
        spacing: "medium",
        actions: [
          {
            type: "Action.Execute",
            title: "Heroin",
            verb: "show",
            data,
            fallback: { type: "Action.Submit", title: "Heroin", data },
          },
        ],
      },
    ]);
  });

  it("opens web addresses only", () => {
    const card = only(
      { kind: "paragraph", spans: [{ kind: "link", text: "run", url: "javascript:alert(1)" }] },
      { kind: "actions", items: [], more: [{ kind: "link", label: "Run", url: "file:///etc/passwd" }] },
    );
    expect(JSON.stringify(card)).not.toContain("Action.OpenUrl");
    expect(
      teamsText({ attachments: [{ contentType: "application/vnd.microsoft.card.adaptive", content: card }] }),
    ).toBe("run (javascript:alert(1))");
  });

  it("keeps title, buttons and stamp when the content has no room", () => {
    const content: Block = {
      kind: "bullets",
      items: Array.from({ length: 300 }, (_, index) => [{ kind: "text", text: `Item ${index} `.repeat(20) }]),
    };
    const [title, ...blocks] = everyBlock().blocks;
    const body = cardOf({ ...everyBlock(), blocks: [title!, content, ...blocks] }).body;
    expect(body[0]).toMatchObject({ type: "TextBlock", size: "large" });
    expect(body.slice(-3).map(({ type }) => type)).toEqual(["ActionSet", "RichTextBlock", "RichTextBlock"]);
  });

  it("leaves no heading standing over what was left out", () => {
    const items = Array.from({ length: 80 }, () => [{ kind: "text", text: "as was said ".repeat(30) }] as const);
    const card = only(
      { kind: "subheading", text: "First" },
      { kind: "bullets", items },
      { kind: "subheading", text: "Second" },
      { kind: "bullets", items },
    );
    expect(JSON.stringify(card)).toContain("First");
    expect(JSON.stringify(card)).not.toContain("Second");
  });

  it("shows a long table in parts, the columns named once", () => {
    const rows = Array.from({ length: 30 }, (_, index) => [`Row ${index}`, "1.00"]);
    const columns = [
      { name: "Name", kind: "text" },
      { name: "Score", kind: "number" },
    ] as const;
    const tables = only({ kind: "table", caption: "All", columns, rows }).body.filter(isTable);
    expect(tables.map((table) => [table.firstRowAsHeader && table.firstRowAsHeaders, table.rows.length])).toEqual([
      [true, 13],
      [false, 12],
      [false, 6],
    ]);
  });

  it("has the rows of a table that head others in bold, in whatever part they stand, and breaks no head within its brackets", () => {
    const rows = Array.from({ length: 15 }, (_, index) => [`Row ${index}`]);
    const columns = [{ name: "Score (of 10)", kind: "text" }] as const;
    const tables = only({ kind: "table", caption: "", columns, rows, heads: [0, 14] }).body.filter(isTable);
    const lines = tables.flatMap((table) => table.rows.flatMap(({ cells }) => cells.flatMap(({ items }) => items)));
    const bold = lines.flatMap(({ inlines }) => inlines.flatMap((run) => (run.weight === "bolder" ? [run.text] : [])));
    expect(bold).toEqual(["Score (of\u00A010)", "Row 0", "Row 14"]);
  });

  it("answers in bold, the hedge behind it small and no bolder than the rest", () => {
    const [, lead] = cardOf(everyBlock()).body;
    const bold = { type: "TextRun", weight: "bolder" };
    const url = "https://example.org/chart?a=1&b=2";
    const selectAction = { type: "Action.OpenUrl", url };
    expect(lead).toEqual({
      type: "RichTextBlock",
      spacing: "medium",
      inlines: [
        { ...bold, text: "Heroin *fell* by <10%>, see " },
        { ...bold, text: "the chart", color: "accent", underline: true, selectAction },
        { ...bold, text: "." },
        { type: "TextRun", text: " (reported)", isSubtle: true, size: "small" },
      ],
    });
  });

  it("marks a hedge at its finding, and nothing where there is none", () => {
    const lines = only({
      kind: "findings",
      items: [
        { id: "a.one", text: "The market grew.", hedge: null },
        { id: "a.two", text: "Routes moved north.", hedge: "likely" },
      ],
    }).body;
    expect(lines).toMatchObject([
      { type: "TextBlock", text: "- The market grew." },
      { type: "TextBlock", text: String.raw`- Routes moved north. \(likely\)` },
    ]);
  });

  it("puts numbers right, under each other and under their name, and gives each column the room of its longest cell", () => {
    const table = cardOf(everyBlock()).body.find(isTable);
    const [names = 0, numbers = 0] = table?.columns.map(({ width }) => width) ?? [];
    expect(names).toBeGreaterThan(numbers);
    expect(table?.rows.map(({ cells }) => cells.map(({ items }) => items[0]?.horizontalAlignment))).toEqual([
      [undefined, "right"],
      [undefined, "right"],
      [undefined, "right"],
    ]);
  });

  it("says nothing over a table without a caption", () => {
    const table = everyBlock().blocks.findLast((block) => block.kind === "table")!;
    expect(only(table).body.map(({ type }) => type)).toEqual(["Table"]);
  });

  it("keeps what is less used in the menu behind the buttons, with what it does", () => {
    const sets = cardOf(everyBlock()).body.flatMap((element) => (element.type === "ActionSet" ? [element] : []));
    const actions = sets.flatMap((set) => set.actions);
    expect(actions.map(({ title, mode }) => [title, mode])).toEqual([
      ["Heroin trade", undefined],
      ["Share", undefined],
      ["Customise", undefined],
      ["Open the profile", undefined],
      ["Delete", undefined],
      ["Trend of its score", "secondary"],
      ["Pause", "secondary"],
      ["Open the method", "secondary"],
    ]);
    expect(actions[5]).toMatchObject({
      type: "Action.Execute",
      data: { verb: "show", pack: "atlantis", text: "heroin trend" },
      fallback: { type: "Action.Submit", data: { verb: "show", pack: "atlantis", text: "heroin trend" } },
    });
    expect(actions[6]).toMatchObject({ data: { verb: "form", pack: "atlantis", text: "pause" } });
  });

  it("keeps buttons in two rows, and their menu never alone on one: long names leave room for fewer", () => {
    const named = (label: string): Action => ({ kind: "show", label, pack: "p", text: label });
    const drawn = (...labels: readonly string[]) => {
      const items = labels.map(named);
      const { body } = only({ kind: "actions", items, more: [named("Cite"), named("Report")] });
      const actions = body.flatMap((element) => (element.type === "ActionSet" ? element.actions : []));
      return actions.filter(({ mode }) => mode === undefined).map(({ title }) => title);
    };
    expect(drawn("One", "Two", "Three")).toEqual(["One", "Two", "Three"]);
    const long = ["Leadership and governance", "Criminal justice and security"];
    expect(drawn(...long, "Prevention")).toEqual([...long, "Prevention"]);
    expect(drawn(...long, "Economic and financial environment")).toEqual(long);
    expect(drawn("Human trafficking", "Human smuggling", "Arms trafficking", "Non-renewable resource crimes")).toEqual([
      "Human trafficking",
      "Human smuggling",
      "Arms trafficking",
    ]);
  });

  it("has one menu for all that is less used, behind the last of the buttons", () => {
    const named = (label: string): Action => ({ kind: "show", label, pack: "p", text: label });
    const items = "a b c d e f g".split(" ").map(named);
    const more = "h i j k l m n o".split(" ").map(named);
    const sets = (body: readonly CardElement[]) =>
      body.map((element) =>
        element.type === "ActionSet" ? element.actions.map(({ title, mode }) => `${title}${mode ?? ""}`).join(" ") : "",
      );
    const menu = more.map(({ label }) => `${label}secondary`).join(" ");
    expect(sets(only({ kind: "actions", items, more }).body)).toEqual([`a b c d e fsecondary gsecondary ${menu}`]);
    expect(sets(only({ kind: "actions", items: items.slice(0, 5), more: more.slice(0, 1) }).body)).toEqual([
      "a b c d esecondary hsecondary",
    ]);
    expect(sets(only({ kind: "actions", items: [], more }).body)).toEqual([menu]);
  });

  it("draws the numbers of any chart that stand in its table, and says where high begins", () => {
    fc.assert(
      fc.property(anyChart(ORDINARY.words, 6), (chart) => {
        const [element] = cardOf({ title: "Title", summary: "", blocks: [{ kind: "chart", chart }] }).body;
        const shown = numbersIn(element).toSorted((one, other) => one - other);
        const width = chart.form === "bars" || chart.form === "ranks" ? 1 : Infinity;
        const values = chart.series.flatMap((series) =>
          series.values.slice(0, width).filter((value) => value !== null),
        );
        // Among lines it is one of them.
        const line = chart.form === "lines" ? chart.columns.map(() => chart.scale.line) : [];
        expect(shown).toEqual([...values, ...line].toSorted((one, other) => one - other));
        expect(JSON.stringify(element)).toContain(JSON.stringify(chart.scale.lineName).slice(1, -1));
      }),
    );
  });

  it("is a card that Microsoft's own library reads without complaint", () => {
    // It does not draw what Teams alone does, and shows what stands there for it.
    expect(complaints(cardOf(everyBlock()))).toEqual([
      'Unknown element type "CodeBlock". Fallback will be used if present.',
      'Unknown element type "Chart.Line". Fallback will be used if present.',
    ]);
    // Teams takes `choices.data` in a card of version 1.5, the library from 1.6 on.
    expect(complaints(renderForm(form(), LABELS), Versions.v1_6)).toEqual([]);
  });
});

describe("every topic of the profile on Teams", () => {
  const bot = createTestBot();

  it.each(["", ...everyTopic, "help", "about", "privacy", "scores"])("%s: the words of the text twin", async (text) => {
    const briefing = await briefingFor(text);
    const activity = renderTeams(briefing, bot);
    expect(teamsFaults(activity)).toEqual([]);
    expect(squeeze(teamsText(activity))).toBe(briefingWords(briefing, ownSpan));
  });

  it.each(everyTopic.map((slug) => `${slug} all`))("%s: whole lines, as many as there is room for", async (text) => {
    const briefing = await briefingFor(text);
    const activity = renderTeams(briefing, bot);
    expect(teamsFaults(activity)).toEqual([]);
    const lines = new Set([...briefing.blocks, bot.leftOut(leftOutOf(activity))].flatMap(blockLines).map(plainLine));
    expect(
      teamsText(activity)
        .split("\n")
        .filter((line) => line !== "" && !lines.has(line)),
    ).toEqual([]);
  });
});

describe("the form card", () => {
  it("has an input for each field, named so that its answer can be read", () => {
    expect(inputsOf(renderForm(form(), LABELS))).toMatchObject([
      { type: "Input.ChoiceSet", id: "one:day", style: "compact", value: "monday" },
      { type: "Input.ChoiceSet", id: "many:topics", isMultiSelect: true, value: "drugs,people" },
      { type: "Input.Time", id: "one:time", value: "09:00" },
      { type: "Input.ChoiceSet", id: "one:zone", value: "Asia/Bishkek", placeholder: "City" },
      { type: "Input.Text", id: "one:comment", isMultiline: true, maxLength: 500 },
    ]);
  });

  it("asks the bot for what fits while somebody types in a field that is searched, and carries only what is chosen", () => {
    expect(inputsOf(renderForm(form(), LABELS))).toContainEqual(
      expect.objectContaining({
        id: "one:zone",
        style: "filtered",
        choices: [{ title: "Bishkek", value: "Asia/Bishkek" }],
        "choices.data": { type: "Data.Query", dataset: "zone" },
      }),
    );
  });

  it("requires every field but those of which none may be chosen", () => {
    const needed = inputsOf(renderForm(form(), LABELS)).filter((part) => part.errorMessage === LABELS.required);
    expect(needed.map(({ id }) => id)).toEqual(["one:day", "one:time", "one:zone", "one:comment"]);
  });

  it("says below a field that has a value what may be put there", () => {
    const { body } = renderForm(form(), LABELS);
    const zone = body.findIndex((part) => JSON.stringify(part).includes('"one:zone"'));
    expect(body[zone + 1]).toMatchObject({ type: "TextBlock", text: "City", isSubtle: true });
  });

  it("puts a zone beside the time that it is of, with more room, and its hint below both", () => {
    const [, , time, zone] = form().fields;
    if (time === undefined || zone?.kind !== "search") throw new Error("The form has no time or no zone");
    const { body } = renderForm(form(time, zone), LABELS);
    expect(body.map(({ type }) => type)).toEqual(["TextBlock", "ColumnSet", "TextBlock", "ActionSet"]);
    expect(body[1]).toMatchObject({
      columns: [
        { width: 1, items: [{ id: "one:time" }] },
        { width: 2, items: [{ id: "one:zone" }] },
      ],
    });
  });

  it("tells what stores it from what leaves it by more than its place", () => {
    const buttons = renderForm(form(), LABELS).body.at(-1);
    const styled = { style: "positive", fallback: { style: "positive" } };
    expect(buttons).toMatchObject({ actions: [{ verb: "submit", ...styled }, { verb: "cancel" }] });
    expect(JSON.stringify(buttons).match(/positive/gu), "that of Cancel is plain").toHaveLength(2);
  });

  it("indents what is part of another choice, and says above the fields where it will come", () => {
    const options = [
      { label: "Markets", value: "markets", whole: "Markets" },
      { label: "Drugs", value: "drugs", whole: "Markets" },
    ];
    const topics: Field = { kind: "choices", name: "topics", label: "Topics", values: [], options, hint: "" };
    const { body } = renderForm({ ...form(topics), where: "Comes to this channel." }, LABELS);
    expect(body[1]).toMatchObject({ type: "TextBlock", text: "Comes to this channel.", isSubtle: true });
    expect(body[2]).toMatchObject({ choices: [{ title: "Markets" }, { title: "\u2003Drugs" }] });
  });

  it("says what is wrong beside the field, as words that are no markup", () => {
    const [, , words] = renderForm({ ...form(), errors: { day: "*no* such day" } }, LABELS).body;
    expect(words).toMatchObject({ type: "TextBlock", text: "\\*no\\* such day", color: "attention" });
  });

  it("can be left, whatever is filled in by then", () => {
    const leave = { title: LABELS.cancel, verb: "cancel", associatedInputs: "none", data: { text: "subscriptions" } };
    expect(renderForm(form(), LABELS).body.at(-1)).toMatchObject({ actions: [{ verb: "submit" }, leave] });
  });

  it("sends the form's id back with the answers", () => {
    expect(renderForm(form(), LABELS).body.at(-1)).toMatchObject({
      actions: [
        { verb: "submit", title: "Save", data: { verb: "submit", pack: "atlantis", text: "subscribe:weekly" } },
        { verb: "cancel" },
      ],
    });
  });

  it("lets people type what is too long to choose from", () => {
    const options = Array.from({ length: 420 }, (_, index) => ({ label: `Zone ${index}`, value: `Area/City${index}` }));
    const card = renderForm(
      form({ kind: "choice", name: "zone", label: "Zone", value: "Area/City7", options, hint: "" }),
      LABELS,
    );
    expect(card.body).toContainEqual(
      expect.objectContaining({ type: "Input.Text", id: "one:zone", label: "Zone", value: "Area/City7" }),
    );
    expect(cardFaults(card)).toEqual([]);
  });

  it("keeps within the limits with many choices", () => {
    const options = Array.from({ length: 100 }, (_, index) => ({
      label: `Zone ${index} `.repeat(20),
      value: `${index}`,
    }));
    const choices = ["a", "b", "c"].map((name): Field => ({
      kind: "choice",
      name,
      label: name,
      value: "1",
      options,
      hint: "",
    }));
    expect(cardFaults(renderForm(form(...choices), LABELS))).toEqual([]);
  });
});

function inputsOf({ body }: AdaptiveCard) {
  const parts = body.flatMap((part) =>
    part.type === "ColumnSet" ? part.columns.flatMap(({ items }) => items) : [part],
  );
  return parts.flatMap((part) =>
    part.type === "Input.Text" || part.type === "Input.Time" || part.type === "Input.ChoiceSet" ? [part] : [],
  );
}

function form(...fields: readonly Field[]): Form {
  const options = [
    { label: "Monday", value: "monday" },
    { label: "Tuesday", value: "tuesday" },
  ];
  const sections = [
    { label: "Drugs", value: "drugs" },
    { label: "People", value: "people" },
  ];
  const some: readonly Field[] = [
    { kind: "choice", name: "day", label: "Day", value: "monday", options, hint: "" },
    { kind: "choices", name: "topics", label: "Topics", values: ["drugs", "people"], options: sections, hint: "" },
    { kind: "time", name: "time", label: "Time", value: "09:00" },
    { kind: "search", name: "zone", label: "Zone", value: { label: "Bishkek", value: "Asia/Bishkek" }, hint: "City" },
    { kind: "paragraph", name: "comment", label: "Comment", value: "", hint: "Anything", maximum: 500 },
  ];
  return {
    title: "Weekly digest",
    submit: "Save",
    pack: "atlantis",
    id: "subscribe:weekly",
    fields: fields.length === 0 ? some : fields,
    errors: {},
    back: "subscriptions",
  };
}

/** What the library of the playground's page has to say about a card, `fallback` of newer elements aside. */
function complaints(card: AdaptiveCard, version = Versions.v1_5): readonly string[] {
  const context = new SerializationContext(version);
  new MicrosoftCard().parse(structuredClone(card), context);
  return Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index).message);
}

function leftOutOf(activity: TeamsActivity): number {
  return Number(/(\d+) more did not fit/u.exec(teamsText(activity))?.[1] ?? 0);
}

function isTable(element: CardElement): element is Extract<CardElement, { type: "Table" }> {
  return element.type === "Table";
}

function squeeze(words: string): string {
  return words.replaceAll(/\s+/gu, " ").trim();
}

/** The values of its points, wherever they stand in it. */
function numbersIn(part: unknown): readonly number[] {
  if (typeof part !== "object" || part === null) return [];
  if ("y" in part && typeof part.y === "number") return [part.y];
  return Object.values(part).flatMap(numbersIn);
}
