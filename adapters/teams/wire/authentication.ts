import { createBounded } from "#core/bounded.ts";
import { z } from "zod";

import type { Access } from "./access.ts";
import type { AppType, Cloud } from "./cloud.ts";
import { postDirectly } from "./post-directly.ts";
import { createTransport } from "./transport.ts";

export type Sdk = typeof import("botbuilder");

/** As whom the bot speaks. */
export interface Credentials {
  readonly cloud: Cloud;
  /** Null on this machine only: then nothing is checked and nothing is signed. */
  readonly appId: string | null;
  readonly appPassword: string | null;
  readonly tenantId: string | null;
  readonly appType: AppType;
  /** Gives the bearer token for what goes out; null asks Microsoft Entra. */
  readonly accessToken: (() => Promise<string>) | null;
}

/** Microsoft's own, as the SDK asks for it: kept until it runs out. */
const Asking = z.custom<{ getToken(): Promise<string> }>(
  (value) => typeof value === "object" && value !== null && "getToken" in value,
);

/** The SDK's authentication with this adapter's transport, and one client an address instead of one a turn. */
export function createAuthentication(sdk: Sdk, credentials: Credentials, access: Access): Authentication {
  const tokens = createTokens(sdk, credentials, access);
  const create = async (factory: Factory, ...place: Parameters<Factory["create"]>): Promise<Client> => {
    const [serviceUrl] = place;
    const client = await factory.create(...place);
    return postDirectly(client, { serviceUrl, authorize: tokens.authorize, timeoutMs: TIMEOUT_MS });
  };
  const clients = createBounded<ReturnType<Factory["create"]>>(CLIENTS);
  // A client is a whole pipeline: building it for every turn costs more than the rest of the turn.
  const reusing = (factory: Factory): Factory => ({
    create(serviceUrl, audience) {
      const key = `${serviceUrl} ${audience ?? ""}`;
      const client = clients.get(key) ?? create(factory, serviceUrl, audience);
      clients.set(key, client);
      return client;
    },
  });
  let userTokens: ReturnType<Authentication["createUserTokenClient"]> | null = null;
  class Reusing extends sdk.ConfigurationBotFrameworkAuthentication {
    override createConnectorFactory(identity: Identity): Factory {
      return reusing(super.createConnectorFactory(identity));
    }
    override createUserTokenClient(identity: Identity): ReturnType<Authentication["createUserTokenClient"]> {
      userTokens ??= super.createUserTokenClient(identity);
      return userTokens;
    }
  }
  const options = { httpClient: createTransport(TIMEOUT_MS) };
  return new Reusing(settings(credentials), tokens.signer, undefined, undefined, options);
}

/** One attempt to reach the Bot Connector. */
const TIMEOUT_MS = 10_000;
const CLIENTS = 100;

type Authentication = InstanceType<Sdk["ConfigurationBotFrameworkAuthentication"]>;
/** Calls the Bot Connector at one address. */
export type Client = Awaited<ReturnType<Factory["create"]>>;
type Identity = Parameters<Authentication["createConnectorFactory"]>[0];
type Factory = ReturnType<Authentication["createConnectorFactory"]>;
type Tokens = InstanceType<Sdk["ConfigurationServiceClientCredentialFactory"]>;
type Signing = Awaited<ReturnType<Tokens["createCredentials"]>>;

/** Asks Microsoft for a token as the bot does. Rejects with what it or the network says. */
export async function askForToken(sdk: Sdk, credentials: Credentials): Promise<string> {
  const { appId, cloud } = credentials;
  const factory = new sdk.ConfigurationServiceClientCredentialFactory(account(credentials));
  return Asking.parse(await factory.createCredentials(appId ?? "", cloud.scope, cloud.loginUrl, true)).getToken();
}

interface SignedBy {
  readonly signer: Tokens;
  /** The Authorization header of what goes out; null where nothing is signed. Rejects with a `ConnectorFault`. */
  readonly authorize: () => Promise<string | null>;
}

/** Who signs what goes out. Without a token nothing leaves, so a failure here is one of which the outcome is known. */
function createTokens(sdk: Sdk, credentials: Credentials, access: Access): SignedBy {
  const { appId, accessToken, cloud } = credentials;
  class Signer extends sdk.ConfigurationServiceClientCredentialFactory {
    override async createCredentials(...target: Parameters<Tokens["createCredentials"]>): Promise<Signing> {
      const signing = accessToken === null ? await super.createCredentials(...target) : bearer(accessToken);
      return appId === null ? signing : { signRequest: (call) => access.taking(() => signing.signRequest(call)) };
    }
    async ask(id: string): Promise<string> {
      if (accessToken !== null) return accessToken();
      asking ??= super
        .createCredentials(id, cloud.scope, cloud.loginUrl, true)
        .then((signing) => Asking.parse(signing));
      return (await asking).getToken();
    }
  }
  // They keep their token until it runs out.
  let asking: Promise<z.infer<typeof Asking>> | null = null;
  const signer = new Signer(account(credentials));
  if (appId === null) return { signer, authorize: () => Promise.resolve(null) };
  const ask = (): Promise<string> => signer.ask(appId);
  access.keep(ask);
  return { signer, authorize: async () => `Bearer ${await access.taking(ask)}` };
}

function bearer(accessToken: () => Promise<string>): Signing {
  return {
    async signRequest(call) {
      call.headers.set("authorization", `Bearer ${await accessToken()}`);
      return call;
    },
  };
}

// All of the cloud's settings or none: with one alone the SDK takes the others as absent and refuses valid tokens.
function settings(credentials: Credentials): ConstructorParameters<Sdk["ConfigurationBotFrameworkAuthentication"]>[0] {
  const { cloud } = credentials;
  return {
    ...account(credentials),
    ValidateAuthority: true,
    ToChannelFromBotLoginUrl: cloud.loginUrl,
    ToChannelFromBotOAuthScope: cloud.scope,
    ToBotFromChannelTokenIssuer: cloud.issuer,
    OAuthUrl: cloud.oauthUrl,
    ToBotFromChannelOpenIdMetadataUrl: cloud.openIdMetadataUrl,
    ToBotFromEmulatorOpenIdMetadataUrl: cloud.emulatorOpenIdMetadataUrl,
    CallerId: cloud.callerId,
  };
}

function account({ appId, appPassword, tenantId, appType }: Credentials): Readonly<Record<string, string>> {
  return {
    MicrosoftAppType: appId === null ? "MultiTenant" : appType,
    MicrosoftAppId: appId ?? "",
    ...(appPassword === null ? {} : { MicrosoftAppPassword: appPassword }),
    ...(tenantId === null ? {} : { MicrosoftAppTenantId: tenantId }),
  };
}
