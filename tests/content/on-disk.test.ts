/** The content as disks, editors and clusters hand it over: all of it is read, or what is not is named. */
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { execFileSync } from "node:child_process";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import fc from "fast-check";
import { checkContent } from "#content/checks/check-folder.ts";
import { loadLibrary } from "#content/load.ts";
import { decodeUtf8 } from "#content/utf8.ts";
import { CONTENT } from "#tests/fixtures/library.ts";

const WHOLE = JSON.stringify(loadLibrary(CONTENT));
const drugs = "kyrgyzstan/sections/drugs.yaml";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "content-"));
  cpSync(CONTENT, folder, { recursive: true });
  onTestFinished(() => rmSync(folder, { recursive: true }));
});

const at = (file: string): string => join(folder, file);
const rename = (from: string, to: string): void => renameSync(at(from), at(to));
const content = (): string => JSON.stringify(loadLibrary(folder));
const problems = (): readonly string[] => {
  const checked = checkContent(folder);
  return checked.ok ? [] : checked.problems.map((problem) => problem.replaceAll(`${folder}/`, ""));
};

/** As Kubernetes mounts a ConfigMap: links to the files of a folder with a hidden name, which is a link itself. */
function mountAsConfigMap(place: string): void {
  const version = "..2026_11_28_22_00_00.123456789";
  const mounted = at(place);
  const files = `${mounted}-files`;
  renameSync(mounted, files);
  mkdirSync(join(mounted, version), { recursive: true });
  cpSync(files, join(mounted, version), { recursive: true });
  rmSync(files, { recursive: true });
  symlinkSync(version, join(mounted, "..data"));
  for (const name of readdirSync(join(mounted, version))) symlinkSync(join("..data", name), join(mounted, name));
}

/** Does by a user who may not do everything what `prepare` gives back. */
function asNobody<T>(prepare: () => () => T): T {
  chmodSync(folder, 0o755);
  const deed = prepare();
  if (process.getuid?.() !== 0) return deed();
  const NOBODY = 65_534;
  process.seteuid?.(NOBODY);
  try {
    return deed();
  } finally {
    process.seteuid?.(0);
  }
}

describe("Content is read whole", () => {
  it("however its files spell .yaml", () => {
    for (const name of ["kyrgyzstan/profile", "index/vocabulary", "index/words/en", "wording/briefings"])
      rename(`${name}.yaml`, `${name}.yml`);
    rename(drugs, "kyrgyzstan/sections/Drugs.YAML");
    expect(content()).toBe(WHOLE);
  });

  it("when its folders are mounted as ConfigMaps", () => {
    for (const place of ["kyrgyzstan/questions", "kyrgyzstan/sections", "wording", "index/words"])
      mountAsConfigMap(place);
    expect(content()).toBe(WHOLE);
  });

  it("when a pack, a folder of it and a file are links", () => {
    for (const place of ["kyrgyzstan", "index/words", "wording/charts.yaml"]) {
      const elsewhere = mkdtempSync(join(tmpdir(), "content-elsewhere-"));
      onTestFinished(() => rmSync(elsewhere, { recursive: true }));
      const moved = join(elsewhere, basename(place));
      cpSync(at(place), moved, { recursive: true });
      rmSync(at(place), { recursive: true });
      symlinkSync(moved, at(place));
    }
    expect(content()).toBe(WHOLE);
  });

  it("beside folders that are no country, and files that are none of it", () => {
    const folders = ["lost+found", ".vscode", ".git", "..data", "node_modules", "__MACOSX", "@eaDir", "old copies (2)"];
    for (const name of folders) {
      mkdirSync(at(name));
      writeFileSync(at(join(name, "settings.yaml")), "a: b\n");
    }
    for (const name of ["kyrgyzstan", "index"]) cpSync(at(name), at(join("backup", name)), { recursive: true });
    cpSync(at("kyrgyzstan"), at("old/of-may/kyrgyzstan-before"), { recursive: true });
    for (const name of ["notes", "tmp", "upload-here"]) mkdirSync(at(name));
    for (const name of [".git/x.yaml", ".stversions/figures~1.yaml", ".AppleDouble/figures.yaml", ".history/a.yaml"])
      cpSync(at(drugs), at(`kyrgyzstan/questions/${name}`));
    const files = [
      "wording/.briefings.yaml.swp",
      "wording/._briefings.yaml",
      "wording/briefings.yaml~",
      "wording/briefings.yaml.orig",
      "wording/README.md",
      ".DS_Store",
      ".gitlab-ci.yml",
      "Thumbs.db",
      "LICENSE",
      "kyrgyzstan/questions/Thumbs.db",
      "notes/of-a-meeting.txt",
    ];
    for (const name of files) writeFileSync(at(name), "a: b\n");
    expect(content()).toBe(WHOLE);
  });

  it("with a mark in front and Windows' line ends", () => {
    writeFileSync(at(drugs), `\uFEFF${readFileSync(at(drugs), "utf8").replaceAll("\n", "\r\n")}`);
    expect(content()).toBe(WHOLE);
  });
});

