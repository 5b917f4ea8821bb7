import { describe, expect, it } from "vitest";
import type { Venue } from "#core/briefings/context.ts";
import { countWords } from "#core/briefings/findings.ts";
import type { FramedRequest } from "#core/conversation/framed-request.ts";
import type { Block, Briefing } from "#core/document/briefing.ts";
import { plainLine, plainText } from "#core/document/plain-text.ts";
import type { Reply } from "#core/reply.ts";
import { renderSlack } from "#slack/drawing/render.ts";
import { renderTeams } from "#teams/drawing/render.ts";
import { createTestBot } from "#tests/fixtures/bot.ts";
import { openAnswers, readQuestions } from "#tests/evaluation/evaluate.ts";
import { TYPED } from "#tests/fixtures/frames.ts";
import { SHIPPED, shippedPack } from "#tests/fixtures/library.ts";
import { everyMessage, VENUES, type MessageKind } from "#tests/fixtures/messages.ts";

/** Words before the buttons, by the guide; pages of all there is have none but the platforms' limits. */
const BUDGETS: Readonly<Record<MessageKind, number>> = {
  overview: 120,
  pillar: 180,
  section: 150,
  indicator: 130,
  figures: 60,
  abstention: 60,
  choice: 40,
  help: 110,
  about: 130,
  privacy: 120,
  error: 30,
  notice: 50,
  all: Infinity,
};
const ANSWER_BUDGET = 90;

const { credit, funding, figures } = shippedPack();

/** Cells, the source line, feedback and a hedge behind its claim are not counted; nor are credit and funding, which stay whole. */
function wordsIn({ blocks }: Briefing): number {
  return countWords(plainText({ title: "", summary: "", blocks: blocks.flatMap(counted) }));
}

function counted(block: Block): readonly Block[] {
  if (block.kind === "stamp") return [];
  if (block.kind === "table") return [{ kind: "subheading", text: block.caption }];
  if (block.kind === "chart") return [{ kind: "subheading", text: block.chart.caption }];
  if (block.kind === "lead") return [{ ...block, hedge: null }];
  if (block.kind === "findings") return [{ ...block, items: block.items.map((item) => ({ ...item, hedge: null })) }];
  return block.kind === "paragraph" && isCredit(plainLine(block.spans)) ? [] : [block];
}

function isCredit(text: string): boolean {
  return [credit, funding, figures.source.name].some((line) => text.includes(line));
}

/** Those that are longer than they may be, with how many words they have. */
function tooLong(messages: readonly { readonly name: string; readonly briefing: Briefing }[], budget: number) {
  return messages.flatMap(({ name, briefing }) => {
    const words = wordsIn(briefing);
    return words > budget ? [`${words} words: ${name}`] : [];
  });
}

describe.each(Object.entries(VENUES))("In %s", (_, venue) => {
  const byKind = [...Map.groupBy(everyMessage(venue), ({ kind }) => kind)];

  it.each(byKind.map(([kind, messages]) => ({ kind, messages })))(
    "no message of $kind has more words than it may",
    ({ kind, messages }) => {
      expect(tooLong(messages, BUDGETS[kind])).toEqual([]);
    },
  );

  it("there are messages of every kind", () => {
    expect(new Set(byKind.map(([kind]) => kind))).toEqual(new Set(Object.keys(BUDGETS)));
  });

  it("no answer to a development question has more words than it may", async () => {
    const answers = openAnswers();
    const replies = await Promise.all(
      readQuestions("development").map(async ({ ask: name }) => ({
        name,
        reply: await answers.ask(turnAt(venue), name),
      })),
    );
    const of = (kind: Reply["kind"]) =>
      replies.flatMap(({ name, reply }) => (reply.kind === kind ? [{ name, briefing: reply.briefing }] : []));
    expect(of("answer").length).toBeGreaterThan(300);
    expect(tooLong(of("answer"), ANSWER_BUDGET)).toEqual([]);
    expect(tooLong(of("abstention"), BUDGETS.abstention)).toEqual([]);
    expect(tooLong(of("figures"), BUDGETS.figures)).toEqual([]);
  });
});

function turnAt(venue: Venue): FramedRequest {
  return {
    pack: SHIPPED,
    command: { kind: "ask", question: "" },
    conversation: { ...venue, tenant: "T1", channel: "C1", thread: null },
    asker: { id: "U1", name: "Asel", zone: null },
    ...{ key: null, frame: null, ...TYPED },
  };
}

describe("Below a message", () => {
  const words = createTestBot();
  /** Buttons as they are drawn; a menu that holds one thing is one. */
  const drawn = (payload: unknown): readonly number[] => {
    const rows: number[] = [];
    JSON.stringify(payload, (_, value: unknown) => {
      if (typeof value !== "object" || value === null || !("type" in value)) return value;
      const row: Row = value;
      const inMenu = (row.actions ?? []).filter(({ mode }) => mode === "secondary").length;
      if (row.type === "actions") rows.push((row.elements ?? []).filter(({ type }) => type === "button").length);
      if (row.type === "ActionSet") rows.push((row.actions ?? []).length - inMenu + (inMenu === 1 ? 1 : 0));
      return value;
    });
    return rows;
  };
  interface Row {
    readonly type?: unknown;
    readonly elements?: readonly { readonly type: string }[];
    readonly actions?: readonly { readonly mode?: string }[];
  }

  it.each([
    ["Slack", "a Slack channel", (briefing: Briefing) => renderSlack(briefing, words)],
    ["Teams", "a Teams channel", (briefing: Briefing) => renderTeams(briefing, words)],
  ] as const)("%s draws five buttons at most, whatever the message", (_, venue, render) => {
    const messages = everyMessage(VENUES[venue]);
    const crowded = messages.flatMap(({ name, briefing }) => {
      const buttons = drawn(render(briefing)).reduce((sum, count) => sum + count, 0);
      return buttons > 5 ? [`${buttons}: ${name}`] : [];
    });
    expect(messages.length).toBeGreaterThan(1000);
    expect(crowded).toEqual([]);
  });
});
