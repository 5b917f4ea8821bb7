import type { AppType, Credentials } from "./authentication.ts";
import { CLOUDS, type Cloud, type CloudName } from "./cloud.ts";
import type { Door } from "./verify.ts";

export interface TeamsConfig {
  /** Null in local mode only: then no request is authenticated, and answers stay on this machine. */
  readonly appId: string | null;
  readonly appPassword: string | null;
  readonly tenantId: string | null;
  readonly appType: AppType;
  /** Tenants that are answered; empty means all of them. */
  readonly allowedTenants: readonly string[];
  readonly local: boolean;
  /** Microsoft's public cloud when absent. */
  readonly cloud?: CloudName | Cloud;
}

/** Whom to let in and as whom to speak. Throws a sentence naming the variable when that cannot work. */
export function readConfig(config: TeamsConfig): { door: Door; credentials: Omit<Credentials, "accessToken"> } {
  const { appId, appPassword, tenantId, appType, allowedTenants, local } = config;
  const trouble = appId === null ? (local ? null : NO_APP_ID) : credentialTrouble(config);
  if (trouble !== null) throw new Error(trouble);
  const cloud = typeof config.cloud === "object" ? config.cloud : CLOUDS[config.cloud ?? "public"];
  return {
    door: { cloud, appId, tenantId, tenants: allowedTenants.length === 0 ? null : allowedTenants, loopback: local },
    credentials: { cloud, appId, appPassword, tenantId, appType },
  };
}

// Without an app id the SDK checks no token at all and answers whoever asks, wherever they say.
const NO_APP_ID =
  "MICROSOFT_APP_ID is missing: copy the app id from your bot's Configuration page in the Azure portal. Without it anyone could speak to the bot.";

function credentialTrouble({ appPassword, tenantId, appType }: TeamsConfig): string | null {
  if (appType !== "UserAssignedMSI" && appPassword === null) {
    return "MICROSOFT_APP_PASSWORD is missing: make a client secret of the app registration, under Certificates & secrets.";
  }
  if (appType === "UserAssignedMSI" && appPassword !== null) {
    return "MICROSOFT_APP_PASSWORD is set, but a UserAssignedMSI bot has none: remove it, or change MICROSOFT_APP_TYPE.";
  }
  if (appType !== "MultiTenant" && tenantId === null) {
    return `MICROSOFT_APP_TENANT_ID is missing: a ${appType} bot needs the directory (tenant) id of its app registration.`;
  }
  return null;
}
