/** A small bot for tests of what Slack does with it: each answer says what was asked of it. */
import type { Block, Briefing } from "#core/document/briefing.ts";
import type { Form } from "#core/document/form.ts";
import type { Bot, Log, Remark } from "#core/ports.ts";
import type { Reply } from "#core/reply.ts";
import type { Command, Incoming } from "#core/request.ts";
import { createRunGiven } from "#tests/fixtures/given.ts";
import { createRunOnce } from "#tests/fixtures/once.ts";
import { LABELS, leftOut } from "#tests/contracts/renderer.ts";

export interface TestBot extends Bot {
  readonly requests: readonly Incoming[];
  /** Messages whose form was refused, and whether their words were taken. */
  readonly refusedForms: readonly { readonly platform: string; readonly taken: boolean }[];
  /** The next answer takes this work first. */
  readonly before: (work: () => Promise<void>) => void;
}

/** Packs `atlantis` and `lyonesse`. */
export function createTestBot(): TestBot {
  const requests: Incoming[] = [];
  const refusedForms: { platform: string; taken: boolean }[] = [];
  const waiting: (() => Promise<void>)[] = [];
  return {
    requests,
    refusedForms,
    refusedForm: (platform, taken) => void refusedForms.push({ platform, taken }),
    before: (work) => void waiting.push(work),
    packs: [
      { slug: "atlantis", country: "Atlantis" },
      { slug: "lyonesse", country: "Lyonesse" },
    ],
    answersOf: (slug) => ["atlantis", "lyonesse"].includes(slug),
    defaultPack: "atlantis",
    parse: parseTyped,
    parsePress: (text) => (text === "gone" ? null : parseTyped(text)),
    parseMention: (text) => ({ pack: "atlantis", command: parseTyped(text) }),
    async handle(request) {
      requests.push(request);
      try {
        await waiting.shift()?.();
        return reply(request);
      } catch {
        // As the real one: whatever fails inside, there is an answer.
        return sorry();
      }
    },
    repeat: () => null,
    posted: () => Promise.resolve(),
    apology: sorry,
    sharedBy: ({ id, name }) => ({
      kind: "notice",
      spans: [
        { kind: "text", text: "Shared by " },
        { kind: "person", id, name },
      ],
    }),
    askedBy: ({ name }, question) => ({
      kind: "notice",
      spans: [{ kind: "text", text: `${name} asked: ${question}` }],
    }),
    parseQuestion: () => null,
    leftOut,
    labels: LABELS,
    once: createRunOnce(),
    given: createRunGiven(),
    handedOver: (_, how) => brief(`Handed over: ${how.kind}${how.kind === "address" ? ` ${how.url}` : ""}`),
    removed: () => Promise.resolve(),
    heed: () => "answer",
    findOptions: (field, asked) =>
      Array.from({ length: 120 }, (_, index) => ({ label: `${field} ${asked} ${index}`, value: `${index}` })),
    remark: (remark) => ({ kind: "briefing", topic: null, briefing: remarkOf(remark) }),
  };
}

export interface Heard {
  readonly level: "info" | "warn" | "error";
  readonly message: string;
  readonly fields: object;
}

/** A log that keeps what it hears. */
export function createTestLog(): Log & { readonly heard: readonly Heard[] } {
  const heard: Heard[] = [];
  const hear = (level: Heard["level"]) => (fields: object, message: string) =>
    void heard.push({ level, message, fields });
  return { heard, info: hear("info"), warn: hear("warn"), error: hear("error") };
}

export function formOf(options: number): Form {
  const cities = Array.from({ length: options }, (_, index) => ({ label: `City ${index}`, value: `city-${index}` }));
  return {
    title: "Customise",
    submit: "Subscribe",
    pack: "atlantis",
    id: "subscribe",
    fields: [
      { kind: "choice", name: "day", label: "Day", value: "city-1", options: cities, hint: "" },
      {
        kind: "choices",
        name: "topics",
        label: "Topics",
        values: ["city-0"],
        options: cities.slice(0, 4),
        hint: "Or none",
      },
      { kind: "choices", name: "more", label: "More topics", values: [], options: cities.slice(0, 12), hint: "" },
      { kind: "time", name: "at", label: "Time", value: "09:00" },
      { kind: "search", name: "zone", label: "Zone", value: { label: "Paris", value: "Europe/Paris" }, hint: "A city" },
      { kind: "paragraph", name: "note", label: "Note", value: "", hint: "", maximum: 500 },
    ],
    errors: {},
    back: "help",
  };
}

function remarkOf(remark: Remark): Briefing {
  const blocks: readonly Block[] = [
    { kind: "notice", spans: [{ kind: "text", text: `Remark: ${remark}` }] },
    { kind: "actions", items: [{ kind: "show", label: "Help", pack: "atlantis", text: "help" }], more: [] },
  ];
  return { title: remark, summary: remark, blocks };
}

function sorry(): Reply {
  return { kind: "apology", topic: null, briefing: brief("Sorry") };
}

function parseTyped(text: string): Command {
  if (text.startsWith("cite ")) return { kind: "cite", findings: [text.slice(5)] };
  if (text === "thanks") return { kind: "smalltalk", tone: "thanks" };
  if (text === "subscribe") return { kind: "subscription", verb: "subscribe", rest: "" };
  return text.endsWith("?") ? { kind: "ask", question: text } : { kind: "topic", slug: text, detail: "brief" };
}

function reply(request: Incoming): Reply {
  const { command, pack } = request;
  if (command.kind === "subscription")
    return { kind: "form", topic: null, form: formOf(14), briefing: brief("Weekly, Monday, 09:00") };
  if (command.kind === "submission" && command.values["zone"]?.[0] === "nowhere") {
    return { kind: "form", topic: null, form: formOf(3), briefing: brief("No such zone") };
  }
  if (command.kind === "submission" && command.values["zone"]?.[0] === "atlantis") {
    const errors = { zone: "No zone is called atlantis" };
    return { kind: "briefing", topic: null, briefing: brief("No such zone"), errors };
  }
  const asked = command.kind === "topic" ? command.slug : command.kind === "ask" ? command.question : command.kind;
  return { kind: "briefing", topic: null, briefing: brief(`${pack} on ${asked}`) };
}

function brief(words: string): Briefing {
  const blocks: readonly Block[] = [
    { kind: "paragraph", spans: [{ kind: "text", text: words }] },
    {
      kind: "actions",
      items: [
        { kind: "show", label: "Heroin", pack: "atlantis", text: "heroin" },
        { kind: "share", label: "Share", pack: "atlantis", text: "drugs" },
        { kind: "form", label: "Customise", pack: "atlantis", text: "subscribe" },
        { kind: "form", label: "No form", pack: "atlantis", text: "weekly" },
        { kind: "link", label: "Open", url: "https://example.org/" },
      ],
      more: [
        { kind: "show", label: "Cannabis", pack: "atlantis", text: "cannabis" },
        { kind: "share", label: "Share all", pack: "atlantis", text: "all of it" },
        { kind: "form", label: "Change", pack: "lyonesse", text: "subscribe" },
      ],
    },
    { kind: "feedback", feedback: { pack: "atlantis", answer: "an-answer" } },
  ];
  return { title: words, summary: words, blocks };
}
