import { describe, expect, it } from "vitest";
import { listenOnLoopback } from "#playground/platform/for-tests.ts";
import { CLOUDS } from "#teams/wire/cloud.ts";
import { isUploadAddress } from "#teams/wire/upload.ts";
import { createTestBot } from "#tests/fixtures/bot.ts";
import { exportsAt, PUBLIC_URL } from "#tests/fixtures/exports.ts";
import { CHANNEL, LOCAL, PERSONAL, startSetting, type Setting } from "./harness.ts";

const CONSENT = "application/vnd.microsoft.teams.card.file.consent";
const INFO = "application/vnd.microsoft.teams.card.file.info";

function open(publicUrl: string | null, config = LOCAL): Promise<Setting> {
  return startSetting({ bot: createTestBot(), exports: exportsAt(publicUrl), config });
}

const byBot = ({ people }: Setting) => people.state.messages.filter(({ from }) => from.id === "28:briefing");
const wordsOf = (setting: Setting) => JSON.stringify(byBot(setting).at(-1)?.attachments);

describe("An evidence pack in the personal chat", () => {
  it("is offered with its name and size, saved where Teams says once it is allowed, and shown in its place", async () => {
    await using at = await open(null);
    await at.people.sendMessage({ conversation: PERSONAL, text: "export drugs csv" });
    const [offer] = byBot(at);
    expect(offer?.attachments).toMatchObject([
      { contentType: CONSENT, name: "kyrgyzstan-drugs-2021.csv", content: { sizeInBytes: expect.any(Number) } },
    ]);
    const answer = await at.people.answerOffer({ activity: offer!.id, action: "accept" });
    await at.settled();
    expect(answer.status).toBe(200);
    const [saved] = [...at.people.drive.files.values()];
    expect(new TextDecoder().decode(saved?.bytes ?? undefined)).toContain("heroin-trade.transit-share");
    expect(byBot(at).map(({ attachments: [card] }) => card?.["contentType"])).toEqual([INFO]);
  });

  it("is saved behind the answer to the consent, for which Teams waits less long", async () => {
    await using at = await open(null);
    const answered = Promise.withResolvers<void>();
    const drive = await listenOnLoopback(async (_, res) => {
      await answered.promise;
      res.writeHead(201).end();
    });
    await at.people.sendMessage({ conversation: PERSONAL, text: "export drugs csv" });
    const offer = { activity: byBot(at)[0]!.id, action: "accept", uploadUrl: drive.url } as const;
    expect((await at.people.answerOffer(offer)).status).toBe(200);
    answered.resolve();
    await at.settled();
    await drive.close();
    expect(byBot(at).map(({ attachments: [card] }) => card?.["contentType"])).toEqual([INFO]);
  });

  it("is not saved where it is declined, and how to get it after all is said", async () => {
    await using at = await open(PUBLIC_URL);
    await at.people.sendMessage({ conversation: PERSONAL, text: "export drugs csv" });
    await at.people.answerOffer({ activity: byBot(at)[0]!.id, action: "decline" });
    await at.settled();
    expect(at.people.drive.files.size).toBe(0);
    expect(byBot(at)).toHaveLength(1);
    expect(wordsOf(at)).toMatch(/Nothing was saved\. To get the file after all, type .*export drugs csv/u);
  });

  it.each([
    ["https://example.org/upload", PUBLIC_URL, `${PUBLIC_URL}/exports/pack?`],
    ["https://example.org/upload", null, "could not be sent"],
    ["http://127.0.0.1:9/", PUBLIC_URL, `${PUBLIC_URL}/exports/pack?`],
  ])("is put nowhere else: to %s it is not, and that is said", async (uploadUrl, publicUrl, words) => {
    await using at = await open(publicUrl);
    await at.people.sendMessage({ conversation: PERSONAL, text: "export drugs csv" });
    await at.people.answerOffer({ activity: byBot(at)[0]!.id, action: "accept", uploadUrl });
    await at.settled();
    expect(wordsOf(at)).toContain(words);
  });

  it.each([
    [429, "try again in a few minutes"],
    [503, "try again in a few minutes"],
    [500, "could not be sent"],
    [302, "could not be sent"],
  ])("is told in words where the drive answers %i", async (status, words) => {
    await using at = await open(null);
    const drive = await listenOnLoopback(async (_, res) => {
      res.writeHead(status, { location: "http://localhost/" }).end();
    });
    await at.people.sendMessage({ conversation: PERSONAL, text: "export drugs csv" });
    await at.people.answerOffer({ activity: byBot(at)[0]!.id, action: "accept", uploadUrl: drive.url });
    await at.settled();
    await drive.close();
    expect(wordsOf(at)).toContain(words);
  });

  it("is at its address where Teams does not take the offer", async () => {
    await using at = await open(PUBLIC_URL);
    at.people.failNext("replyToActivity", { kind: "refuse", status: 403, error: "ForbiddenOperationException" });
    await at.people.sendMessage({ conversation: PERSONAL, text: "export drugs csv" });
    expect(wordsOf(at)).toContain(`${PUBLIC_URL}/exports/pack?`);
  });

  it("does nothing for a consent to what was never offered", async () => {
    await using at = await open(null);
    for (const text of ["subscribe monday 09:00", "export moonshine pdf", "drugs"]) {
      const value = { type: "fileUpload", action: "accept", context: { pack: "kyrgyzstan", text } };
      const uploadInfo = { uploadUrl: `${at.people.serviceUrl()}/drive/x`, contentUrl: "", uniqueId: "", fileType: "" };
      const invoke = { type: "invoke", name: "fileConsent/invoke", value: { ...value, uploadInfo } };
      await at.people.sendActivity(invoke, { conversation: PERSONAL });
      await at.settled();
    }
    expect(byBot(at)).toHaveLength(3);
    expect(wordsOf(at)).toContain("What can I ask?");
  });
});

