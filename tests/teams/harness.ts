/** The Teams adapter on a loopback port, with a small Bot Connector and its people in front of it. */
import { createFakeConnector, type FakeConnector } from "#playground/teams/fake-connector.ts";
import { teamsTenant, type TeamsTenant } from "#playground/teams/types.ts";
import { listenOnLoopback } from "#playground/platform/for-tests.ts";
import type { Bot, Log } from "#core/ports.ts";
import type { Conversation } from "#core/request.ts";
import type { TeamsActivity } from "#teams/drawing/card.ts";
import { startTeams, type Teams, type TeamsConfig, type TeamsParts } from "#teams/start.ts";
import { createTestBot } from "#tests/fixtures/bot.ts";
import { made } from "#tests/fixtures/made.ts";

export const LOCAL: TeamsConfig = {
  appId: null,
  appPassword: null,
  tenantId: null,
  appType: "SingleTenant",
  allowedTenants: [],
  loopback: true,
};

/** What Teams' side keeps, for as long as the test runs. */
export function createTeamsMemory(): Pick<TeamsParts, "store" | "answered"> {
  const references = new Map<string, unknown>();
  const lines = new Map<string, string>();
  const place = ({ tenant, channel }: Conversation): string => `${tenant} ${channel}`;
  return {
    store: made({
      references: {
        save: async (conversation, reference) => void references.set(place(conversation), reference),
        load: async (conversation) => references.get(place(conversation)) ?? null,
        list: async (_platform, { tenant, channel }) =>
          [...references]
            .map(([key, reference]) => ({ tenant: key.split(" ", 1)[0]!, channel: key.split(" ")[1]!, reference }))
            .filter((kept) => (tenant ?? kept.tenant) === kept.tenant && (channel ?? kept.channel) === kept.channel),
      },
    }),
    answered: {
      remember: async (name, line) => void lines.set(name, line),
      recall: async (name) => lines.get(name) ?? null,
    },
  };
}

export const PERSONAL = "a:personal";
export const GROUP = "19:regional@thread.v2";
export const CHANNEL = "19:general@thread.tacv2";

export interface Setting extends AsyncDisposable {
  readonly teams: Teams;
  readonly people: FakeConnector;
  /** The address of the bot's endpoint. */
  readonly endpoint: string;
  /** What was logged, sentence by sentence. */
  readonly logged: readonly string[];
  /** What the bot has sent, oldest first. */
  readonly sent: () => readonly TeamsActivity[];
  /** Resolves when the bot is done with all that it was told, also behind an answer. */
  readonly settled: () => Promise<void>;
}

export async function startSetting(
  parts: Partial<Omit<TeamsParts, "log">> & { readonly authorization?: () => string | null } = {},
): Promise<Setting> {
  const { authorization = () => null, ...given } = parts;
  const people = createFakeConnector({ authorization, tenant: withColleague() });
  const connector = await people.listen();
  const logged: string[] = [];
  const memory = createTeamsMemory();
  const teams = startTeams({ bot: createTestBot(), config: LOCAL, ...memory, ...given, log: logInto(logged) });
  const handling = new Set<Promise<void>>();
  const server = await listenOnLoopback((req, res) => {
    const handled = teams.handle(req, res);
    handling.add(handled);
    return handled.finally(() => handling.delete(handled));
  });
  people.pointAt(`${server.url}/api/messages`);
  return {
    teams,
    people,
    endpoint: `${server.url}/api/messages`,
    logged,
    sent: () =>
      people.state.messages.filter(({ from }) => from.id === "28:briefing").map(({ activity }) => asSent(activity)),
    settled: async () => void (await Promise.all(handling)),
    async [Symbol.asyncDispose]() {
      await teams.stop();
      await server.close();
      await connector.close();
    },
  };
}

/** A bot of which parts behave otherwise. */
export function botWith(parts: Partial<Bot>): Bot {
  return { ...createTestBot(), ...parts };
}

export const COLLEAGUE = "29:colleague";

/** A second person reads along. */
function withColleague(): TeamsTenant {
  const tenant = teamsTenant();
  const aadObjectId = "0a0b0c0d-0000-4000-8000-000000000002";
  const colleague = { id: COLLEAGUE, name: "Omar Beshir", aadObjectId, zone: "Africa/Cairo" };
  return { ...tenant, people: [...tenant.people, colleague] };
}

function logInto(logged: string[]): Log {
  const note = (fields: object, sentence: string): void => {
    logged.push(
      `${sentence} ${JSON.stringify(fields, (_, value: unknown) => (value instanceof Error ? value.message : value))}`,
    );
  };
  return { info: note, warn: note, error: note };
}

function asSent(activity: object): TeamsActivity {
  return JSON.parse(JSON.stringify(activity));
}
