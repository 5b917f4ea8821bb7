/** Slack, Teams and whoever vouches for them, on this machine, under the names that the bot knows them by. */
import { listenOnLoopback } from "#playground/platform/for-tests.ts";
import { answerJson } from "#playground/platform/http.ts";
import { createFakeSlack, type FakeSlack } from "#playground/slack/fake-slack.ts";
import { slackTeam } from "#playground/slack/types.ts";
import { createFakeConnector, type FakeConnector } from "#playground/teams/fake-connector.ts";
import { teamsTenant } from "#playground/teams/types.ts";
import { CREDENTIALS } from "#tests/fixtures/process.ts";
import { startIssuer } from "#tests/teams/issuer.ts";

export interface Platforms {
  readonly slack: FakeSlack;
  readonly teams: FakeConnector;
  /** Where each host of the outside stands on this machine. */
  readonly hosts: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** The bot is patient with nobody who asks without end, so everybody asks but once. */
const PEOPLE = 3000;
const NUMBERS = Array.from({ length: PEOPLE }, (_, number) => number);
const SLACK_PEOPLE = NUMBERS.map((number) => ({
  ...{ id: slackPerson(number), name: `person${number}`, realName: `Person ${number}`, zone: "Europe/Paris" },
}));
const TEAMS_PEOPLE = NUMBERS.map((number) => ({
  ...{ id: teamsPerson(number), name: `Person ${number}`, zone: "Europe/Paris" },
  aadObjectId: `0a0b0c0d-0000-4000-8000-${String(number).padStart(12, "0")}`,
}));

export function slackPerson(number: number): string {
  return `U0PERSON${number % PEOPLE}`;
}

export function teamsPerson(number: number): string {
  return `29:person${number % PEOPLE}`;
}

const { MICROSOFT_APP_ID: appId, MICROSOFT_APP_TENANT_ID: tenantId } = CREDENTIALS.teams;

export async function startPlatforms(): Promise<Platforms> {
  const slack = createFakeSlack({
    ...{ signingSecret: CREDENTIALS.slack.SLACK_SIGNING_SECRET, baseUrl: "https://slack.com" },
    teams: [slackTeam({ token: CREDENTIALS.slack.SLACK_BOT_TOKEN, unknownChannels: "create", people: SLACK_PEOPLE })],
  });
  const issuer = await startIssuer(appId, () => teams.serviceUrl());
  const teams = createFakeConnector({
    ...{ baseUrl: "https://smba.trafficmanager.net/emea", authorization: () => issuer.bearer() },
    tenant: teamsTenant({ id: tenantId, unknownConversations: "create", people: TEAMS_PEOPLE }),
  });
  const slackServer = await listenOnLoopback(slack.handle);
  const teamsServer = await listenOnLoopback(teams.handle);
  const entra = await startEntra();
  return {
    slack,
    teams,
    hosts: {
      "slack.com": slackServer.url,
      "smba.trafficmanager.net": teamsServer.url,
      "login.botframework.com": new URL(issuer.cloud.openIdMetadataUrl).origin,
      "login.microsoftonline.com": entra.url,
    },
    async close() {
      await Promise.all([slackServer.close(), teamsServer.close(), entra.close(), issuer.close()]);
    },
  };
}

/** As much of Microsoft Entra as a bot needs for its access token. */
function startEntra() {
  const authority = `https://login.microsoftonline.com/${tenantId}`;
  return listenOnLoopback((req, res) => {
    const token = { token_type: "Bearer", expires_in: 3599, ext_expires_in: 3599, access_token: "soak" };
    const metadata = {
      issuer: `${authority}/v2.0`,
      authorization_endpoint: `${authority}/oauth2/v2.0/authorize`,
      token_endpoint: `${authority}/oauth2/v2.0/token`,
      jwks_uri: `${authority}/discovery/v2.0/keys`,
    };
    answerJson(res, 200, req.method === "POST" ? token : metadata);
    return Promise.resolve();
  });
}
