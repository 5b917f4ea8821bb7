/** Which folders of the content are a country, shall be one, or hold one where nobody looks for it. */
import { readFileSync, realpathSync } from "node:fs";
import { basename, join } from "node:path";
import {
  entriesOf,
  foldersIn,
  isText,
  listFolder,
  ONCE_YAML,
  spellingsOf,
  unreadBelow,
  type Entry,
  type UnreadPath,
} from "./on-disk.ts";

/** Country folders are called so; `lost+found`, `node_modules` and `System Volume Information` are not. */
const PACK_NAME = /^[a-z]+(-[a-z]+)*$/u;
const PACK_FILE = /^(profile|figures)\.ya?ml$/iu;
const PACK_FOLDER = /^(sections|questions)$/iu;
const SHARED_FOLDERS: readonly string[] = ["index", "wording"];

/** Folders that are a country, or shall be one; an empty one where `isCountry` knows its name. */
export function packFoldersIn(folder: string, isCountry: (name: string) => boolean): readonly string[] {
  return entriesOf(folder).flatMap(({ name, path, kind }) =>
    kind === "folder" && !SHARED_FOLDERS.includes(name) && isPack(name, path, isCountry) ? [path] : [],
  );
}

/** What holds a part of a country; by its name alone what is empty, may not be read, or holds files of a kind. */
function isPack(name: string, folder: string, isCountry: (name: string) => boolean): boolean {
  const { entries } = listFolder(folder);
  if (entries === null) return PACK_NAME.test(name);
  if (entries.length === 0) return isCountry(name);
  return holdsParts(entries) || (PACK_NAME.test(name) && entries.some(isStray));
}

function holdsParts(entries: readonly Entry[]): boolean {
  return entries.some(({ name, kind }) => (kind === "folder" ? PACK_FOLDER : PACK_FILE).test(name));
}

/** YAML, or a folder with some; a whole country in a folder is a copy, or lies too deep, which others tell. */
function isStray({ name, path, kind }: Entry): boolean {
  if (kind !== "folder") return ONCE_YAML.test(name);
  if (SHARED_FOLDERS.includes(name)) return false;
  const entries = entriesOf(path);
  return !holdsParts(entries) && entries.some((each) => each.kind !== "folder" && ONCE_YAML.test(each.name));
}

/** All that reading the content depends on: each file of it, wherever a link leads, and all else that is named. */
export function pathsOf(folder: string): { readonly files: readonly string[]; readonly others: readonly string[] } {
  const unread = unreadIn(folder, () => false);
  const deep = deepPacksIn(folder);
  return {
    files: [...unread.filter(isText).map(({ path }) => path), ...deep.flatMap(profilesOf)],
    others: [
      ...[...packFoldersIn(folder, () => true), ...deep],
      ...unread.filter((each) => !isText(each)).map(({ path }) => path),
    ],
  };
}

/** What stands in the content and `isRead` does not know: everything in the folders that are read, and YAML beside them. */
export function unreadIn(folder: string, isRead: (path: string) => boolean): readonly UnreadPath[] {
  const beside = entriesOf(folder).flatMap((entry): readonly UnreadPath[] => {
    if (entry.kind === "folder" || isRead(entry.path)) return [];
    return entry.kind === "lost" || ONCE_YAML.test(entry.name) ? [{ path: entry.path, kind: entry.kind }] : [];
  });
  const shared = SHARED_FOLDERS.map((name) => join(folder, name));
  const packs = packFoldersIn(folder, () => true);
  return [...beside, ...[...shared, ...packs].flatMap((each) => unreadBelow(each, isRead))];
}

/** Countries in folders that are none, or that somebody hid, unless it is a copy of one of `slugs`. */
export function unreadPacksIn(folder: string, slugs: readonly string[]): readonly UnreadPath[] {
  return deepPacksIn(folder)
    .filter((pack) => !slugs.includes(slugOf(pack)))
    .map((path) => ({ path, kind: "deep" }));
}

/** So deep one looks: an archive unpacked in a folder of its own, put into others. */
const DEPTH = 6;
const OF_TOOLS = /^(node_modules|__.+|@.+|lost\+found)$/iu;

function deepPacksIn(folder: string): readonly string[] {
  const packs = packFoldersIn(folder, () => true);
  const others = foldersIn(folder).filter(({ name, path }) => !SHARED_FOLDERS.includes(name) && !packs.includes(path));
  return others.flatMap((other) => packsFrom(other, DEPTH, [realpathSync(folder)]));
}

function packsFrom({ name, path }: Entry, depth: number, above: readonly string[]): readonly string[] {
  if (OF_TOOLS.test(name) || SHARED_FOLDERS.includes(name)) return [];
  if (entriesOf(path).some(isPartWithText)) return [path];
  const place = realpathSync(path);
  if (depth === 0 || above.includes(place)) return [];
  return foldersIn(path).flatMap((inner) => packsFrom(inner, depth - 1, [...above, place]));
}

function isPartWithText({ name, path, kind }: Entry): boolean {
  if (kind !== "folder") return PACK_FILE.test(name);
  return PACK_FOLDER.test(name) && entriesOf(path).some((each) => ONCE_YAML.test(each.name));
}

const profilesOf = (pack: string): readonly string[] => spellingsOf(pack, "profile");

/** As its profile spells it, without reading the rest; its folder's name where it spells none. */
function slugOf(pack: string): string {
  const [profile] = profilesOf(pack);
  const spelt = profile === undefined ? null : /^slug:\s*["']?(?<slug>[\w-]+)/mu.exec(textOf(profile));
  return spelt?.groups?.["slug"] ?? basename(pack);
}

/** Nothing where it may not be read: then its folder's name tells whose it is. */
function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error) return "";
    throw error;
  }
}
