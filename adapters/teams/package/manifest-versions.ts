/** The Teams manifest in an older version of its schema, for tenants that do not take the newest. */
import { z } from "zod";

/** The newest first, which `manifest.json` is of. */
export const MANIFEST_VERSIONS = ["1.30", "1.25"] as const;
export type ManifestVersion = (typeof MANIFEST_VERSIONS)[number];

const Newest = z.looseObject({
  bots: z.array(z.looseObject({ commandLists: z.array(z.looseObject({})) })),
});

/**
 * Messages to one person of a conversation and commands behind a slash came with 1.29; an older schema takes no field that
 * it does not know. https://github.com/OfficeDev/microsoft-teams-app-schema
 */
export function manifestOf(version: ManifestVersion, manifest: unknown): object {
  const newest = Newest.parse(manifest);
  if (version === MANIFEST_VERSIONS[0]) return newest;
  const bots = newest.bots.map(({ supportsTargetedMessages: _targeted, ...bot }) => ({
    ...bot,
    commandLists: bot.commandLists.map(({ triggers: _triggers, ...list }) => list),
  }));
  const $schema = `https://developer.microsoft.com/json-schemas/teams/v${version}/MicrosoftTeams.schema.json`;
  return { ...newest, $schema, manifestVersion: version, bots };
}
