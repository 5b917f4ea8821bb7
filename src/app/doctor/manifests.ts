/** Whether what the platforms were told of the bot is what this version does. */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { type Diagnosis, ok, problem, warning } from "#shared/diagnosis.ts";
import { EVENTS } from "#slack/listeners.ts";
import { SCOPES } from "#slack/wire/scopes.ts";

const MANIFEST = fileURLToPath(new URL("../../../manifest.json", import.meta.url));
const ABOUT = "Slack manifest";
const REINSTALL =
  "Mend manifest.json, paste it on api.slack.com/apps, your app, App Manifest, and install the app again.";

const Manifest = z.object({
  features: z.object({ slash_commands: z.array(z.object({ command: z.string(), url: z.string() })) }),
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
  settings: z.object({ event_subscriptions: z.object({ bot_events: z.array(z.string()) }) }),
});

/** `packs` are the slugs of the countries that are loaded. */
export function examineManifest(packs: readonly string[], publicUrl: string | null): readonly Diagnosis[] {
  if (!existsSync(MANIFEST)) return [];
  const read = Manifest.safeParse(JSON.parse(readFileSync(MANIFEST, "utf8")));
  if (!read.success)
    return [problem({ about: ABOUT, says: "manifest.json lacks parts that Slack needs", todo: REINSTALL })];
  const { features, oauth_config: oauth, settings } = read.data;
  const commands = features.slash_commands;
  const differences = [
    ...differing("command", { told: commands.map(({ command }) => command), done: packs.map((slug) => `/${slug}`) }),
    ...differing("scope", { told: oauth.scopes.bot, done: SCOPES.map(({ scope }) => scope) }),
    ...differing("event", { told: settings.event_subscriptions.bot_events, done: EVENTS }),
  ];
  const addresses = [...new Set(commands.map(({ url }) => new URL(url).origin + new URL(url).pathname))];
  const elsewhere = addresses.filter(
    (url) => publicUrl !== null && !isTemplate(url) && !url.startsWith(`${publicUrl}/`),
  );
  const diagnoses = [
    ...differences.map((says) => problem({ about: ABOUT, says, todo: REINSTALL })),
    ...elsewhere.map((url) =>
      warning({ about: ABOUT, says: `it sends to ${url}, and PUBLIC_URL is ${publicUrl}`, todo: REINSTALL }),
    ),
  ];
  return diagnoses.length > 0 ? diagnoses : [ok(ABOUT, "manifest.json has what this version does")];
}

/** As it is shipped. */
function isTemplate(url: string): boolean {
  return new URL(url).host === "your.host";
}

function differing(
  kind: string,
  { told, done }: { readonly told: readonly string[]; readonly done: readonly string[] },
) {
  return [
    ...done.filter((each) => !told.includes(each)).map((each) => `the ${kind} ${each} is not in manifest.json`),
    ...told
      .filter((each) => !done.includes(each))
      .map((each) => `the ${kind} ${each} in manifest.json is none of this version`),
  ];
}
