import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readActivity } from "#teams/read.ts";
import { isMentioned, otherMentions, readMentions, stripMentions } from "#teams/mention.ts";

type Mentions = ReturnType<typeof readMentions>;

const bot = { id: "28:briefing", name: "Briefing" };
const ours: Mentions[number] = { id: bot.id, names: ["Briefing"] };
const strip = (text: string, mentions: Mentions = [ours]) => stripMentions({ text, bot, mentions });

describe("a mention", () => {
  it.each([
    ["<at>Briefing</at> drugs", "drugs"],
    ["<at>Briefing</at>&nbsp;drugs", "drugs"],
    ["<at>Briefing</at>\u00a0drugs", "drugs"],
    ["<at>Briefing</at>   heroin   trade  ", "heroin trade"],
    ["<at>Briefing</at> <at>Briefing</at> drugs", "drugs"],
    ["what about <at>Briefing</at> drugs", "what about drugs"],
    ['<at id="0">Briefing</at> drugs', "drugs"],
    ["<p><at>Briefing</at>&nbsp;drugs</p>", "drugs"],
    ["<at>Briefing</at> R&amp;D", "R&D"],
    ["<at>Briefing</at> &constructor;", "&constructor;"],
    ["<at>Briefing</at> &amp;lt;b&amp;gt;", "&lt;b&gt;"],
    ["<at>Briefing</at> &#1085;&#x430;", "на"],
    ["<at>Briefing</at> /kyrgyzstan drugs", "/kyrgyzstan drugs"],
    ["<at>Briefing</at> ask <at>Ines Castell</at> about drugs", "ask Ines Castell about drugs"],
    ["<at>Briefing</at> first<br>second", "first\nsecond"],
    ["<at>Briefing</at> is 3 <4 and 5> 2?", "is 3 <4 and 5> 2?"],
    ["<at>Briefing</at> &#x110000; &unknown; &", "&#x110000; &unknown; &"],
    ['<quoted messageId="1772050244572"/> pause', "pause"],
    ['<quoted messageId="1"></quoted><at>Briefing</at> status', "status"],
    [
      '<blockquote itemid="1"><p>Digest 3 of 13</p><p>Aida</p></blockquote><p><at>Briefing</at> unsubscribe</p>',
      "unsubscribe",
    ],
    ["<blockquote>one<blockquote>two</blockquote>drugs", "one drugs"],
    ['<quoted messageId="1">heroin</quoted>', ""],
    ["<at>Briefing</at><blockquote>unsubscribe</blockquote>", ""],
    ['<at>Briefing</at><quoted messageId="1">pause</quoted> <blockquote>stop</blockquote>', ""],
    ["<at>Briefing</at><br>&gt; pause", ""],
    ["&gt; pause<br><br>status", "status"],
    ["> pause\n\nstatus", "status"],
    ["&gt;&gt;&gt; pause\nstatus", ""],
    ["<p>&gt; pause</p><p>&nbsp;</p>", ""],
    ["<span>&gt; unsubscribe</span>", ""],
    ["<ul><li>&gt; resume</li></ul>", ""],
    ["&#62; resume", ""],
    [" \u200b&gt; pause", ""],
    ["*&gt; pause*", ""],
    ["<div><at>Briefing</at></div><div>&gt; pause</div>", ""],
    ["<p>&gt; unsubscribe</p><p>status</p>", "status"],
    ["@Briefing status", "status"],
    ["@briefing  status", "status"],
    ["@Briefings status", "@Briefings status"],
    ["hello @Briefing, drugs", "hello , drugs"],
    ['<customemoji id="x" alt="ok"></customemoji> pause', "pause"],
    ['pause <customemoji id="x" alt="a > b"/>', "pause"],
    ['<readonly title="x">status</readonly>', "status"],
    ["<label>status</label>", "status"],
    ["<mark>drugs</mark> in <ABBR title='x'>KG</ABBR>", "drugs in KG"],
    ["<figure><img src='x'/><figcaption>drugs</figcaption></figure>", "drugs"],
    ['<video src="x" controls>not shown</video> status', "status"],
    ['<o:p data-x="1">drugs</o:p>', "drugs"],
    ["is <heroin> up, or x <y and y> z, or a</b?", "is <heroin> up, or x <y and y> z, or a</b?"],
    ["if a <b and c <at>Briefing</at> drugs", "if a <b and c drugs"],
    ["5 < 7 & drugs <3", "5 < 7 & drugs <3"],
    ["<at>Briefing</at> <code>drugs</code>", "drugs"],
    ['<codeblock class="Text"><code>status</code></codeblock>', "status"],
    ["<pre>pause</pre>", "pause"],
    ['<at>Briefing</at> drugs<attachment id="7b1c"></attachment>', "drugs"],
    ['<at>Briefing</at> drugs <img src="https://x/y.png" alt="a picture"/>', "drugs"],
    ['<at>Briefing</at> drugs <emoji id="smile" alt="x" title="Smile"></emoji>', "drugs"],
    ["<at>Briefing</at>", ""],
    ["drugs", "drugs"],
  ])("%s says %s", (text, said) => {
    expect(strip(text)).toBe(said);
  });

  it.each([
    ["<at>Ines</at> <at>Briefing</at> status", "status", []],
    ["<at>Ines</at>, <at>Briefing</at> status", "status", []],
    ["<at>Briefing</at> <at>Ines</at>&nbsp;unsubscribe", "unsubscribe", ["@Ines"]],
    ["<p><at>Ines</at>&nbsp;<at>Briefing</at> unsubscribe <at>Ines</at></p>", "unsubscribe Ines", ["@Ines"]],
    ["<at>Ines</at> unsubscribe <at>Briefing</at>", "Ines unsubscribe", ["@Ines"]],
    ["hey <at>Ines</at> <at>Briefing</at> status", "hey Ines status", ["@Ines"]],
  ])("%s says %s and speaks of %j: who is called before the bot is spoken to", (text, words, others) => {
    const mentions = [ours, { id: "29:ines", names: ["Ines"] }];
    expect(strip(text, mentions)).toBe(words);
    expect(otherMentions({ text, bot, mentions })).toEqual(others);
  });

  it("is one without a tag, by the name in its entity", () => {
    const mentions = readMentions([{ type: "mention", mentioned: { id: bot.id, name: "Bot X" }, text: null }]);
    for (const called of ["@Bot X", "@bot x", "@Bot  X,"])
      expect(strip(`${called} status`, mentions)).toMatch(/^,? ?status$/);
  });

  it("goes by the name that people gave the bot, too", () => {
    const mentions = [{ id: bot.id, names: ["Our context & friends"] }];
    expect(strip("<at>Our context &amp; friends</at> drugs", mentions)).toBe("drugs");
  });

  it.each([
    ["without a text, by the name of who is mentioned", { mentioned: { ...bot, name: "Briefing (dev)" } }],
    ["with an empty text", { mentioned: { ...bot, name: "Briefing (dev)" }, text: null }],
    ["with another text than the tag", { mentioned: { ...bot, name: "Briefing (dev)" }, text: "<at>Briefing</at>" }],
    ["that tells neither text nor name", { mentioned: { id: bot.id } }],
    ["that tells another name than the tag", { mentioned: { ...bot, name: "Briefing 2" }, text: "<at>Brief</at>" }],
  ])("is one in an entity %s", (_, entity) => {
    const others = { type: "mention", mentioned: { id: "29:ines", name: "Ines" }, text: "<at>Ines</at>" };
    const mentions = readMentions([{ type: "mention", ...entity }, others]);
    const text = "<at>Briefing (dev)</at> ask <at>Ines</at>";
    expect(isMentioned({ text, bot, mentions })).toBe(true);
    expect(strip(text, mentions)).toBe("ask Ines");
  });

  it("among very many tags that do not end is read before this test is over", () => {
    for (const tag of ["<blockquote>", "<quoted>", "<attachment>", "<at>", "</at>", '<a x="', "<a x ", "<a x='\" "])
      strip(tag.repeat(10_000));
    expect(strip("<at>Briefing</at> drugs".concat("<at>".repeat(10_000)), [])).toContain("drugs");
  });

  it("is none where only what is quoted has one", () => {
    expect(isMentioned({ text: "<blockquote><at>Briefing</at> drugs</blockquote> see?", bot, mentions: [] })).toBe(
      false,
    );
  });

  it("of somebody else is no mention of the bot", () => {
    const mentions = [{ id: "29:ines", names: ["Ines"] }];
    expect(isMentioned({ text: "<at>Ines</at> drugs", bot, mentions })).toBe(false);
    expect(isMentioned({ text: "<at>Briefing</at> drugs", bot, mentions: [] })).toBe(true);
  });

  it("means what is typed, whatever is quoted above it", () => {
    const word = fc.stringMatching(/^[a-z]{1,12}$/u);
    const typed = fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => words.join(" "));
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), typed, fc.nat(), (before, words, id) => {
        const shown = before.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
        expect(strip(`<quoted messageId="${id}"/> ${words}`)).toBe(words);
        expect(strip(`<blockquote itemid="${id}"><p>${shown}</p></blockquote><p>${words}</p>`)).toBe(words);
      }),
    );
  });

  it("means the same in any tag, known or not, with any value in it", () => {
    const name = fc.stringMatching(/^[a-z]{2,9}$/u).filter((each) => !/^(?:at|img|video|audio)$/u.test(each));
    const value = fc.string().map((each) => each.replaceAll('"', ""));
    fc.assert(
      fc.property(name, value, fc.stringMatching(/^[a-z]{1,12}$/u), (tag, title, words) => {
        fc.pre(!["quoted", "emoji", "style", "script", "object", "iframe"].includes(tag));
        expect(strip(`<${tag} title="${title}">${words}</${tag}>`)).toBe(words);
        expect(strip(`<${tag}>${words}</${tag}>`)).toBe(words);
        expect(strip(`${words} <${tag} title="${title}"/>`)).toBe(words);
      }),
    );
  });

  it("leaves any words as they were typed, but for lines that quote", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (words) => {
        fc.pre(!words.includes(">") && !words.includes("@"));
        const typed = words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
        expect(strip(`<at>Briefing</at>&nbsp;${typed}`)).toBe(
          words
            .replaceAll(/[^\S\n]+/gu, " ")
            .replaceAll(/ ?\n ?/gu, "\n")
            .trim(),
        );
      }),
    );
  });
});

