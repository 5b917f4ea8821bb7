/**
 * Writes the app package to upload to Teams: `npm run teams:package -- [APP_ID] [https://your.host]`. Without arguments
 * the app id is MICROSOFT_APP_ID, of the environment or of `.env`.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { env } from "node:process";
import { parseEnv } from "node:util";
import { strToU8, zipSync } from "fflate";
import { z } from "zod";

const TARGET = "dist/briefing-teams.zip";
const NOBODY = "00000000-0000-0000-0000-000000000000";

const Guid = z.guid("the app id is a GUID: copy it from your bot's Configuration page in the Azure portal");
const Site = z.url({ protocol: /^https$/, error: "the address of your site starts with https://" });

const [appId = idFromEnv(), site = "https://your.host"] = process.argv.slice(2);
const manifest = read("manifest.json")
  .toString("utf8")
  .replaceAll(NOBODY, Guid.parse(appId))
  .replaceAll("https://your.host", Site.parse(site).replace(/\/$/, ""));

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
  const kept = existsSync(".env") ? parseEnv(readFileSync(".env", "utf8")) : {};
  return env["MICROSOFT_APP_ID"] || kept["MICROSOFT_APP_ID"] || NOBODY;
}
