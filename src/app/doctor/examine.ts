/** The whole deployment looked at, from its settings to its platforms. */
import { openContent } from "#app/content.ts";
import type { Config } from "#app/config.ts";
import { ContentError } from "#content/problem.ts";
import { readZoneEntries } from "#content/zones/entries.ts";
import { createZones } from "#core/digests/zone.ts";
import { lazy } from "#core/lazy.ts";
import { createGrammar, parseText } from "#core/parse.ts";
import type { Command, Tenants } from "#core/request.ts";
import { type Diagnosis, ok, problem } from "#shared/diagnosis.ts";
import { examineSlack } from "#slack/wire/examine.ts";
import { examineManifest, type ManifestParts } from "./manifests.ts";
import { examinePublicAddress } from "./public-address.ts";
import { examineSettings } from "./settings.ts";
import { examineStore, type Serving } from "./store.ts";

const UNEXPECTED = "Look at the log of a start; if it says no more, report this with the diagnosis.";

/** What is found, in the order in which things need each other. Changes nothing; `read` gives the settings or throws. */
export async function examine(environment: NodeJS.ProcessEnv, read: () => Config): Promise<readonly Diagnosis[]> {
  const { config, diagnoses } = examineSettings(environment, read);
  const content = examineContent(config);
  if (config === null) return [...diagnoses, ...content.diagnoses];
  const { slack, teams } = config.platforms.kind === "real" ? config.platforms : { slack: null, teams: null };
  const slackFound = slack === null ? null : examineSlack(slack, Date.now);
  const [inSlack, inTeams, address] = await Promise.all([
    surely("Slack", async () => (await slackFound)?.diagnoses ?? []),
    surely("Teams", async () => {
      if (teams === null) return [];
      const { examineTeams } = await import("#teams/wire/examine.ts");
      return examineTeams(teams, Date.now);
    }),
    surely("public address", async () => [await examinePublicAddress(config.publicUrl)]),
  ]);
  const tenants = (await slackFound?.catch(() => null))?.tenants ?? null;
  const served = { zones: createZones(readZoneEntries), reached: reachedBy(config.platforms, tenants) };
  const store = await surely("database", () => examineStore(config, served));
  const told = (which: "slack" | "teams"): readonly Diagnosis[] => {
    if (config.platforms.kind === "local" || config.platforms[which] === null || content.read === null) return [];
    return examineManifest(which, { ...content.read, publicUrl: config.publicUrl, via: slack?.via.kind ?? "http" });
  };
  const platforms = [...inSlack, ...told("slack"), ...inTeams, ...told("teams")];
  return [...diagnoses, ...content.diagnoses, ...store, ...platforms, ...address];
}

/** As the schedule asks its senders. `inSlack` is null where Slack did not tell. */
function reachedBy(platforms: Config["platforms"], inSlack: Tenants | null): Serving["reached"] {
  if (platforms.kind === "local") return () => Promise.resolve(null);
  const { slack, teams } = platforms;
  return async (platform, references) => {
    if (platform === "slack") return slack === null ? [] : inSlack;
    if (teams === null) return [];
    const { keepReferences, servedTenants } = await import("#teams/references.ts");
    return servedTenants(
      teams,
      keepReferences(
        lazy(() => Promise.resolve({ references })),
        teams.appId,
      ),
    );
  };
}

interface ContentExamined {
  readonly diagnoses: readonly Diagnosis[];
  /** Slugs of the countries, and how the bot reads; null where the content cannot be had. */
  readonly read: Pick<ManifestParts, "packs" | "parse"> | null;
}

function examineContent(config: Config | null): ContentExamined {
  const about = "content";
  try {
    const { library, topics, defaultPack } = openContent({ defaultPack: config?.defaultPack ?? null });
    const packs = library.packs.map(({ slug }) => slug);
    const grammar = createGrammar(library, topics);
    const parse = (text: string): Command => parseText(text, grammar);
    return {
      read: { packs, parse },
      diagnoses: [ok(about, `${packs.join(", ")}; ${defaultPack} where none is named`)],
    };
  } catch (error) {
    if (error instanceof ContentError) {
      const todo = "Mend that line, or put the file back as it was; `briefing content check` tells when it is well.";
      return { read: null, diagnoses: error.problems.map((says) => problem({ about, says, todo })) };
    }
    // Without settings nobody knows which pack is meant.
    if (config === null) return { read: null, diagnoses: [] };
    const says = error instanceof Error ? error.message : String(error);
    return { read: null, diagnoses: [problem({ about, says, todo: "Set DEFAULT_PACK to one of them." })] };
  }
}

/** What nobody expected is a diagnosis too: the others are told all the same. */
async function surely(about: string, look: () => Promise<readonly Diagnosis[]>): Promise<readonly Diagnosis[]> {
  try {
    return await look();
  } catch (error) {
    return [problem({ about, says: error instanceof Error ? error.message : String(error), todo: UNEXPECTED })];
  }
}
