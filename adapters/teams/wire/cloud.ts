/** Which of Microsoft's clouds the bot is registered in: who signs what arrives, and where answers may go. */
export interface Cloud {
  /** `iss` of the tokens that the Bot Connector sends. */
  readonly issuer: string;
  readonly openIdMetadataUrl: string;
  readonly emulatorOpenIdMetadataUrl: string;
  readonly loginUrl: string;
  readonly scope: string;
  readonly oauthUrl: string;
  readonly callerId: string;
  /** Hosts of the drives that Teams may have a bot's file put on; none where bots give no files. */
  readonly uploadHosts: readonly string[];
  /** Hosts of the Bot Connector, as Microsoft lists them; a leading dot stands for any name below. */
  readonly serviceHosts: readonly string[];
}

export const APP_TYPES = ["SingleTenant", "MultiTenant", "UserAssignedMSI"] as const;
export type AppType = (typeof APP_TYPES)[number];

/** A bot for GCC is registered in the public cloud, one for GCC High in `us-government`. */
export const CLOUD_NAMES = ["public", "us-government", "us-government-dod", "china"] as const;
export type CloudName = (typeof CLOUD_NAMES)[number];

const US_GOVERNMENT = {
  issuer: "https://api.botframework.us",
  openIdMetadataUrl: "https://login.botframework.azure.us/v1/.well-known/openidconfiguration",
  emulatorOpenIdMetadataUrl:
    "https://login.microsoftonline.us/cab8a31a-1906-4287-a0d8-4eef66b95f6e/v2.0/.well-known/openid-configuration",
  loginUrl: "https://login.microsoftonline.us/MicrosoftServices.onmicrosoft.us",
  scope: "https://api.botframework.us",
  callerId: "urn:botframework:azureusgov",
} as const;

/**
 * Who signs: https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication
 * Where files go: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4
 * https://learn.microsoft.com/azure/bot-service/how-to-deploy-gov-cloud-high
 * Where answers go: `allowedServiceUrls` in Microsoft's own SDK,
 * https://github.com/microsoft/teams.ts/blob/main/packages/api/src/auth/cloud-environment.ts
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages
 */
export const CLOUDS: Readonly<Record<CloudName, Cloud>> = {
  public: {
    issuer: "https://api.botframework.com",
    openIdMetadataUrl: "https://login.botframework.com/v1/.well-known/openidconfiguration",
    emulatorOpenIdMetadataUrl: "https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration",
    loginUrl: "https://login.microsoftonline.com/botframework.com",
    scope: "https://api.botframework.com",
    oauthUrl: "https://api.botframework.com",
    callerId: "urn:botframework:azure",
    uploadHosts: [".sharepoint.com", "api.onedrive.com", ".up.1drv.com"],
    serviceHosts: [
      "smba.trafficmanager.net",
      "smba.onyx.prod.teams.trafficmanager.net",
      "smba.infra.gcc.teams.microsoft.com",
      // Microsoft's own, whatever is below it; older pages name it whole.
      ".teams.microsoft.com",
      // The ring that tenants in preview are on, in the payloads of
      // https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/subscribe-to-conversation-events
      "canary.botapi.skype.com",
    ],
  },
  "us-government": {
    ...US_GOVERNMENT,
    oauthUrl: "https://api.botframework.azure.us",
    uploadHosts: [],
    serviceHosts: ["smba.infra.gov.teams.microsoft.us", ".gov.teams.microsoft.us"],
  },
  "us-government-dod": {
    ...US_GOVERNMENT,
    oauthUrl: "https://apiDoD.botframework.azure.us",
    uploadHosts: [],
    serviceHosts: ["smba.infra.dod.teams.microsoft.us", ".dod.teams.microsoft.us"],
  },
  // Of 21Vianet; every address is of `CloudEnvironment.China` in Microsoft's own SDK.
  china: {
    issuer: "https://api.botframework.azure.cn",
    openIdMetadataUrl: "https://login.botframework.azure.cn/v1/.well-known/openidconfiguration",
    emulatorOpenIdMetadataUrl: "https://login.partner.microsoftonline.cn/common/v2.0/.well-known/openid-configuration",
    loginUrl: "https://login.partner.microsoftonline.cn/microsoftservices.partner.onmschina.cn",
    scope: "https://api.botframework.azure.cn",
    oauthUrl: "https://token.botframework.azure.cn",
    callerId: "urn:botframework:azure",
    uploadHosts: [],
    serviceHosts: ["frontend.botapi.msg.infra.teams.microsoftonline.cn"],
  },
};