describe("Content that is not read is named", () => {
  it.each([
    [drugs, "kyrgyzstan/sections/drugs.yaml.txt"],
    [drugs, "kyrgyzstan/drugs.yaml"],
    ["kyrgyzstan/questions", "kyrgyzstan/question"],
    ["index/orders", "index/order"],
    ["wording/charts.yaml", "charts.yaml"],
  ])("when %s stands at %s", (from, to) => {
    rename(from, to);
    expect(problems().join("\n")).toMatch(
      new RegExp(`^${to}\\S*:1: the whole file: expected a place where the bot reads files, found none$`, "mu"),
    );
  });

  it.each(["kyrgyzstan/questions/drugs.yaml", "kyrgyzstan/profile.yaml", "wording/charts.yml", "index/words/ky.YAML"])(
    "when a folder or a pipe stands at %s in place of a file",
    (name) => {
      const found = (what: string): string => `${name}:1: the whole file: expected a file, found ${what}`;
      rmSync(at(name), { force: true });
      mkdirSync(at(name));
      expect(problems()).toContain(found("a folder"));
      rmSync(at(name), { recursive: true });
      execFileSync("mkfifo", [at(name)]);
      expect(problems()).toContain(found("a pipe or a device"));
      rmSync(at(name));
      symlinkSync("/dev/null", at(name));
      expect(problems()).toContain(found("a pipe or a device"));
    },
  );

  it("when a file is there twice", () => {
    cpSync(at("kyrgyzstan/profile.yaml"), at("kyrgyzstan/profile.yml"));
    expect(problems()).toEqual([
      "kyrgyzstan/profile.yaml:1: the whole file: expected one file of that name, found profile.yaml, profile.yml",
    ]);
  });

  it.each(["x.json", "x", "x.yaml.orig", "x.yaml.disabled", "x.yaml~", ".x.yaml", "#x.yaml#", "x.yaml,v", "x.zip"])(
    "when a list of questions is called %s",
    (name) => {
      rename("kyrgyzstan/questions/figures.yaml", `kyrgyzstan/questions/${name}`);
      expect(problems()).toEqual([
        `kyrgyzstan/questions/${name}:1: the whole file: expected a place where the bot reads files, found none`,
      ]);
    },
  );

  it.each(["kyrgyzstan/questions", "kyrgyzstan/sections", "index/orders", "index/asides", "wording"])(
    "when the folder %s is not there, is a file, or a link that leads nowhere or to itself",
    (name) => {
      const said = (found: string): string => `${name}:1: the whole folder: expected a folder, found ${found}`;
      rmSync(at(name), { recursive: true });
      expect(problems()).toContain(said("none"));
      writeFileSync(at(name), "a: b\n");
      expect(problems()).toContain(said("a file"));
      for (const target of ["/nowhere", basename(name)]) {
        rmSync(at(name));
        symlinkSync(target, at(name));
        expect(problems()).toContain(said("a link that leads nowhere"));
      }
    },
  );

  it("once, when a link leads back to a folder that it stands in", () => {
    symlinkSync("..", at("kyrgyzstan/sections/again"));
    symlinkSync(".", at("index/self"));
    expect(problems()).toEqual([
      "index/self:1: the whole folder: expected a folder, found a link back to one that it stands in",
      "kyrgyzstan/sections/again:1: the whole folder: expected a folder, found a link back to one that it stands in",
    ]);
  });

  it.each(["Chile", "guinea_bissau", "Северная Македония", "chile"])(
    "when a country's folder is called %s and has no profile",
    (name) => {
      cpSync(at(drugs), at(`${name}/sections/drugs.yaml`));
      expect(problems()).toContain(`${name}/profile.yaml:1: the whole file: expected a file, found none`);
    },
  );

  it.each([
    "backup/tajikistan",
    "a/b/c/d/tajikistan",
    "packs/asia/tajikistan",
    "content-2026/content/tajikistan",
    ".off/tajikistan",
    ".tajikistan",
    "kyrgyzstan-and-more/of-2025",
  ])("when a country stands at %s, where nobody looks for it", (place) => {
    cpSync(at("kyrgyzstan"), at(place), { recursive: true });
    const profile = at(`${place}/profile.yaml`);
    writeFileSync(profile, readFileSync(profile, "utf8").replace("slug: kyrgyzstan", "slug: tajikistan"));
    expect(problems()).toEqual([
      `${place}:1: the whole folder: expected a country's folder beside index and wording, with no dot in front, found one where nothing is read`,
    ]);
  });

  it("when a part of a country stands where nobody looks for it", () => {
    cpSync(at(drugs), at("more/uzbekistan/sections/drugs.yaml"));
    expect(problems()).toEqual([expect.stringMatching(/^more\/uzbekistan:1: the whole folder: expected a country/u)]);
  });

  it.each(["kyrgyzstan/questions/.sub", "kyrgyzstan/.old", "index/words/.off/inner", "wording/.disabled"])(
    "when a file stands in %s, which somebody hid",
    (name) => {
      cpSync(at(drugs), at(`${name}/drugs.yaml`));
      writeFileSync(at(`${name}/notes.txt`), "a: b");
      expect(problems()).toEqual([
        `${name}/drugs.yaml:1: the whole file: expected a place where the bot reads files, found none`,
      ]);
    },
  );

  it("when a country is a link that leads nowhere", () => {
    for (const name of ["uzbekistan", "Chile"]) symlinkSync("/nowhere", at(name));
    expect(problems()).toEqual([
      "Chile:1: the whole file: expected a file, found a link that leads nowhere",
      "uzbekistan:1: the whole file: expected a file, found a link that leads nowhere",
    ]);
  });

  it.each(["kyrgyzstan/questions", "kyrgyzstan", "index/words", "wording", "uzbekistan"])(
    "when the folder %s may not be read",
    (name) => {
      mkdirSync(at(name), { recursive: true });
      const found = asNobody(() => (chmodSync(at(name), 0), problems));
      expect(found).toContain(`${name}:1: the whole folder: expected a folder that can be read, found EACCES`);
    },
  );

  it("unless a folder that is no country may not be read, as what a disk has lost", () => {
    mkdirSync(at("lost+found"));
    expect(asNobody(() => (chmodSync(at("lost+found"), 0), content))).toBe(WHOLE);
  });

  it("when a link leads nowhere, or round and round", () => {
    symlinkSync("../gone.yaml", at("wording/more.yaml"));
    symlinkSync("again.yaml", at("wording/again.yaml"));
    expect(problems()).toEqual([
      "wording/again.yaml:1: the whole file: expected a file, found a link that leads nowhere",
      "wording/more.yaml:1: the whole file: expected a file, found a link that leads nowhere",
    ]);
  });

  it("when a country's folder has no profile", () => {
    mkdirSync(at("uzbekistan"));
    expect(problems()).toContain("uzbekistan/profile.yaml:1: the whole file: expected a file, found none");
  });

  const text = "findings:\n  a: plain\n  b: Osh, naïve\n";
  it.each([
    ["Latin-1", Buffer.from(text, "latin1"), /drugs\.yaml:3: the whole file: expected UTF-8, found other bytes/],
    ["Windows-1251", Buffer.from([0x61, 0x3a, 0x20, 0xcf, 0xf0, 0xe8]), /drugs\.yaml:1: .*expected UTF-8, found other/],
    ["UTF-16", Buffer.from(`\uFEFF${text}`, "utf16le"), /drugs\.yaml:1: .*expected UTF-8, found UTF-16/],
    ["UTF-16 without a mark", Buffer.from(text, "utf16le"), /drugs\.yaml:1: .*expected UTF-8, found UTF-16/],
    [
      "UTF-8 in which letters were lost before",
      Buffer.from(`a: b\nc: na\uFFFDve\n`),
      /drugs\.yaml:2: .*found a letter that was lost/,
    ],
  ])("when it is saved as %s", (_, bytes, problem) => {
    writeFileSync(at(drugs), bytes);
    expect(problems().join("\n")).toMatch(problem);
  });
});

describe("Bytes", () => {
  const text = fc.string({ unit: "grapheme" }).filter((each) => !/[\0\uFEFF\uFFFD]/u.test(each));

  it("that are UTF-8 are the text that was written, with a mark in front or without", () => {
    fc.assert(
      fc.property(text, fc.constantFrom("", "\uFEFF"), (written, mark) => {
        expect(decodeUtf8(Buffer.from(mark + written))).toEqual({ text: written });
      }),
    );
  });

  it("that are not are named by the line on which they stop being", () => {
    fc.assert(
      fc.property(fc.array(text.map((each) => each.replaceAll("\n", " "))), text, (before, after) => {
        const head = Buffer.from(before.map((line) => `${line}\n`).join(""));
        // In UTF-8 this byte wants two more that are none of ASCII.
        const decoded = decodeUtf8(Buffer.concat([head, Buffer.from([0xe9, 0x20]), Buffer.from(after)]));
        expect(decoded).toMatchObject({ text: null, line: before.length + 1 });
      }),
    );
  });
});
