/** Whose Slack's token is, in a file from one start to the next: else the first answers wait until Slack has told it. */
import { join } from "node:path";
import { z } from "zod";
import type { Log } from "#core/ports.ts";
import type { SlackConfig } from "#slack/start.ts";
import type { KeptOwner } from "#slack/wire/connection.ts";
import { createKeptFile, hashOf } from "./file.ts";

const FILE = "slack.owner";

const Owner = z.object({
  team_id: z.string().optional(),
  enterprise_id: z.string().optional(),
  is_enterprise_install: z.boolean().optional(),
});

interface KeptOwnerParts {
  readonly folder: string;
  readonly config: Pick<SlackConfig, "token" | "apiUrl">;
  readonly log: Log;
}

/** Of another token nothing is known. The token itself stands in no file, only its SHA-256. */
export function createKeptOwner({ folder, config, log }: KeptOwnerParts): KeptOwner {
  const { token, apiUrl } = config;
  const key = (): Buffer => hashOf([token, "\n", apiUrl ?? ""]);
  const parse = (value: unknown): z.infer<typeof Owner> => Owner.parse(value);
  return createKeptFile({ file: join(folder, FILE), key, parse, owner: "the connection to Slack", log });
}
