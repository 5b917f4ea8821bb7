/** The one reader of the environment: every variable is here, in `.env.example`, and nowhere else. */
import { resolve } from "node:path";
import { z } from "zod";
import { readZoneEntries } from "#content/zones/entries.ts";
import { createZones } from "#core/digests/zone.ts";
import type { SlackConfig } from "#slack/start.ts";
import { APP_TYPES, CLOUD_NAMES, CLOUDS } from "#teams/wire/cloud.ts";
import { explainAddress } from "#store/connection/address.ts";
import type { TeamsConfig } from "#teams/start.ts";
import {
  NETWORK_VARIABLES,
  type Network,
  optional,
  problemsOfNetwork,
  readNetwork,
  withProxyNames,
} from "./environment/network.ts";

/** Local mode has no platform at all: both are emulated on loopback. */
export type Platforms =
  | { readonly kind: "local" }
  | { readonly kind: "real"; readonly slack: SlackConfig | null; readonly teams: TeamsConfig | null };

export interface Config extends Network {
  readonly logLevel: string;
  readonly platforms: Platforms;
  /** PostgreSQL when set, else SQLite in `dataFolder`. */
  readonly databaseUrl: string | null;
  readonly dataFolder: string;
  /** 32 bytes, base64; null in local mode only. */
  readonly encryptionKey: string | null;
  /** What was sealed with one of these is opened, and sealed anew with `encryptionKey`. */
  readonly formerKeys: readonly string[];
  /** IANA zone for subscriptions whose asker's zone is not known. */
  readonly zone: string;
  /** Slug of the pack that is meant where none is named; needed where there are several. */
  readonly defaultPack: string | null;
  /** Whom people in need may turn to, in a line that is shown as it stands. */
  readonly helpContact: string | null;
}

/** The environment is missing something or holds something malformed; the message names each variable. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

type Environment = Readonly<Record<string, string | undefined>>;

const SLACK_APPS = "https://api.slack.com/apps, your app";
const AZURE = "the Azure portal, your bot's Configuration page";

const shaped = (pattern: RegExp, advice: string) => optional(z.string().regex(pattern, advice));

const systemFolder = /^\/(?:proc|sys)(?:\/|$)/;

const Variables = z.object({
  ...NETWORK_VARIABLES,
  LOG_LEVEL: optional(z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"])),
  NODE_ENV: optional(z.string()),
  SLACK_BOT_TOKEN: shaped(
    /^xoxb-\S+$/,
    `expected a bot token, xoxb-...; copy it from ${SLACK_APPS}, OAuth & Permissions`,
  ),
  SLACK_SIGNING_SECRET: shaped(
    /^[0-9a-f]{32}$/,
    `expected 32 hexadecimal digits; copy it from ${SLACK_APPS}, Basic Information`,
  ),
  SLACK_APP_TOKEN: shaped(
    /^xapp-\S+$/,
    `expected an app-level token, xapp-...; make one on ${SLACK_APPS}, Basic Information`,
  ),
  // Microsoft writes them in small letters, and tokens carry them so.
  MICROSOFT_APP_ID: optional(z.guid(`expected a GUID; copy it from ${AZURE}`).toLowerCase()),
  MICROSOFT_APP_PASSWORD: optional(z.string()),
  MICROSOFT_APP_TENANT_ID: optional(z.guid(`expected a GUID; copy it from ${AZURE}`).toLowerCase()),
  MICROSOFT_APP_TYPE: optional(z.enum(APP_TYPES)),
  // GCC is of the public cloud: https://learn.microsoft.com/azure/bot-service/how-to-deploy-gov-cloud-high
  MICROSOFT_CLOUD: optional(z.enum([...CLOUD_NAMES, "gcc"])).transform((name) => (name === "gcc" ? "public" : name)),
  TEAMS_ALLOWED_TENANTS: optional(
    z
      .string()
      .toLowerCase()
      .refine(
        (tenants) => listOf(tenants).every((tenant) => z.guid().safeParse(tenant).success),
        "expected GUIDs of tenants, separated by commas; a domain is not what Teams tells a tenant by",
      ),
  ),
  DATABASE_URL: optional(z.string().superRefine(checkAddress)),
  // Node makes folders in /proc over and over, without an end and without an error.
  DATA_FOLDER: optional(
    z
      .string()
      .refine(
        (folder) => !systemFolder.test(resolve(folder)),
        "expected a folder on a disk, found one of the system's own",
      ),
  ),
  ENCRYPTION_KEY: optional(z.string().refine(isKey, "expected 32 bytes in base64; make one: openssl rand -base64 32")),
  ENCRYPTION_KEY_OLD: optional(
    z
      .string()
      .refine(
        (keys) => listOf(keys).every(isKey),
        "expected what ENCRYPTION_KEY was before: 32 bytes in base64, several separated by commas",
      ),
  ).transform((keys) => listOf(keys ?? "")),
  DEFAULT_PACK: shaped(/^[a-z]+(-[a-z]+)*$/, "expected the name of a folder in content/, such as the country's"),
  HELP_CONTACT: shaped(/^[^\r\n]{1,200}$/, "expected one line of at most 200 characters"),
  TIME_ZONE: optional(z.string().transform(readZone)),
});

type Values = z.infer<typeof Variables>;

/** The names of all that is read. */
export const VARIABLES: readonly string[] = Object.keys(Variables.shape);

