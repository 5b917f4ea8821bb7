import { describe, expect, it } from "vitest";
import { openZonedContext } from "#core/digests/zone.ts";
import { formErrors } from "#core/subscriptions/form.ts";
import { contentOf } from "#tests/fixtures/bot.ts";
import { loadTwoPacks } from "#tests/fixtures/library.ts";

const context = openZonedContext(contentOf(loadTwoPacks()), "kyrgyzstan", { now: 0 });

describe("What is wrong with a filled-in form", () => {
  it("is said by field, with what was typed", () => {
    const values = { rhythm: ["weekly:9"], time: ["24:61"], zone: ["Mars/Base"], topics: [] };
    expect(formErrors(context, values)).toEqual({
      rhythm: expect.stringContaining("weekly:9"),
      time: expect.stringContaining("24:61"),
      zone: expect.stringContaining("“Mars/Base” is not a time zone the bot knows."),
    });
    expect(formErrors(context, { topics: ["drugs", "dugs", "constructor"] })).toEqual({
      topics: expect.stringContaining("dugs, constructor"),
    });
  });

  it("is nothing where all of it can be read, or was left out", () => {
    expect(formErrors(context, { rhythm: ["daily"], time: ["09:00"], zone: ["asia/bishkek"] })).toEqual({});
    expect(formErrors(context, {})).toEqual({});
  });
});