describe("reading an activity", () => {
  const activity = {
    type: "message",
    id: "1",
    text: "drugs",
    serviceUrl: "https://smba.trafficmanager.net/emea/",
    from: { id: "29:ines", name: "Ines" },
    recipient: bot,
    conversation: { id: "a:1", conversationType: "personal", tenantId: "t" },
  };

  it.each([
    [
      { id: "19:x@thread.tacv2;messageid=42", conversationType: "channel" },
      { channel: "19:x@thread.tacv2", thread: "42", kind: "channel" },
    ],
    [
      { id: "19:x@thread.v2", conversationType: "groupChat", isGroup: true },
      { channel: "19:x@thread.v2", thread: null, kind: "group" },
    ],
    [
      { id: "a:1", conversationType: "personal" },
      { channel: "a:1", thread: null, kind: "direct" },
    ],
    [{ id: "a:1" }, { channel: "a:1", thread: null, kind: "direct" }],
    [
      { id: "19:x@unq", isGroup: true },
      { channel: "19:x@unq", thread: null, kind: "group" },
    ],
  ])("places %j", (conversation, place) => {
    const entities = [{ type: "mention", mentioned: bot, text: "<at>Briefing</at>" }];
    expect(readActivity({ ...activity, conversation, entities })).toMatchObject({ conversation: place });
  });

  it("takes the tenant from the channel's data first", () => {
    expect(readActivity({ ...activity, channelData: { tenant: { id: "home" } } })).toMatchObject({
      conversation: { tenant: "home" },
    });
    expect(readActivity(activity)).toMatchObject({ conversation: { tenant: "t" } });
  });

  it.each(["Asia/Bishkek", "Mars/Olympus"])("passes on the time zone %s as Teams tells it", (zone) => {
    expect(readActivity({ ...activity, localTimezone: zone })).toMatchObject({ asker: { zone } });
  });

  it("passes on no time zone where Teams tells none", () => {
    expect(readActivity({ ...activity, localTimezone: undefined })).toMatchObject({ asker: { zone: null } });
    expect(readActivity({ ...activity, localTimezone: null })).toMatchObject({ asker: { zone: null } });
  });

  const shapes: readonly (readonly [string, unknown, boolean])[] = [
    ["a message that is replied to", [{ contentType: "messageReference" }], false],
    ["a message that is passed on", [{ contentType: "forwardedMessageReference" }], false],
    ["nothing", [null], false],
    ["no kind", [{ contentType: null }], false],
    ["another shape", "none", false],
    ["a card of Teams' own", [{ contentType: "application/vnd.microsoft.teams.card.o365connector" }], false],
    ["a document", [{ contentType: "application/vnd.microsoft.teams.file.download.info" }], true],
    ["a file of SharePoint", [{ contentType: "reference" }], true],
    ["a picture", [{ contentType: "image/png" }], true],
  ];
  it.each(shapes)("whose attachment is %s says so: a file, or none", (_, attachments, isFile) => {
    const text = '<attachment id="1"></attachment><at>Briefing</at>';
    const entities = [{ type: "mention", mentioned: bot, text: "<at>Briefing</at>" }];
    expect(readActivity({ ...activity, text, entities, attachments })).toMatchObject({ kind: "message", isFile });
    expect(readActivity({ ...activity, attachments })).toMatchObject({ text: "drugs", isFile: false });
  });

  it("takes any text for a message", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(readActivity({ ...activity, text }).kind).toBe("message");
      }),
    );
  });

  it("takes any value for something, and never fails on it", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom("message", "invoke", "event"), (value, type) => {
        expect(typeof readActivity({ ...activity, type, name: "adaptiveCard/action", value }).kind).toBe("string");
      }),
    );
  });
});
