/** Whose token the bot has: one workspace's, or a whole organisation's. */
import { WebClient } from "@slack/web-api";
import { describe, expect, it, vi } from "vitest";
import { type Connection, createConnection } from "#slack/wire/connection.ts";
import { createTokenTenants } from "#slack/wire/tenants.ts";
import { createTestLog } from "./bot.ts";

/** Slack's answers to `auth.teams.list`, one a page; an error's word refuses. */
function organisation(pages: readonly (readonly string[] | string)[]) {
  const asked: unknown[] = [];
  const client = new WebClient("xoxb-org", { retryConfig: { retries: 0 } });
  client.auth.teams.list = (options) => {
    asked.push(options?.cursor);
    const page = pages[asked.length - 1] ?? [];
    if (typeof page === "string")
      return Promise.reject(
        Object.assign(new Error(page), { code: "slack_webapi_platform_error", data: { ok: false, error: page } }),
      );
    const next_cursor = asked.length < pages.length ? `page-${asked.length}` : "";
    return Promise.resolve({ ok: true, teams: page.map((id) => ({ id })), response_metadata: { next_cursor } });
  };
  const log = createTestLog();
  const tenants = createTokenTenants(client, log);
  return { client, tenants, asked, log };
}

/** As a payload names the other organisation of a shared channel. */
const NAMED = { certain: null, named: ["T9"] };
const ORGANISATION = { team_id: "E1", enterprise_id: "E1", is_enterprise_install: true };

describe("A token", () => {
  it("reaches nobody before Slack has told whose it is", async () => {
    const { tenants } = organisation([]);
    expect([await tenants.reached(), await tenants.tenantOf(NAMED)]).toEqual([[], ""]);
  });

  it("that Slack knows without naming a workspace reaches whoever asks", async () => {
    const { tenants } = organisation([]);
    tenants.know({});
    expect([await tenants.reached(), await tenants.tenantOf(NAMED)]).toEqual(["all", "T9"]);
  });

  it("of a workspace reaches that one alone, also within an organisation", async () => {
    const { tenants, asked } = organisation([]);
    tenants.know({ team_id: "T1", enterprise_id: "E1", is_enterprise_install: false });
    expect([await tenants.reached(), await tenants.tenantOf(NAMED), asked]).toEqual([["T1"], "T1", []]);
    expect([tenants.isLostWith("T1"), tenants.isLostWith("T2")]).toEqual([true, false]);
  });

  it("of an organisation reaches every workspace that has the app, and asks which now and then", async () => {
    const { tenants, asked } = organisation([["T1", "T2"], ["T3"]]);
    tenants.know(ORGANISATION);
    expect(await tenants.reached()).toEqual(["E1", "T1", "T2", "T3"]);
    await tenants.reached();
    expect(asked).toEqual([undefined, "page-1"]);
  });

  it("of a workspace is that one's also once it is revoked, and reaches nobody then", async () => {
    const { tenants } = organisation([]);
    tenants.know({ team_id: "T1" });
    tenants.forget();
    expect([await tenants.reached(), await tenants.tenantOf(NAMED)]).toEqual([[], "T1"]);
    tenants.know({ team_id: "T1" });
    expect(await tenants.reached()).toEqual(["T1"]);
  });

  it.each([
    ["the workspace that Slack sent it for", { certain: "T2", named: ["T9"] }, "T2"],
    ["the first of its own that is named", { certain: null, named: ["T9", "T2", "T1"] }, "T2"],
    ["none where only strangers are named", { certain: null, named: ["T9", "T8"] }, ""],
    ["none where nothing is named", { certain: null, named: [] }, ""],
  ])("of an organisation takes a payload for %s", async (_, named, tenant) => {
    const { tenants } = organisation([["T1", "T2"]]);
    tenants.know(ORGANISATION);
    expect(await tenants.tenantOf(named)).toBe(tenant);
  });

  it("of an organisation with one workspace takes a stranger's press for that one's", async () => {
    const { tenants } = organisation([["T1"]]);
    tenants.know(ORGANISATION);
    expect(await tenants.tenantOf(NAMED)).toBe("T1");
  });

  it("of an organisation asks again for a workspace that may have come since", async () => {
    const pages = [["T1", "T2"]];
    const { tenants, asked } = organisation(pages);
    let now = 0;
    vi.spyOn(performance, "now").mockImplementation(() => now);
    tenants.know(ORGANISATION);
    expect(await tenants.tenantOf(NAMED)).toBe("");
    pages.push(["T1", "T2", "T9"]);
    expect([await tenants.tenantOf(NAMED), asked.length]).toEqual(["", 1]);
    now += 31_000;
    expect([await tenants.tenantOf(NAMED), asked.length]).toEqual(["T9", 2]);
    vi.restoreAllMocks();
  });

  it("of an organisation is not lost with one of its workspaces", () => {
    const { tenants } = organisation([]);
    tenants.know(ORGANISATION);
    expect([tenants.isLostWith("T1"), tenants.isLostWith("E1")]).toEqual([false, true]);
  });

  it("of an organisation reaches nobody while Slack cannot tell, and it is asked again half a minute later", async () => {
    const { tenants, asked } = organisation(["internal_error", ["T1"], ["T2"]]);
    let now = 0;
    vi.spyOn(performance, "now").mockImplementation(() => now);
    tenants.know(ORGANISATION);
    expect([await tenants.reached(), await tenants.reached(), asked.length]).toEqual([[], [], 1]);
    now += 31_000;
    // Nobody waits for it.
    expect(await tenants.reached()).toEqual([]);
    await expect.poll(() => tenants.reached()).toEqual(["E1", "T1", "T2"]);
    vi.restoreAllMocks();
  });

  it("of an organisation that Slack tells nothing of reaches whoever asks, and the log says so", async () => {
    const { tenants, log } = organisation(["unknown_method"]);
    tenants.know(ORGANISATION);
    expect(await tenants.reached()).toBe("all");
    expect(log.heard.map(({ message }) => message)).toEqual([expect.stringContaining("every workspace is taken")]);
  });
});

describe("The workspaces that go with an organisation's app", () => {
  const inOrganisation = async () => {
    const { client, log } = organisation([["T1", "T2"]]);
    client.auth.test = () => Promise.resolve({ ok: true, ...ORGANISATION });
    const connection = createConnection({ client, log });
    await connection.asked;
    await connection.reached();
    return connection;
  };

  it.each([
    ["Slack has told of its token first", ({ leave }) => leave("tokens_revoked", "E1")],
    ["Slack has refused its token first", ({ refused }) => Promise.resolve(refused("account_inactive"))],
    ["Slack tells a second time, for want of the store", ({ leave }) => leave("app_uninstalled", "E1")],
  ] satisfies [string, (connection: Connection) => Promise<unknown>][])(
    "are all told of where %s",
    async (_, before) => {
      const connection = await inOrganisation();
      await before(connection);
      expect(await connection.leave("app_uninstalled", "E1")).toEqual(["E1", "T1", "T2"]);
      expect(await connection.reached()).toEqual([]);
      connection.stop();
    },
  );
});
