/** How the bot is reached, and how it reaches out: the variables of the environment that are about the network. */
import { z } from "zod";

/** As every part of the process reads it, ours and others': an empty name is not set. */
export interface ProxySettings {
  readonly HTTPS_PROXY: string;
  readonly HTTP_PROXY: string;
  readonly NO_PROXY: string;
}

export interface Network {
  readonly port: number;
  /** A name or an address of this machine; null is all of them, by IPv6 and IPv4. */
  readonly host: string | null;
  /** What a proxy puts before every path, `/briefing`; empty where nothing. */
  readonly basePath: string;
  /** Where platforms and people reach this deployment, without a slash at the end; null where it is not told. */
  readonly publicUrl: string | null;
  /** In the place of Slack's own; ends in a slash. */
  readonly slackApiUrl: string | null;
  /** What goes out goes through it; null where it goes straight. */
  readonly proxy: ProxySettings | null;
}

/** An empty line in `.env` means "not set". */
export const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema.optional());

/** Whatever goes to this machine, and to the address at which Azure gives managed identities their tokens. */
const NEVER_BY_PROXY = ["localhost", "127.0.0.1", "::1", "169.254.169.254"];

const proxy = optional(z.string().transform(readProxy));

export const NETWORK_VARIABLES = {
  PORT: optional(z.coerce.number("expected a port number").int().min(0).max(65_535)).transform((port) => port ?? 3978),
  HOST: optional(
    z
      .string()
      .regex(/^[\w.:%[\]-]+$/, "expected an address of this machine, such as 10.0.0.5 or ::; empty listens on all")
      .transform((host) => host.replace(/^\[(.*)\]$/, "$1")),
  ),
  BASE_PATH: optional(
    z
      .string()
      .regex(/^[\w/.~-]+$/, "expected the path that your proxy puts before every address, such as /briefing")
      .transform(barePath),
  ),
  PUBLIC_URL: optional(
    z.url({ protocol: /^https$/u, error: "expected the deployment's address, https://..." }),
  ).transform((url) => url?.replace(/\/+$/u, "") ?? null),
  SLACK_API_URL: optional(
    z
      .url({ protocol: /^https?$/u, error: "expected an address such as https://slack.com/api/" })
      .transform((url) => `${url.replace(/\/+$/u, "")}/`),
  ),
  HTTPS_PROXY: proxy,
  HTTP_PROXY: proxy,
  NO_PROXY: optional(z.string()),
};

type NetworkValues = z.infer<z.ZodObject<typeof NETWORK_VARIABLES>>;

/** The conventional names of a proxy, of which the small letters go first, as everywhere: https://everything.curl.dev/usingcurl/proxies/env.html */
export function withProxyNames(environment: Readonly<Record<string, string | undefined>>) {
  const named = ["HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY"].map((name) => {
    return [name, environment[name.toLowerCase()] || environment[name]] as const;
  });
  return { ...environment, ...Object.fromEntries(named) };
}

export function readNetwork(values: NetworkValues): Network {
  const { PORT: port, PUBLIC_URL: publicUrl, SLACK_API_URL } = values;
  return {
    port,
    host: values.HOST ?? null,
    // A public address with a path is one behind a proxy that puts it there.
    basePath: values.BASE_PATH ?? (publicUrl === null ? "" : barePath(new URL(publicUrl).pathname)),
    publicUrl,
    slackApiUrl: SLACK_API_URL ?? null,
    proxy: proxyOf(values),
  };
}

/** Sentences on what may not be together. */
export function problemsOfNetwork(values: NetworkValues & { readonly NODE_ENV?: string | undefined }) {
  return values.NODE_ENV === "production" && values.SLACK_API_URL?.startsWith("http:") === true
    ? ["SLACK_API_URL: expected https://... in production: the bot's token goes there"]
    : [];
}

function proxyOf({ HTTPS_PROXY: https, HTTP_PROXY: http = "", NO_PROXY: no = "" }: NetworkValues) {
  // Everything that leaves is HTTPS: whoever names one proxy means it.
  const every = https ?? http;
  const named = no.split(/[\s,]+/).filter(Boolean);
  // Node knows `*` only where it stands alone, and an address of this machine always goes with it.
  if (every === "" || named.includes("*")) return null;
  const direct = [...named, ...NEVER_BY_PROXY];
  return { HTTPS_PROXY: every, HTTP_PROXY: http, NO_PROXY: direct.join(",") };
}

/** Proxies are often written without `http://`. A password of its address never reaches the sentence. */
function readProxy(given: string, context: z.RefinementCtx<string>): string {
  const address = given.includes("://") ? given : `http://${given}`;
  if (/^https?:\/\/[^/\s]+\/?$/iu.test(address) && URL.canParse(address)) return address;
  context.addIssue("expected the address of an HTTP proxy, such as http://proxy.internal:3128");
  return z.NEVER;
}

/** `/a/b`; empty for a path that is none. */
function barePath(path: string): string {
  const parts = path.split("/").filter(Boolean);
  return parts.length === 0 ? "" : `/${parts.join("/")}`;
}