/** Reads and checks all of it at once; throws a `ConfigError` that lists everything that is wrong. */
export function readConfig(environment: Environment): Config {
  const parsed = Variables.safeParse(withProxyNames(environment));
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("\n"));
  }
  const values = parsed.data;
  const platforms = readPlatforms(values);
  const problems = [
    ...missingFromSlack(values),
    ...missingFromTeams(values),
    ...missingFromProduction(values, platforms),
    ...problemsOfNetwork(values),
  ];
  if (problems.length > 0) throw new ConfigError(problems.join("\n"));
  return {
    ...readNetwork(values),
    logLevel: values.LOG_LEVEL ?? (platforms.kind === "local" ? "warn" : "info"),
    platforms,
    databaseUrl: values.DATABASE_URL ?? null,
    dataFolder: values.DATA_FOLDER ?? "data",
    encryptionKey: values.ENCRYPTION_KEY ?? null,
    formerKeys: values.ENCRYPTION_KEY_OLD,
    zone: values.TIME_ZONE ?? "UTC",
    defaultPack: values.DEFAULT_PACK ?? null,
    helpContact: values.HELP_CONTACT?.trim() ?? null,
  };
}

/** Any credential at all means that a real platform is wanted: then nothing is emulated. */
function readPlatforms(values: Values): Platforms {
  const slack = readSlack(values);
  const teams = readTeams(values);
  const any = [
    values.SLACK_BOT_TOKEN,
    values.SLACK_SIGNING_SECRET,
    values.SLACK_APP_TOKEN,
    values.MICROSOFT_APP_PASSWORD,
  ].some((value) => value !== undefined);
  return slack === null && teams === null && !any ? { kind: "local" } : { kind: "real", slack, teams };
}

/** Over Socket Mode nothing comes by HTTP, so there is nothing to verify. */
function readSlack(values: Values): SlackConfig | null {
  const { SLACK_BOT_TOKEN: token, SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret } = values;
  if (token === undefined) return null;
  const { slackApiUrl: apiUrl, proxy } = readNetwork(values);
  if (appToken !== undefined) return { token, apiUrl, via: { kind: "socket", appToken, proxy } };
  return signingSecret === undefined ? null : { token, apiUrl, via: { kind: "http", signingSecret } };
}

function readTeams(values: Values): TeamsConfig | null {
  if (values.MICROSOFT_APP_ID === undefined) return null;
  return {
    appId: values.MICROSOFT_APP_ID,
    appPassword: values.MICROSOFT_APP_PASSWORD ?? null,
    tenantId: values.MICROSOFT_APP_TENANT_ID ?? null,
    appType: values.MICROSOFT_APP_TYPE ?? "SingleTenant",
    allowedTenants: listOf(values.TEAMS_ALLOWED_TENANTS ?? ""),
    loopback: false,
    cloud: CLOUDS[values.MICROSOFT_CLOUD ?? "public"],
  };
}

function missingFromProduction(values: Values, platforms: Platforms): readonly string[] {
  if (platforms.kind === "local" && values.NODE_ENV !== "production") return [];
  const credentials =
    "NODE_ENV is production, but there are no credentials: set SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET, or MICROSOFT_APP_ID; without NODE_ENV the bot starts in local mode";
  const key = "ENCRYPTION_KEY: missing; tokens and addresses are stored encrypted. Make one: openssl rand -base64 32";
  return [...(platforms.kind === "local" ? [credentials] : []), ...(values.ENCRYPTION_KEY === undefined ? [key] : [])];
}

function missingFromSlack(values: Values): readonly string[] {
  const { SLACK_BOT_TOKEN: token, SLACK_SIGNING_SECRET: secret, SLACK_APP_TOKEN: appToken } = values;
  if (token === undefined && (secret !== undefined || appToken !== undefined)) {
    return [`SLACK_BOT_TOKEN: missing; copy it from ${SLACK_APPS}, OAuth & Permissions`];
  }
  if (token !== undefined && secret === undefined && appToken === undefined) {
    return [
      `SLACK_SIGNING_SECRET: missing; copy it from ${SLACK_APPS}, Basic Information (or set SLACK_APP_TOKEN for Socket Mode)`,
    ];
  }
  return [];
}

function missingFromTeams(values: Values): readonly string[] {
  const { MICROSOFT_APP_ID: id, MICROSOFT_APP_PASSWORD: password, MICROSOFT_APP_TENANT_ID: tenant } = values;
  const type = values.MICROSOFT_APP_TYPE ?? "SingleTenant";
  const problems: string[] = [];
  if (id === undefined && password !== undefined) problems.push(`MICROSOFT_APP_ID: missing; copy it from ${AZURE}`);
  if (id === undefined) return problems;
  if (password !== undefined && type === "UserAssignedMSI") {
    problems.push("MICROSOFT_APP_PASSWORD: a UserAssignedMSI bot has none; remove it, or change MICROSOFT_APP_TYPE");
  }
  if (password === undefined && type !== "UserAssignedMSI") {
    problems.push(`MICROSOFT_APP_PASSWORD: missing; make a client secret on ${AZURE}, Manage Password`);
  }
  if (tenant === undefined && type !== "MultiTenant") {
    problems.push(`MICROSOFT_APP_TENANT_ID: missing; copy it from ${AZURE}`);
  }
  return problems;
}

function isKey(key: string): boolean {
  return Buffer.from(key, "base64").length === 32;
}

function listOf(value: string): readonly string[] {
  return value.split(/[\s,]+/).filter(Boolean);
}

function checkAddress(address: string, context: z.RefinementCtx<string>): void {
  const shape = "expected postgres://user:password@host:port/database";
  const problem = /^postgres(ql)?:\/\/\S+$/.test(address) ? explainAddress(address) : "";
  if (problem !== null) context.addIssue(problem === "" ? shape : `${shape}; ${problem}`);
}

/** In today's name, however it was written. */
function readZone(given: string, context: z.RefinementCtx<string>): string {
  const zone = createZones(readZoneEntries).find(given);
  if (zone !== undefined) return zone;
  context.addIssue("expected an IANA time zone such as Europe/Vienna");
  return z.NEVER;
}
