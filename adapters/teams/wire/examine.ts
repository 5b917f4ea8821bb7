/** Whether Microsoft gives the bot what it needs: asked once, for whoever sets it up. */
import { errors } from "jose";
import { diagnoseClock, type Diagnosis, ok, problem, reachAdvice } from "#shared/diagnosis.ts";
import { networkCode } from "#shared/network.ts";
import type { TeamsConfig } from "#teams/start.ts";
import { createAccess } from "./access.ts";
import { askForToken } from "./authentication.ts";
import { CLOUDS } from "./cloud.ts";
import { createPublishedKeys } from "./keys.ts";

const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };
const DATE_MS = 5000;

/** `now` in milliseconds since 1970 UTC. */
export async function examineTeams(config: TeamsConfig, now: () => number): Promise<readonly Diagnosis[]> {
  const { openIdMetadataUrl } = config.cloud ?? CLOUDS.public;
  return [
    await examineAccess(config),
    await examineKeys(openIdMetadataUrl),
    ...diagnoseClock("Microsoft", await dateOf(openIdMetadataUrl), now()),
  ];
}

async function examineAccess({ cloud = CLOUDS.public, ...config }: TeamsConfig): Promise<Diagnosis> {
  const about = "Teams token";
  const access = createAccess(SILENT);
  try {
    const sdk = await import("botbuilder");
    await access.taking(() => askForToken(sdk, { ...config, cloud, accessToken: null }));
    return ok(about, `Microsoft gives one to ${config.appId}`);
  } catch {
    // The refusal is in the access's own words.
    const [says = "", ...advice] = String(access.ready()).split(/(?<=\)\.) /u);
    const todo = advice.length > 0 ? advice.join(" ") : reachAdvice(new URL(cloud.loginUrl).host, says);
    return problem({ about, says, todo });
  } finally {
    access.stop();
  }
}

/** Looks for one that nobody has: what is told of it shows that the others came. */
async function examineKeys(metadataUrl: string): Promise<Diagnosis> {
  const about = "Teams keys";
  try {
    await createPublishedKeys(metadataUrl, Date.now).find({ alg: "RS256", kid: "" }, { payload: "", signature: "" });
  } catch (error) {
    if (!(error instanceof errors.JWKSNoMatchingKey)) {
      const cause = error instanceof Error ? error.cause : error;
      const reason = networkCode(cause) ?? "no answer";
      const says = `Microsoft's keys cannot be had (${reason}): every message would be refused`;
      return problem({ about, says, todo: reachAdvice(new URL(metadataUrl).host, reason) });
    }
  }
  return ok(about, "Microsoft's are there");
}

async function dateOf(url: string): Promise<string | null> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(DATE_MS) });
    await answer.body?.cancel();
    return answer.headers.get("date");
  } catch {
    // That the keys cannot be had is told already.
    return null;
  }
}
