import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readBlockActions, readDeleted, readMessage as readMessageOf } from "#slack/read.ts";
import { plainWords } from "#slack/drawing/spans.ts";

const event = { type: "app_mention", channel: "C1", user: "U1", text: "<@U0BOT> heroin?", ts: "1.000100" };

describe("what a person wrote", () => {
  it.each([
    ["<@U0BOT> what about heroin?", "what about heroin?"],
    ["<@U0BOT|briefing>  <@U0BOT> drugs", "drugs"],
    ["ask <@U2> &amp; <!here> about <#C1|markets>", "ask   &   about markets"],
    ["see <https://example.org/a?b=1&amp;c=2|this page>", "see this page"],
    ["see <https://example.org/a>", "see https://example.org/a"],
    ["1 &lt; 2 &gt; 0", "1 < 2 > 0"],
    ["*bold* _words_ stay", "*bold* _words_ stay"],
    ["&amp;lt; is what they typed", "&lt; is what they typed"],
    ["&gt; drugs", "> drugs"],
  ])("%s is read as %s", (typed, words) => {
    expect(plainWords(typed)).toBe(words);
  });

  it("is read from anything at all before this test is over", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("<", ">", "@", "|", "&", "a", "lt;", "#", "!"), maxLength: 10_000 }),
        (typed) => {
          expect(plainWords(typed).length).toBeLessThanOrEqual(typed.length);
        },
      ),
      { numRuns: 50 },
    );
    expect(plainWords("<".repeat(100_000))).toHaveLength(100_000);
  });
});

/** As with the token of an organisation that has every workspace. */
const readMessage = (body: unknown) =>
  readMessageOf(body, ({ certain, named }) => Promise.resolve(certain ?? named[0] ?? ""));

describe("a message event", () => {
  const readText = async (text: string) => readMessage({ team_id: "T1", event: { ...event, text } });

  it.each([
    ["&gt; Digest 3 of 13\n<@U0BOT> pause", "pause"],
    ["<@U0BOT>\n&gt; one\n&gt; two\nstatus", "status"],
    ["<@U0BOT> help\n&gt;&gt;&gt; one\ntwo", "help"],
    ["&gt; unsubscribe\n<@U0BOT>", ""],
    ["<@U0BOT>\n&gt; pause", ""],
    ["<@U0BOT>\n&gt;&gt;&gt; subscribe\nweekly", ""],
    ["<@U0BOT>\n &gt; pause", ""],
    ["<@U0BOT> &gt; pause", ""],
    ["_&gt; pause_\n\u200b&gt; resume\n<@U0BOT>", ""],
    ["a &gt; b", "a > b"],
  ])("of %j says %j: an order that is quoted was somebody else's", async (typed, words) => {
    expect((await readText(typed))?.text).toBe(words);
  });

  it("says what stands below what is quoted, whatever that is", async () => {
    const words = fc.stringMatching(/^[a-z]{1,12}( [a-z]{1,12}){0,4}$/u);
    const line = fc.stringMatching(/^[^\n&<>]*$/u);
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1 }), words, async (quoted, typed) => {
        const lines = quoted.map((each) => `&gt; ${each}`);
        expect((await readText([...lines, `<@U0BOT> ${typed}`].join("\n")))?.text).toBe(typed);
        expect((await readText(["<@U0BOT>", ...lines].join("\n")))?.text).toBe("");
      }),
    );
  });

  it.each([
    ["<@U2> <@U0BOT> unsubscribe", []],
    ["<@U0BOT> <@U2> unsubscribe", ["@U2"]],
    ["<!here> <@U0BOT> unsubscribe", []],
    ["<@U0BOT> unsubscribe <@U2>", ["@U2"]],
    ["<@U2> unsubscribe <@U0BOT>", ["@U2"]],
    ["<@U2> <@U0BOT> unsubscribe <@U2> <#C1|markets>", ["@U2", "#markets"]],
  ])("%s speaks of %j: who is called before the bot is spoken to", async (text, mentions) => {
    const authorizations = [{ team_id: "T1", user_id: "U0BOT" }];
    expect((await readMessage({ team_id: "T1", authorizations, event: { ...event, text } }))?.mentions).toEqual(
      mentions,
    );
  });

  it("is a person's question when a person asks the bot", async () => {
    const readWith = (change: object) => readMessage({ team_id: "T1", event: { ...event, ...change } });
    expect((await readWith({}))?.text).toBe("heroin?");
    expect((await readWith({ type: "message", channel_type: "im" }))?.ts).toBe("1.000100");
    const inThread = await readWith({ subtype: "thread_broadcast", thread_ts: "0.5" });
    expect(inThread?.conversation.thread).toBe("0.5");
  });

  it.each([
    ["of a bot", { bot_id: "B1" }],
    ["edited", { subtype: "message_changed" }],
    ["deleted", { subtype: "message_deleted" }],
    ["of nobody", { user: undefined }],
    ["in a channel, without a mention", { type: "message", channel_type: "channel" }],
  ])("%s is left alone", async (_, change) => {
    expect(await readMessage({ team_id: "T1", event: { ...event, ...change } })).toBeNull();
  });

  it("of any shape never rejects", async () => {
    await fc.assert(
      fc.asyncProperty(fc.anything(), fc.object(), async (anything, fields) => {
        expect(await readMessage(anything)).toBeNull();
        await readMessage({ team_id: "T1", event: { ...event, ...fields } });
      }),
    );
  });
});

describe("One delivery", () => {
  const gone = { type: "message", subtype: "message_deleted", channel: "D1", deleted_ts: "1.000100" };
  const press = {
    ...{
      user: { id: "U1", team_id: "T2" },
      team: { id: "T1" },
      channel: { id: "C1" },
      container: { message_ts: "1.0001" },
    },
    ...{
      actions: [{ action_id: "do:0", value: "kyrgyzstan drugs" }],
      response_url: "https://example.org",
      trigger_id: "1.2",
    },
  };
  it.each([
    ["message", readMessageOf, { team_id: "T1", event }],
    ["deletion", readDeleted, { team_id: "T1", event: gone }],
    ["press", readBlockActions, press],
  ])("of a %s has one key in every process, whichever of them has heard whose token it is", async (_, read, body) => {
    const keys = await Promise.all(
      ["", "T1"].map(async (told) => (await read(body, () => Promise.resolve(told)))?.key),
    );
    expect(keys[0]).toMatch(/^(?:T1:)?[CD]1:/u);
    expect(keys[0]).toBe(keys[1]);
  });
});
