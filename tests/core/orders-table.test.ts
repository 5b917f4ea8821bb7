import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { longDay } from "#core/digests/calendar.ts";
import { rhythmWords } from "#core/digests/day-words.ts";
import { beginRhythm } from "#core/digests/schedule.ts";
import { openZonedContext } from "#core/digests/zone.ts";
import { endDay, type PauseEnd } from "#core/orders/read-end.ts";
import { readOrder } from "#core/subscriptions/parse-order.ts";
import { readVerb } from "#core/subscriptions/read-verb.ts";
import { spanText } from "#core/subscriptions/skip-span.ts";
import { contentOf, createTestBot } from "#tests/fixtures/bot.ts";
import { SHIPPED } from "#tests/fixtures/library.ts";
import { MONDAY } from "#tests/fixtures/subscriptions.ts";

const PAGE = "docs/orders.md";
const ROW = /^\| (`+ ?)(.+?)( ?`+) \| (.*) \|$/u;
const context = openZonedContext(contentOf(), SHIPPED, { now: MONDAY });
const { parse } = createTestBot();
const clock = { time: "09:00", zone: "Asia/Bishkek" };
const names = (slugs: readonly string[]) => slugs.map((slug) => context.topics.get(slug)?.name ?? slug).join(", ");

/** What a line is taken for, or which of its words are not read. */
function understood(line: string): string {
  const command = parse(line);
  if (command.kind !== "subscription") throw new Error(`${line} is no order, but ${command.kind}`);
  return command.verb === "subscribe" ? order(command.rest) : afterVerb(command.verb, command.rest);
}

function order(rest: string): string {
  const { rhythm, time, zone, topics, unread } = readOrder(rest, context);
  if (unread.length > 0) return refused(unread);
  const days =
    rhythm === null ? null : beginRhythm(context.zones, { ...clock, rhythm }, { instant: MONDAY, lastDay: null });
  return said([
    days === null ? null : rhythmWords(context, days),
    time,
    zone,
    topics === null ? null : topics.length === 0 ? "all topics" : names(topics),
  ]);
}

function afterVerb(verb: Parameters<typeof readVerb>[0], rest: string): string {
  const { topics, all, end, unclear, count, span, unread } = readVerb(verb, rest, context);
  if (unread.length > 0) return refused(unread);
  if (unclear !== null) return `**asked back**: ${unclear.ends.map(until).join(" or ")}?`;
  return said([
    verb,
    all ? "all of them" : null,
    topics.length === 0 ? null : names(topics),
    end === null ? null : `until ${until(end)}`,
    count === null ? null : `${count} digests`,
    span === null ? null : `those of ${spanText(span)}`,
  ]);
}

function until(end: PauseEnd): string {
  return longDay(endDay(end, "2026-11-23") ?? "");
}

function refused(unread: readonly string[]): string {
  return `**not read**: ${unread.map((word) => `“${word.replaceAll("*", String.raw`\*`)}”`).join(", ")}`;
}

function said(parts: readonly (string | null)[]): string {
  const kept = parts.filter((part) => part !== null);
  return kept.length === 0 ? "as it is" : kept.join(" · ");
}

describe("The table of orders", () => {
  const page = readFileSync(PAGE, "utf8");
  const lines = page.split("\n").flatMap((line) => ROW.exec(line)?.[2] ?? []);

  it("tells of each line what it is taken for", async () => {
    const anew = page.split("\n").map((line) => {
      const [, open, typed, close] = ROW.exec(line) ?? [];
      return typed === undefined ? line : `| ${open}${typed}${close} | ${understood(typed)} |`;
    });
    await expect(anew.join("\n")).toMatchFileSnapshot(`../../${PAGE}`);
  });

  it("has a hundred and twenty lines, each once, a third of them refused by name", () => {
    const refusals = lines.map(understood).filter((words) => words.startsWith("**"));
    expect(new Set(lines).size).toBe(lines.length);
    expect(lines.length).toBeGreaterThanOrEqual(120);
    expect(refusals.length).toBeGreaterThanOrEqual(lines.length / 3);
  });
});
