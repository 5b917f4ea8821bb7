// Installs what is missing, before the first line of TypeScript can run. Plain JavaScript: a fresh machine
// may have a Node that cannot strip types; the install brings the one that every npm script then uses.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname ?? new URL(".", import.meta.url).pathname, "..");
const stamp = join(root, "node_modules", ".installed");
const wanted = createHash("sha256")
  .update(readFileSync(join(root, "package-lock.json")))
  .digest("hex");

if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== wanted) {
  console.error("Installing packages (once; about a minute)...");
  // The tools are part of it even where NODE_ENV says production: one of them is the Node that runs the rest.
  // Standard output belongs to the command that was asked for: a script may be reading it.
  const install = spawnSync("npm", ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
  });
  if (install.status !== 0) {
    console.error("The packages could not be installed: see npm's message above, then run the same command again.");
    process.exit(install.status ?? 1);
  }
  writeFileSync(stamp, wanted);
  // By the Node that has just come. A deployment needs no page, and local mode builds one that is missing or of other files.
  const page = spawnSync("npm", ["run", "-s", "page"], {
    cwd: root,
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
  });
  if (page.status !== 0)
    console.error("The playground's page could not be built: local mode tries again when it is opened.");
}

// Before what starts the bot: it starts in two thirds of the time from a build of its sources, and from them where there is none.
if (process.argv.includes("--build")) {
  // The Node that strips types; nobody has put it on the path of a script that is run by hand.
  const node = join(root, "node_modules", "node", "bin", process.platform === "win32" ? "node.exe" : "node");
  const build = spawnSync(node, [join(root, "src", "app", "build", "make.ts")], { cwd: root, stdio: ["ignore", 2, 2] });
  if (build.status !== 0) console.error("The bot could not be built: it starts from its sources, which takes longer.");
}