describe("An evidence pack elsewhere", () => {
  it("is at a signed address that ends by itself", async () => {
    await using at = await open(PUBLIC_URL);
    await at.people.sendMessage({ conversation: CHANNEL, text: "@Briefing export drugs" });
    expect(wordsOf(at)).toContain(`${PUBLIC_URL}/exports/pack?`);
    expect(wordsOf(at)).toContain("DATE(2026-11-23T12:00:00Z,LONG)");
  });

  it("is said to be had in the personal chat where there is no address", async () => {
    await using at = await open(null);
    await at.people.sendMessage({ conversation: CHANNEL, text: "@Briefing export drugs" });
    expect(wordsOf(at)).toMatch(/in your personal chat with it\. Type .*export drugs pdf/u);
  });

  it("is never offered in a cloud whose bots give no files", async () => {
    await using at = await open(null, { ...LOCAL, cloud: CLOUDS["us-government"] });
    await at.people.sendMessage({ conversation: PERSONAL, text: "export drugs" });
    expect(wordsOf(at)).toContain("The bot cannot send files here.");
  });
});

describe("Where a file may be put", () => {
  const allowed = (cloud: keyof typeof CLOUDS) => (url: string) =>
    isUploadAddress(url, { uploadHosts: CLOUDS[cloud].uploadHosts, loopback: false });
  const drives = [
    "https://contoso-my.sharepoint.com/personal/ines/_api/v2.0/drive/items/01/uploadSession?guid='1'",
    "https://contoso.sharepoint.com/sites/a/_api/upload",
    "https://api.onedrive.com/rup/1",
  ];
  const others = [
    "https://sharepoint.com.example.org/",
    "https://evilsharepoint.com/",
    "https://example.org/?https://contoso.sharepoint.com/",
    "http://contoso.sharepoint.com/",
    "https://contoso.sharepoint.com@example.org/",
    "https://ines:secret@contoso.sharepoint.com/",
    "https://contoso.sharepoint.com:8443/",
    "https://127.0.0.1/",
    "file:///etc/passwd",
    "",
  ];

  it("is OneDrive and SharePoint, and nothing that only looks like it", () => {
    expect(drives.filter(allowed("public"))).toEqual(drives);
    expect(others.filter(allowed("public"))).toEqual([]);
  });

  it("is nowhere in a government's cloud", () => {
    expect([...drives, ...others].filter(allowed("us-government"))).toEqual([]);
  });
});
