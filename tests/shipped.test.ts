/** What a deployment is built from: the lock file, the image, the licence. */
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { existsSync, readFileSync } from "node:fs";
import { expect, describe, it } from "vitest";
import { z } from "zod";

const read = (file: string): string => readFileSync(file, "utf8");
const Lock = z.object({
  packages: z.record(
    z.string(),
    z.object({ version: z.string().optional(), integrity: z.string().optional(), resolved: z.string().optional() }),
  ),
});
const Manifest = z.object({
  license: z.string(),
  dependencies: z.record(z.string(), z.string()),
  devDependencies: z.record(z.string(), z.string()),
});
const manifest = Manifest.parse(JSON.parse(read("package.json")));
const packages = Object.entries(Lock.parse(JSON.parse(read("package-lock.json"))).packages).filter(
  ([path]) => path !== "",
);

describe("The lock file", () => {
  it("proves every package by its hash, those for other systems too", () => {
    expect(packages.length).toBeGreaterThan(400);
    expect(
      packages.filter(([, { integrity = "" }]) => !/^sha512-[\w+/]{86}==$/.test(integrity)).map(([path]) => path),
    ).toEqual([]);
  });

  it("names no registry, so that any will do", () => {
    expect(packages.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([]);
    // Otherwise the next `npm install` would write them.
    expect(read(".npmrc")).toMatch(/^omit-lockfile-registry-resolved=true$/m);
  });

  it("is of exact versions", () => {
    const wanted = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
    expect(wanted.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
  });
});

describe("The image", () => {
  const instructions = read("Dockerfile")
    .replaceAll(/\\\n/g, " ")
    .split("\n")
    .filter((line) => /^[A-Z]/.test(line));
  const [base = ""] = instructions;
  const after = (name: string): readonly string[] =>
    instructions.filter((line) => line.startsWith(`${name} `)).map((line) => line.slice(name.length + 1));

  it("is built on the Node that everything is tested with, by digest", () => {
    expect(after("FROM")).toHaveLength(1);
    expect(base).toMatch(/^FROM node:\d+\.\d+\.\d+-slim@sha256:[0-9a-f]{64}$/);
    expect(base).toContain(`:${manifest.devDependencies["node"]}-slim@`);
  });

  it("installs what is not npm's by its version", () => {
    const installed = after("RUN").flatMap((line) => /apt-get install (.*?) &&/.exec(line)?.[1]?.split(" ") ?? []);
    const packages = installed.filter((word) => !word.startsWith("-"));
    expect(packages).toHaveLength(1);
    expect(packages.filter((name) => !/^'?[\w.+-]+=\d+\.\d+\./.test(name))).toEqual([]);
  });

  it("runs as somebody with few rights, under a first process that passes signals on, and tells of its health", () => {
    // A number, or `runAsNonRoot` of a cluster refuses it.
    expect(after("USER")).toEqual(["1000:1000"]);
    expect(instructions.findLastIndex((line) => /^(RUN|COPY)/.test(line))).toBeLessThan(
      instructions.indexOf("USER 1000:1000"),
    );
    expect(after("ENTRYPOINT")).toEqual(['["tini", "--"]']);
    expect(after("CMD")).toEqual(['["node", "--v8-pool-size=1", "--import=./src/compile-cache.mjs", "src/main.ts"]']);
    expect(after("HEALTHCHECK").join("")).toMatch(/--timeout=\ds .*\/healthz/);
  });

  it.each(["", "127.0.0.1", "::1", "[::1]"])("asks for its health where it listens, HOST being %j", async (host) => {
    const asked = createServer((request, response) => response.writeHead(request.url === "/healthz" ? 200 : 404).end());
    await new Promise<void>((resolve) => {
      asked.listen(0, host === "" ? "127.0.0.1" : host.replaceAll(/[[\]]/g, ""), resolve);
    });
    const [, script = ""] = /node -e "(.*)"$/.exec(after("HEALTHCHECK").join("")) ?? [];
    const address = asked.address();
    const env = { HOST: host, PORT: String(typeof address === "object" ? address?.port : 0) };
    const [healthy] = await once(spawn(process.execPath, ["-e", script], { env }), "exit");
    asked.close();
    const [gone] = await once(spawn(process.execPath, ["-e", script], { env }), "exit");
    expect([healthy, gone]).toEqual([0, 1]);
  });

  it("is run with a root that nothing writes to, by the README", () => {
    expect(read("README.md")).toMatch(/docker run --read-only --tmpfs \/tmp [^`]*-v briefing-data:\/app\/data/);
  });

  it("takes in what is shipped and nothing else: no secret, no data, no history, no test", () => {
    const taken = new Set(
      after("COPY").flatMap((line) =>
        line
          .split(" ")
          .slice(0, -1)
          .map((name) => name.replace(/^\.\//, "")),
      ),
    );
    // Everything is left out, but for what is named.
    const [everything, ...named] = read(".dockerignore")
      .split("\n")
      .filter((line) => line !== "" && !line.startsWith("#"));
    expect(everything).toBe("*");
    expect(new Set(named.filter((line) => line.startsWith("!")).map((line) => line.slice(1)))).toEqual(taken);
    for (const name of taken) expect(existsSync(name)).toBe(true);
    for (const secret of [".env", "data", ".git", "tests", "node_modules"]) expect(taken).not.toContain(secret);
  });
});

it("The licence that package.json names lies beside it, and is shipped", () => {
  expect(manifest.license).toBe("MIT");
  expect(read("LICENSE")).toMatch(
    /^MIT License\n\nCopyright \(c\) \d{4} .+\n\nPermission is hereby granted, free of charge,/,
  );
  expect(
    execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "LICENSE"], { encoding: "utf8" }),
  ).toBe("LICENSE\n");
  expect(read("Dockerfile")).toMatch(/^COPY .*\bLICENSE\b/m);
});
