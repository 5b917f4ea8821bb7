/** The environment of the process: completed by `.env`, read, and set up for what goes out. */
import { readConfig, type Config } from "#app/config.ts";
import { withEnvFile } from "./env-file.ts";
import { leaveThrough } from "./outgoing.ts";

/** Throws a sentence on what is wrong with it. */
export function openEnvironment(environment: NodeJS.ProcessEnv): Config {
  Object.assign(environment, withEnvFile(".env", environment));
  const config = readConfig(environment);
  // Parts of others read it for themselves.
  Object.assign(environment, config.proxy);
  leaveThrough(config.proxy);
  return config;
}
