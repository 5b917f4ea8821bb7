/** Whether the settings can be read, and whether any is there that nobody reads. */
import { ConfigError, VARIABLES, type Config } from "#app/config.ts";
import { type Diagnosis, ok, problem, warning } from "#shared/diagnosis.ts";

const ABOUT = "settings";
/** Of names that begin so the bot reads some. */
const OURS = /^(SLACK|MICROSOFT|TEAMS|BRIEFING|ENCRYPTION|DATABASE)_/u;

export interface SettingsExamined {
  /** Null where they cannot be read. */
  readonly config: Config | null;
  readonly diagnoses: readonly Diagnosis[];
}

/** `read` completes the environment by `.env` and reads it. */
export function examineSettings(environment: NodeJS.ProcessEnv, read: () => Config): SettingsExamined {
  try {
    const config = read();
    return { config, diagnoses: [ok(ABOUT, describe(config)), ...diagnoseStrays(environment)] };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const todo =
      error instanceof ConfigError
        ? "Set it right in the environment or in .env; .env.example explains each."
        : "Mend it.";
    const diagnoses = error.message.split("\n").map((says) => problem({ about: ABOUT, says, todo }));
    return { config: null, diagnoses: [...diagnoses, ...diagnoseStrays(environment)] };
  }
}

function describe({ platforms, databaseUrl, proxy, zone }: Config): string {
  const parts = [
    ...(platforms.kind === "local" ? ["local mode, without any platform"] : []),
    ...(platforms.kind === "real" && platforms.slack !== null ? [`Slack by ${platforms.slack.via.kind}`] : []),
    ...(platforms.kind === "real" && platforms.teams !== null ? [`Teams, ${platforms.teams.appType}`] : []),
    databaseUrl === null || platforms.kind === "local" ? "SQLite" : "PostgreSQL",
    ...(proxy === null ? [] : ["through a proxy"]),
    `zone ${zone}`,
  ];
  return parts.join("; ");
}

/** A misspelt name is as good as none, and nobody is told. */
function diagnoseStrays(environment: NodeJS.ProcessEnv): readonly Diagnosis[] {
  const strays = Object.keys(environment).filter((name) => OURS.test(name) && !VARIABLES.includes(name));
  return strays.map((name) =>
    warning({
      about: ABOUT,
      says: `${name} is set, and nothing reads it`,
      todo: "Compare its name with .env.example.",
    }),
  );
}
