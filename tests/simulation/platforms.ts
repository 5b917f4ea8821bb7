/** Both platforms of a world, on its clock. */
import { createFakeConnector, type FakeConnector } from "#playground/teams/fake-connector.ts";
import { teamsTenant } from "#playground/teams/types.ts";
import { jsonList } from "#playground/payload/json.ts";
import { createFakeSlack, type FakeSlack } from "#playground/slack/fake-slack.ts";
import { slackTeam } from "#playground/slack/types.ts";
import type { Faults } from "./faults.ts";
import { HOSTS, SIGNING_SECRET } from "./replica.ts";
import type { World } from "./world.ts";

export interface SimulatedPlatforms {
  readonly slack: FakeSlack;
  readonly teams: FakeConnector;
}

export function createPlatforms(world: World, faults: Pick<Faults, "refusesForm">): SimulatedPlatforms {
  const clock = { now: () => Math.floor(world.now()) };
  const bot = `http://${HOSTS.bot}`;
  const slack = createFakeSlack({
    ...{ signingSecret: SIGNING_SECRET, clock, baseUrl: `http://${HOSTS.slack}`, botUrl: `${bot}/slack/events` },
    teams: [slackTeam({ unknownChannels: "create" })],
  });
  const teams = createFakeConnector({
    ...{ clock, baseUrl: `http://${HOSTS.teams}`, botUrl: `${bot}/api/messages` },
    tenant: teamsTenant({ unknownConversations: "create" }),
  });
  const refuse = <Refusal>(drawn: unknown, refusal: Refusal): Refusal | null =>
    jsonList(drawn).length > 0 && faults.refusesForm() ? refusal : null;
  slack.setRule(({ args }) => refuse(args["blocks"], { kind: "refuse", error: "invalid_blocks" }));
  teams.setRule(({ body }) => refuse(body["attachments"], { kind: "refuse", status: 400, error: "BadArgument" }));
  return { slack, teams };
}
