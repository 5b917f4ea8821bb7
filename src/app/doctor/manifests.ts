/** Whether what the platforms were told of the bot is what this version does. */
import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";
import { MANIFESTS } from "#app/figures/manifests.ts";
import type { Command } from "#core/request.ts";
import { type Diagnosis, ok, problem, warning } from "#shared/diagnosis.ts";
import { EVENTS } from "#slack/listeners.ts";
import { SCOPES } from "#slack/wire/scopes.ts";
import { MANIFEST_VERSIONS } from "#teams/package/manifest-versions.ts";

export interface ManifestParts {
  /** Slugs of the countries that are loaded. */
  readonly packs: readonly string[];
  /** Null where it is not set: then addresses are not compared. */
  readonly publicUrl: string | null;
  /** How Slack is heard. */
  readonly via: "http" | "socket";
  /** As the bot reads what is typed. */
  readonly parse: (text: string) => Command;
}

/** `problem` where something does not work by it. */
interface Finding {
  readonly level: "problem" | "warning";
  readonly says: string;
}

type Manifest = "slack" | "teams";

const TOLD: Readonly<Record<Manifest, { readonly about: string; readonly todo: string }>> = {
  slack: {
    about: "Slack manifest",
    todo: "Mend manifest.json, paste it on api.slack.com/apps, your app, App Manifest, and install the app again.",
  },
  teams: {
    about: "Teams manifest",
    todo: "Mend adapters/teams/package/manifest.json, make the package anew with teams:package, and upload it again.",
  },
};

/** Nothing where the file is not there, as in an image that has only what it runs. */
export function examineManifest(which: Manifest, parts: ManifestParts): readonly Diagnosis[] {
  if (!existsSync(MANIFESTS[which])) return [];
  return judgeManifest(which, JSON.parse(readFileSync(MANIFESTS[which], "utf8")), parts);
}

/** `given` is what the file holds. */
export function judgeManifest(which: Manifest, given: unknown, parts: ManifestParts): readonly Diagnosis[] {
  const { about, todo } = TOLD[which];
  const found = which === "slack" ? judgeSlack(given, parts) : judgeTeams(given, parts);
  if (found === null) return [problem({ about, says: `manifest.json lacks parts that ${NAMES[which]} needs`, todo })];
  if (found.length === 0) return [ok(about, "manifest.json has what this version does")];
  return found.map(({ level, says }) => ({ problem, warning })[level]({ about, says, todo }));
}

const NAMES = { slack: "Slack", teams: "Teams" } as const;

/** https://docs.slack.dev/reference/app-manifest */
const SlackManifest = z.object({
  features: z.object({
    app_home: z.object({ messages_tab_enabled: z.boolean(), messages_tab_read_only_enabled: z.boolean() }),
    slash_commands: z.array(z.object({ command: z.string(), url: z.url(), should_escape: z.boolean().default(false) })),
  }),
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
  settings: z.object({
    event_subscriptions: z.object({ request_url: z.url().optional(), bot_events: z.array(z.string()) }),
    interactivity: z.object({
      is_enabled: z.boolean(),
      request_url: z.url().optional(),
      message_menu_options_url: z.url().optional(),
    }),
    socket_mode_enabled: z.boolean().default(false),
    token_rotation_enabled: z.boolean().default(false),
  }),
});

function judgeSlack(given: unknown, { packs, publicUrl, via }: ManifestParts): readonly Finding[] | null {
  const read = SlackManifest.safeParse(given);
  if (!read.success) return null;
  const { features, oauth_config: oauth, settings } = read.data;
  const { slash_commands: commands, app_home: home } = features;
  const { event_subscriptions: events, interactivity } = settings;
  const urls = [
    ...commands.map(({ url }) => url),
    events.request_url,
    interactivity.request_url,
    interactivity.message_menu_options_url,
  ];
  return [
    ...differing("command", { told: commands.map(({ command }) => command), done: packs.map((slug) => `/${slug}`) }),
    ...differing("scope", { told: oauth.scopes.bot, done: SCOPES.map(({ scope }) => scope) }),
    ...differing("event", { told: events.bot_events, done: EVENTS }),
    ...where(
      commands.some((each) => each.should_escape),
      "a command has should_escape, and names in its words come as ids",
    ),
    ...where(!interactivity.is_enabled, "interactivity is off: no button and no form answers"),
    ...where(!home.messages_tab_enabled, "the messages tab is off: nobody can write to the bot"),
    ...where(home.messages_tab_read_only_enabled, "the messages tab is read-only: nobody can write to the bot"),
    ...where(settings.token_rotation_enabled, "token_rotation_enabled is on: SLACK_BOT_TOKEN ends after twelve hours"),
    ...where(settings.socket_mode_enabled && via === "http", "Socket Mode is on, and SLACK_APP_TOKEN is not set"),
    ...(via === "socket" ? [] : elsewhere(urls, publicUrl)),
  ];
}

