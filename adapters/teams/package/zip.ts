/**
 * Writes the app package to upload to Teams: `npm run teams:package -- [APP_ID] [https://your.host] [--manifest 1.25]`.
 * Without arguments the app id is MICROSOFT_APP_ID, of the environment or of `.env`.
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

const Guid = z.guid("the app id is a GUID: copy it from your bot's Configuration page in the Azure portal");
const Site = z.url({ protocol: /^https$/, error: "the address of your site starts with https://" });
const Version = z.enum(MANIFEST_VERSIONS, `--manifest takes ${MANIFEST_VERSIONS.join(" or ")}`);

endWithReader();
const options = { manifest: { type: "string", default: MANIFEST_VERSIONS[0] } } as const;
const { positionals, values } = parseArgs({ options, allowPositionals: true });
const [appId = idFromEnv(), site = "https://your.host"] = positionals;
const version: ManifestVersion = Version.parse(values.manifest);
const manifest = JSON.stringify(manifestOf(version, JSON.parse(read("manifest.json").toString("utf8"))), null, 2)
  .replaceAll(NOBODY, Guid.parse(appId))
  .replaceAll("https://your.host", Site.parse(site).replace(/\/+$/, ""));

mkdirSync("dist", { recursive: true });
const files = {
  "manifest.json": strToU8(manifest),
  "color.png": read("color.png"),
  "outline.png": read("outline.png"),
};
// One date for every package, so that the same sources give the same bytes.
writeFileSync(TARGET, zipSync(files, { level: 9, mtime: "2026-01-01T00:00:00Z" }));
process.stdout.write(`${TARGET} is ready: Teams, Apps, Manage your apps, Upload an app\n`);
if (appId === NOBODY) process.stdout.write("It names no bot yet: npm run teams:package -- APP_ID https://your.host\n");

function read(name: string): Buffer {
  return readFileSync(new URL(name, import.meta.url));
}

function idFromEnv(): string {
  const kept = existsSync(".env") ? parseEnv(textOf(readFileSync(".env"))) : {};
  return env["MICROSOFT_APP_ID"] || kept["MICROSOFT_APP_ID"] || NOBODY;
}

/** Of UTF-16 nothing would be found, and nobody told. */
function textOf(bytes: Uint8Array): string {
  return z.string(".env is not in UTF-8: save it so, or name the app id").parse(decoded(bytes));
}

function decoded(bytes: Uint8Array): string | null {
  try {
    return bytes.includes(0) ? null : new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
