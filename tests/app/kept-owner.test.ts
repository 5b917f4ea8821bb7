import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { createKeptOwner } from "#app/kept/owner.ts";
import { createNotedLog, type NotedLog } from "#tests/fixtures/noted.ts";

const ORGANISATION = { team_id: "E1", enterprise_id: "E1", is_enterprise_install: true };
let folder: string;
let log: NotedLog;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "briefing-kept-"));
  log = createNotedLog();
  onTestFinished(() => rmSync(folder, { recursive: true }));
});

function openKept({ token = "xoxb-1-secret", apiUrl = null as string | null } = {}) {
  return createKeptOwner({ folder, config: { token, apiUrl }, log });
}

describe("Whose Slack's token is", () => {
  it("is known at the next start with the same token", async () => {
    expect(openKept().read()).toBeNull();
    await openKept().keep(ORGANISATION);
    expect(openKept().read()).toEqual(ORGANISATION);
    expect(log.said).toEqual([]);
  });

  it.each([
    ["another token", { token: "xoxb-2-secret" }],
    ["another Slack", { apiUrl: "https://slack-gov.com/api/" }],
  ])("is not known of %s, which is said", async (_, other) => {
    await openKept().keep(ORGANISATION);
    expect(openKept(other).read()).toBeNull();
    expect(log.said).toEqual(["info: What the connection to Slack kept is of something else by now, and is made anew"]);
  });

  it("is kept without the token itself", async () => {
    await openKept().keep(ORGANISATION);
    expect(readFileSync(join(folder, "slack.owner"), "latin1")).not.toContain("xoxb");
  });
});
