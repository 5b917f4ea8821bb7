/**
 * Writes the app package to upload to Teams: `npm run teams:package -- [APP_ID] [https://your.host] [--manifest 1.25]`.
 * Without arguments they are MICROSOFT_APP_ID and PUBLIC_URL, of the environment or of `.env`. Ends with 2 where it is misused.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { env } from "node:process";
import { parseArgs, parseEnv } from "node:util";
import { strToU8, zipSync } from "fflate";
import { z } from "zod";
import { endWithReader } from "#shared/reader.ts";
import { manifestOf, type ManifestVersion, MANIFEST_VERSIONS } from "./manifest-versions.ts";

const TARGET = "dist/briefing-teams.zip";
const NOBODY = "00000000-0000-0000-0000-000000000000";
const NOWHERE = "https://your.host";
const USAGE = `Usage: npm run teams:package -- APP_ID ${NOWHERE} [--manifest ${MANIFEST_VERSIONS.at(-1)}]`;

const Guid = z.guid("the app id is a GUID: copy it from your bot's Configuration page in the Azure portal");
const Site = z.url({ protocol: /^https$/, error: "the address of your site starts with https://" });
const Version = z.enum(MANIFEST_VERSIONS, `--manifest takes ${MANIFEST_VERSIONS.join(" or ")}`);

interface Filling {
  readonly appId: string;
  readonly site: string;
  readonly version: ManifestVersion;
}

endWithReader();
const filling = readFilling();
if (filling !== null) pack(filling);

/** Null, said and to be the exit code's, where it is misused. */
function readFilling(): Filling | null {
  try {
    const options = { manifest: { type: "string", default: MANIFEST_VERSIONS[0] } } as const;
    const { positionals, values } = parseArgs({ options, allowPositionals: true });
    const kept = positionals.length < 2 ? readKept() : {};
    const setting = (name: string): string => env[name] || kept[name] || "";
    const [appId = setting("MICROSOFT_APP_ID") || NOBODY, site = setting("PUBLIC_URL") || NOWHERE] = positionals;
    const version = Version.parse(values.manifest);
    return { appId: Guid.parse(appId), site: Site.parse(site).replace(/\/+$/, ""), version };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const says = error instanceof z.ZodError ? error.issues.map(({ message }) => message).join("\n") : error.message;
    process.stderr.write(`${says}\n${USAGE}\n`);
    process.exitCode = 2;
    return null;
  }
}

function pack({ appId, site, version }: Filling): void {
  const manifest = JSON.stringify(manifestOf(version, JSON.parse(read("manifest.json").toString("utf8"))), null, 2)
    .replaceAll(NOBODY, appId)
    .replaceAll(NOWHERE, site);
  mkdirSync("dist", { recursive: true });
  const files = {
    "manifest.json": strToU8(manifest),
    "color.png": read("color.png"),
    "outline.png": read("outline.png"),
  };
  // One date for every package, so that the same sources give the same bytes.
  writeFileSync(TARGET, zipSync(files, { level: 9, mtime: "2026-01-01T00:00:00Z" }));
  process.stdout.write(`${TARGET} is ready: Teams, Apps, Manage your apps, Upload an app\n`);
  const missing = [...(appId === NOBODY ? ["no bot"] : []), ...(site === NOWHERE ? ["no site"] : [])];
  if (missing.length > 0) process.stdout.write(`It names ${missing.join(" and ")} yet. ${USAGE}\n`);
}

function read(name: string): Buffer {
  return readFileSync(new URL(name, import.meta.url));
}

function readKept(): NodeJS.Dict<string> {
  return existsSync(".env") ? parseEnv(textOf(readFileSync(".env"))) : {};
}

/** Of UTF-16 nothing would be found, and nobody told. */
function textOf(bytes: Uint8Array): string {
  return z.string(".env is not in UTF-8: save it so, or name the app id and the site").parse(decoded(bytes));
}

function decoded(bytes: Uint8Array): string | null {
  try {
    return bytes.includes(0) ? null : new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
