/** A Chromium that npm carries, with the libraries and fonts it needs: nothing has to be installed on the machine. */
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { inflate } from "@sparticuz/chromium";
import { type Browser, chromium } from "playwright-core";

const PACKAGE = fileURLToPath(new URL("../../node_modules/@sparticuz/chromium/", import.meta.url));

/** Unpacks it once a machine (3 s) and starts it. Where the package has no Chromium for, an installed Chrome is used. */
export async function openChromium(): Promise<Browser> {
  if (process.platform !== "linux" || process.arch !== "x64") return chromium.launch({ channel: "chrome" });
  const folder = await unpack();
  return chromium.launch({
    executablePath: join(folder, "chromium"),
    // As root there is no sandbox to be had; the only page it sees is ours.
    args: ["--no-sandbox", "--font-render-hinting=none", "--disable-dev-shm-usage"],
    env: {
      ...process.env,
      LD_LIBRARY_PATH: join(folder, "al2023", "lib"),
      FONTCONFIG_FILE: join(folder, "fonts.conf"),
    },
  });
}

async function unpack(): Promise<string> {
  const { version }: { version: string } = JSON.parse(readFileSync(join(PACKAGE, "package.json"), "utf8"));
  const folder = join(tmpdir(), `playground-chromium-${version}`);
  if (existsSync(folder)) return folder;
  const fresh = mkdtempSync(`${folder}-`);
  await inflateInto(fresh);
  // The package's own list of fonts names folders of another system; without any font Chromium draws no text at all.
  const folders = [join(folder, "fonts"), "/usr/share/fonts"].map((each) => `<dir>${each}</dir>`).join("");
  const cache = `<cachedir>${join(folder, "fonts-cache")}</cachedir>`;
  writeFileSync(join(fresh, "fonts.conf"), `<?xml version="1.0"?><fontconfig>${folders}${cache}</fontconfig>`);
  try {
    renameSync(fresh, folder);
  } catch (error) {
    // Another run was quicker: its folder is the same.
    rmSync(fresh, { recursive: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

/** The package unpacks to wherever the system keeps temporary files. */
async function inflateInto(folder: string): Promise<void> {
  const before = process.env["TMPDIR"];
  process.env["TMPDIR"] = folder;
  try {
    const parts = ["chromium.br", "fonts.tar.br", "al2023.tar.br", "swiftshader.tar.br"];
    await Promise.all(parts.map((part) => inflate(join(PACKAGE, "bin", part))));
  } finally {
    if (before === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = before;
  }
}
