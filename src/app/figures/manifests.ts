/** Both platforms' manifests, with a command for each country that has one: `npm run manifest`. */
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import type { Content } from "#core/briefings/context.ts";
import { fold } from "#core/profile/fold.ts";
import type { Pack } from "#core/profile/profile.ts";
import { NOTHING_IMPORTED } from "#core/profile/world.ts";
import { isOfTheSystem, NO_SUCH_COUNTRY, type ImportParts } from "./import-figures.ts";

export const MANIFESTS = {
  slack: fileURLToPath(new URL("../../../manifest.json", import.meta.url)),
  teams: fileURLToPath(new URL("../../../adapters/teams/package/manifest.json", import.meta.url)),
} as const;

/** https://docs.slack.dev/reference/app-manifest */
const SLACK_LIMITS = { commands: 50, commandChars: 32 } as const;
/** https://learn.microsoft.com/en-us/microsoft-365/extensibility/schema/root-bots-command-lists-commands */
const TEAMS_DESCRIPTION = 80;

const SlashCommand = z.looseObject({ command: z.string(), url: z.string() });
const SlackManifest = z.looseObject({
  features: z.looseObject({ slash_commands: z.array(SlashCommand).min(1) }),
});
const TeamsManifest = z.looseObject({
  bots: z.array(
    z.looseObject({
      commandLists: z.array(
        z.looseObject({ commands: z.array(z.looseObject({ title: z.string(), description: z.string() })) }),
      ),
    }),
  ),
});

/** A slash command for each pack; those that are there already keep what a deployment has made of them. Throws a sentence where Slack takes no more. */
export function slackManifest(given: unknown, packs: readonly Pack[]): unknown {
  const manifest = SlackManifest.parse(given);
  const { slash_commands: before } = manifest.features;
  const url = before[0]?.url ?? "";
  const tooLong = packs.filter(({ slug }) => slug.length >= SLACK_LIMITS.commandChars);
  if (tooLong.length > 0)
    throw new Error(
      `Slack takes commands of ${SLACK_LIMITS.commandChars} letters: ${tooLong.map(({ slug }) => `/${slug}`).join(", ")}`,
    );
  if (packs.length > SLACK_LIMITS.commands)
    throw new Error(
      `Slack takes ${SLACK_LIMITS.commands} commands, and these are ${packs.length}: name fewer countries`,
    );
  const slash_commands = packs.map(
    (pack) => before.find(({ command }) => command === `/${pack.slug}`) ?? slashCommand(pack, url),
  );
  return inOrderOf(given, { ...manifest, features: { ...manifest.features, slash_commands } });
}

function slashCommand({ kind, slug, country }: Pack, url: string): z.infer<typeof SlashCommand> {
  const command = { command: `/${slug}`, url };
  return kind === "profile"
    ? {
        ...command,
        description: `What the Global Organized Crime Index says about ${country}`,
        usage_hint:
          "[topic] | scores | trend | compare COUNTRY | rank [topic] | export [topic] [pdf] | here COUNTRY | ask QUESTION | subscribe | help",
        should_escape: false,
      }
    : {
        ...command,
        description: `The Global Organized Crime Index's figures for ${country}`,
        usage_hint: "[topic] | scores | trend | compare COUNTRY | rank [topic] | help",
        should_escape: false,
      };
}

/** Teams' menu is full: the countries are named where scores are offered. */
export function teamsManifest(given: unknown, packs: readonly Pack[]): unknown {
  const manifest = TeamsManifest.parse(given);
  const description = scoresOffer(packs.filter(({ kind }) => kind === "figures"));
  const bots = manifest.bots.map((bot) => ({
    ...bot,
    commandLists: bot.commandLists.map((list) => ({
      ...list,
      commands: list.commands.map((command) => (command.title === "scores" ? { ...command, description } : command)),
    })),
  }));
  return inOrderOf(given, { ...manifest, bots });
}

function scoresOffer(packs: readonly Pack[]): string {
  if (packs.length === 0) return "Scores; add a year for another edition. A file of a topic: export TOPIC pdf";
  const names = packs.map(({ country }) => country);
  for (let count = names.length; count > 0; count--) {
    const more = names.length - count;
    const listed = [names.slice(0, count).join(", "), ...(more === 0 ? [] : [`${more} more`])].join(" and ");
    const offer = `Scores; add a year, or a country: ${listed}`;
    if (offer.length <= TEAMS_DESCRIPTION) return offer;
  }
  return `Scores; add a year, or one of ${names.length} countries`;
}

/** The same with its keys where they stood before: whoever keeps a manifest reads what has changed in it. */
function inOrderOf(before: unknown, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((each, at) => inOrderOf(Array.isArray(before) ? before[at] : null, each));
  if (!isObject(value)) return value;
  const known = isObject(before) ? before : {};
  const names = [...new Set([...Object.keys(known), ...Object.keys(value)])].filter((name) => name in value);
  return Object.fromEntries(names.map((name) => [name, inOrderOf(known[name], value[name])]));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Resolves with the exit code: a country without figures here gets no command. */
export async function orderManifests(
  countries: readonly string[],
  { content, print, complain }: Pick<ImportParts, "print" | "complain"> & { readonly content: Content },
): Promise<number> {
  const { library, world = NOTHING_IMPORTED } = content;
  const slugs = countries.map((name) => world.current().named(fold(name)) ?? fold(name).replaceAll(" ", "-"));
  const packs = slugs.map((slug) => world.current().packOf(slug));
  const unknown = countries.filter((_, at) => packs[at] === undefined);
  if (unknown.length > 0) {
    complain(`No figures were imported of ${unknown.join(", ")}`);
    return NO_SUCH_COUNTRY;
  }
  try {
    await writeManifests({ packs: [...library.packs, ...packs.filter((pack) => pack !== undefined)], print });
    return 0;
  } catch (error) {
    if (!isOfTheSystem(error)) throw error;
    complain(`${error.message}. Write the manifests where the project can be written, not in its image.`);
    return 1;
  }
}

interface ManifestParts {
  readonly packs: readonly Pack[];
  readonly print: (line: string) => void;
  readonly files?: typeof MANIFESTS;
}

/** Rejects with a sentence where they cannot be read or written. */
export async function writeManifests({ packs, print, files = MANIFESTS }: ManifestParts): Promise<void> {
  for (const [file, make] of [
    [files.slack, slackManifest],
    [files.teams, teamsManifest],
  ] as const) {
    const before: unknown = JSON.parse(await readFile(file, "utf8"));
    const after = make(before, packs);
    const isSame = isDeepStrictEqual(before, after);
    if (!isSame) await writeFile(file, `${JSON.stringify(after, null, 2)}\n`);
    print(`${file}: ${isSame ? "as it was" : "written"}`);
  }
  print(`Commands: ${packs.map(({ slug }) => `/${slug}`).join(" ")}`);
}
