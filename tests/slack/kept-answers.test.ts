/** The short road of a command that was answered before, beside the ordinary one. */
import { afterEach, describe, expect, it } from "vitest";
import { createRunFrames } from "#app/memory/conversations.ts";
import type { Frame } from "#core/conversation/frame.ts";
import { CLOCK, createTestBot, everyTopic } from "#tests/fixtures/bot.ts";
import { SHIPPED } from "#tests/fixtures/library.ts";
import { openWorkspace, type Workspace } from "./workspace.ts";

const DAY_MS = 24 * 60 * 60_000;
const PAGES = ["", "all", "help", "about", "privacy", "cite"];

let at: Workspace;
afterEach(() => at.close());

/** The real bot, which tells what it had to read and what it remembered. */
async function open() {
  const time = { now: CLOCK };
  const read: string[] = [];
  const saved: { readonly place: string; readonly frame: Frame }[] = [];
  const kept = createRunFrames();
  const frames = {
    ...kept,
    save(place: string, frame: Frame, when: number) {
      saved.push({ place, frame });
      return kept.save(place, frame, when);
    },
  };
  const bot = createTestBot({ frames, now: () => time.now });
  at = await openWorkspace({
    ...bot,
    heed: () => "answer",
    parse(text, pack) {
      read.push(text);
      return bot.parse(text, pack);
    },
  });
  const type = async (text: string, user = "U0ASKER", channel = "C0BRIEFINGS") =>
    (await at.fake.sendSlash({ channel, user, command: `/${SHIPPED}`, text })).text;
  return { time, read, saved, type };
}

describe("A command that was answered before", () => {
  it("has the same bytes again, whatever it is about", async () => {
    const { read, type } = await open();
    for (const words of [...PAGES, ...everyTopic, ...everyTopic.map((topic) => `${topic} all`)]) {
      const first = await type(words);
      const readOnce = read.length;
      expect(await type(words, "U0COLLEAGUE"), words).toBe(first);
      expect(read.length, words).toBe(readOnce);
    }
  });

  it("is remembered for whoever asks, as for the first one", async () => {
    const { saved, type } = await open();
    await type("heroin");
    await type("heroin", "U0COLLEAGUE");
    const [first, second] = saved;
    expect(second?.frame).toEqual({ ...first?.frame, joins: true });
    expect(second?.place).toBe(first?.place.replace("U0ASKER", "U0COLLEAGUE"));
  });

  it.each(["who is behind it?", "victims?", "compare cannabis", "trend?", "is there a number?"])(
    "is read anew where it may mean another thing behind what was spoken of: %s",
    async (words) => {
      const { read, type } = await open();
      await type(words, "U0COLLEAGUE");
      await type(words);
      expect(read).toEqual([words, words]);
    },
  );

  it("is another one behind what was spoken of, whoever typed the same before", async () => {
    const { time, type } = await open();
    const turns = [];
    for (const words of ["compare cannabis", "heroin", "compare cannabis"]) {
      time.now += 1000;
      turns.push(await type(words));
    }
    expect(turns[2]).not.toBe(turns[0]);
  });

  it("is read anew the next day, and where two are alone", async () => {
    const { read, time, type } = await open();
    await type("heroin");
    await type("heroin", "U0ASKER", "D0BRIEFING");
    time.now += DAY_MS;
    await type("heroin");
    expect(read).toHaveLength(3);
  });
});
