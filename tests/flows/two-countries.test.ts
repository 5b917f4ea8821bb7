import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { createFakeSlack } from "#playground/slack/fake-slack.ts";
import { listenOnLoopback } from "#playground/platform/for-tests.ts";
import { startSlack } from "#slack/start.ts";
import { CLOCK, createTestBot } from "#tests/fixtures/bot.ts";
import { loadTwoPacks } from "#tests/fixtures/library.ts";
import { worldOf } from "#tests/fixtures/world.ts";

const Answer = z.object({ text: z.string() });
const CHANNEL = "C0BRIEFINGS";
const signingSecret = "0123456789abcdef0123456789abcdef";
const fake = createFakeSlack({ signingSecret, clock: { now: () => CLOCK } });
const library = loadTwoPacks();
const closing: (() => Promise<void>)[] = [];

beforeAll(async () => {
  const remote = await fake.listen();
  const slack = await startSlack({
    bot: createTestBot({ library, world: worldOf() }),
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    clock: { now: () => CLOCK },
    config: { token: fake.token, apiUrl: fake.apiUrl(), via: { kind: "http", signingSecret } },
  });
  const server = await listenOnLoopback((request, response) => slack.handle(request, response));
  fake.pointAt(`${server.url}/slack/events`);
  closing.push(
    () => slack.stop(),
    () => server.close(),
    () => remote.close(),
  );
});

afterAll(async () => {
  for (const close of closing) await close();
});

describe("Two packs", () => {
  it.each(library.packs.map(({ slug, country }) => [slug, country]))(
    "give two commands: /%s",
    async (slug, country) => {
      const answer = await fake.sendSlash({ channel: CHANNEL, command: `/${slug}`, text: "drugs" });
      const { text } = Answer.parse(JSON.parse(answer.text));
      expect(text.split("\n")[0]).toMatch(new RegExp(`drugs? .*${country}|${country}.* drugs`, "iu"));
      const others = library.packs.filter((pack) => pack.slug !== slug);
      for (const other of others) expect(answer.text).not.toContain(other.country);
    },
  );

  it("stand beside a country of figures that has a command of its own, and takes no digest", async () => {
    const ask = (text: string) => fake.sendSlash({ channel: CHANNEL, command: "/chile", text });
    await ask("scores");
    await expect
      .poll(() => JSON.stringify(fake.state.messages.at(-1)))
      .toContain("In 2021 Chile scored a low 4.00 of 10 for criminality");
    expect((await ask("subscribe weekly")).text).toContain("Only figures for Chile are here, so none can be sent.");
  });

  it("keep their buttons apart", async () => {
    const second = library.packs[1];
    await fake.sendSlash({ channel: CHANNEL, command: `/${second?.slug}`, text: "drugs" });
    const pressed = fake.state.messages.at(-1);
    const buttons = JSON.stringify(pressed?.blocks);
    expect(buttons).toContain(`${second?.slug} heroin-trade`);
    expect(buttons).not.toContain(`${library.packs[0]?.slug} `);
  });
});