/** Where the bot can be added: it reads what is said in each. */
const TEAMS_SCOPES = ["personal", "team", "groupChat"];

/** https://learn.microsoft.com/en-us/microsoft-365/extensibility/schema */
const TeamsManifest = z.object({
  manifestVersion: z.string(),
  developer: z.object({ websiteUrl: z.url(), privacyUrl: z.url(), termsOfUseUrl: z.url() }),
  bots: z.tuple([
    z.object({
      scopes: z.array(z.string()),
      isNotificationOnly: z.boolean().default(false),
      supportsFiles: z.boolean().default(false),
      supportsTargetedMessages: z.boolean().default(false),
      commandLists: z
        .array(
          z.object({
            triggers: z.array(z.string()).default([]),
            commands: z.array(z.object({ title: z.string() })),
          }),
        )
        .default([]),
    }),
  ]),
});

function judgeTeams(given: unknown, { publicUrl, parse }: ManifestParts): readonly Finding[] | null {
  const read = TeamsManifest.safeParse(given);
  if (!read.success) return null;
  const { manifestVersion, developer, bots } = read.data;
  const [bot] = bots;
  const titles = bot.commandLists.flatMap(({ commands }) => commands.map(({ title }) => title));
  const isCommand = (title: string): boolean => !["unknown", "ask", "choose"].includes(parse(title).kind);
  const bySlash = bot.commandLists.some(({ triggers }) => triggers.includes("slash"));
  return [
    ...where(
      !MANIFEST_VERSIONS.some((version) => version === manifestVersion),
      `manifestVersion ${manifestVersion} is none that the package is made for (${MANIFEST_VERSIONS.join(", ")})`,
    ),
    ...titles
      .filter((title) => !isCommand(title))
      .map((title) => wrong(`the command ${title} is none of this version`)),
    ...where(titles.length === 0, "it offers no command"),
    ...differing("scope", { told: bot.scopes, done: TEAMS_SCOPES }),
    ...where(bot.isNotificationOnly, "isNotificationOnly is on: nobody can write to the bot"),
    ...where(!bot.supportsFiles, "supportsFiles is off: evidence packs come as addresses alone"),
    ...where(bySlash && !bot.supportsTargetedMessages, "commands behind / need supportsTargetedMessages"),
    ...elsewhere(Object.values(developer), publicUrl),
  ];
}

function wrong(says: string): Finding {
  return { level: "problem", says };
}

function where(is: boolean, says: string): readonly Finding[] {
  return is ? [wrong(says)] : [];
}

/** Of those that are not as they are shipped. */
function elsewhere(urls: readonly (string | undefined)[], publicUrl: string | null): readonly Finding[] {
  if (publicUrl === null) return [];
  const named = urls.flatMap((url) => (url === undefined ? [] : [new URL(url)]));
  const other = named.filter(({ host, href }) => host !== "your.host" && !href.startsWith(`${publicUrl}/`));
  return [...new Set(other.map(({ origin, pathname }) => origin + pathname))].map((url) => ({
    level: "warning",
    says: `it sends to ${url}, and PUBLIC_URL is ${publicUrl}`,
  }));
}

function differing(
  kind: string,
  { told, done }: { readonly told: readonly string[]; readonly done: readonly string[] },
): readonly Finding[] {
  return [
    ...done.filter((each) => !told.includes(each)).map((each) => wrong(`the ${kind} ${each} is not in manifest.json`)),
    ...told
      .filter((each) => !done.includes(each))
      .map((each) => wrong(`the ${kind} ${each} in manifest.json is none of this version`)),
  ];
}
