/** The content that is shipped with the bot, and which of its packs is meant where none is named. */
import { fileURLToPath } from "node:url";
import type { KeptContent } from "#content/files.ts";
import { loadKept, loadLibrary } from "#content/load.ts";
import { createDigestPlans } from "#core/digests/plans.ts";
import { createZones, type ZonedContent } from "#core/digests/zone.ts";
import { readZoneEntries } from "#content/zones/entries.ts";
import { withWords } from "#content/zones/words.ts";
import type { Library } from "#core/profile/profile.ts";
import { createTopics } from "#core/profile/topics.ts";
import { ConfigError, type Config } from "./config.ts";

export const CONTENT_FOLDER = fileURLToPath(new URL("../../content", import.meta.url));

/** Reads all of it, or takes what is kept of the same files. Throws a `ContentError` on broken content, a `ConfigError` where no pack can be the default one. */
export function openContent(
  { defaultPack, helpContact = null }: Pick<Config, "defaultPack"> & Partial<Pick<Config, "helpContact">>,
  kept?: KeptContent,
): Omit<ZonedContent, "world"> {
  const library = kept === undefined ? loadLibrary(CONTENT_FOLDER) : loadKept(CONTENT_FOLDER, kept);
  return {
    library,
    topics: createTopics(library.taxonomy),
    zones: createZones(() => withWords(readZoneEntries(), library)),
    plans: createDigestPlans(),
    defaultPack: chooseDefaultPack(library, defaultPack),
    helpContact,
  };
}

/** The one there is, or the one that was named: a country must never be guessed. */
export function chooseDefaultPack({ packs }: Library, named: string | null): string {
  const slugs = packs.map(({ slug }) => slug);
  const [only] = slugs;
  if (named !== null) {
    if (slugs.includes(named)) return named;
    throw new ConfigError(`DEFAULT_PACK: there is no pack ${named}; there is ${slugs.join(", ")}`);
  }
  if (slugs.length === 1 && only !== undefined) return only;
  throw new ConfigError(
    `DEFAULT_PACK: missing; there are several packs (${slugs.join(", ")}), and a mention that names none means one of them`,
  );
}
