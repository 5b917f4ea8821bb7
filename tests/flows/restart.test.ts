import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, it } from "vitest";
import { freePort } from "#tests/fixtures/free-port.ts";
import { createFolder, startProcess } from "#tests/fixtures/process.ts";

const MINUTE_MS = 60_000;
const headers = { "content-type": "application/json" };

it.each([
  ["Teams", "teams/send", { conversation: "a:personal", text: "subscribe daily 09:00" }],
  ["Slack", "slack/send", { channel: "C0BRIEFINGS", text: "/kyrgyzstan subscribe daily 09:00" }],
])(
  "What fell due in %s while the bot was down goes as soon as it is back, not at the next full minute",
  async (_platform, path, message) => {
    const environment = { DATA_FOLDER: createFolder(), PORT: String(await freePort()) };
    const before = startProcess({ environment });
    const base = await before.address;
    await fetch(`${base}/playground/api/${path}`, { method: "POST", headers, body: JSON.stringify(message) });
    before.child.kill("SIGTERM");
    expect(await before.ended).toBe(0);

    const database = new Database(join(environment.DATA_FOLDER, "local.db"), { readonly: true });
    const dueAt = Number(database.prepare("select next_due_at from subscriptions").pluck().get());
    database.close();
    const AHEAD_MS = String(dueAt + 5 * MINUTE_MS - Date.now());
    const after = startProcess({ environment: { ...environment, AHEAD_MS }, preload: ["no-minutes.mjs"] });
    await after.address;
    const sent = async (): Promise<string> => (await fetch(`${base}/metrics`)).text();
    await expect.poll(sent, { timeout: 60_000 }).toContain("briefing_digests_sent_total 1");
  },
);
