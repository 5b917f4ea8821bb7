/** Both platforms of a world, on its clock. */
import { createFakeConnector, type FakeConnector } from "#playground/teams/fake-connector.ts";
import { teamsTenant } from "#playground/teams/types.ts";
import { createFakeSlack, type FakeSlack } from "#playground/slack/fake-slack.ts";
import { slackTeam } from "#playground/slack/types.ts";
import { HOSTS, SIGNING_SECRET } from "./replica.ts";
import type { World } from "./world.ts";

export interface SimulatedPlatforms {
  readonly slack: FakeSlack;
  readonly teams: FakeConnector;
}

export function createPlatforms(world: World): SimulatedPlatforms {
  const clock = { now: () => Math.floor(world.now()) };
  const bot = `http://${HOSTS.bot}`;
  return {
    slack: createFakeSlack({
      ...{ signingSecret: SIGNING_SECRET, clock, baseUrl: `http://${HOSTS.slack}`, botUrl: `${bot}/slack/events` },
      teams: [slackTeam({ unknownChannels: "create" })],
    }),
    teams: createFakeConnector({
      ...{ clock, baseUrl: `http://${HOSTS.teams}`, botUrl: `${bot}/api/messages` },
      tenant: teamsTenant({ unknownConversations: "create" }),
    }),
  };
}
