/** What stands in a folder of the content, whoever put it there: an editor, an unpacked archive, a cluster. */
import { readdirSync, realpathSync, statSync } from "node:fs";
import { join } from "node:path";

const YAML = /\.ya?ml$/iu;
/** Also as Windows names it where it hides the ending of a name. */
const ONCE_YAML = /\.ya?ml(\.txt)?$/iu;
/** Country folders are called so; `lost+found`, `node_modules` and `System Volume Information` are not. */
const PACK_NAME = /^[a-z]+(-[a-z]+)*$/u;
const PACK_FILE = /^(profile|figures)\.ya?ml$/iu;
const PACK_FOLDER = /^(sections|questions)$/iu;
const SHARED_FOLDERS: readonly string[] = ["index", "wording"];

/** `lost` is a link that leads nowhere, or in a circle; `other` is no file and no folder: a pipe, a device. */
type EntryKind = "file" | "folder" | "lost" | "other";

interface Entry {
  readonly name: string;
  readonly path: string;
  readonly kind: EntryKind;
}

/** What a folder holds: without hidden names, in the order of the others. */
export type FolderList =
  | { readonly entries: readonly Entry[] }
  /** `code` is the system's: ENOENT, ENOTDIR, EACCES. */
  | { readonly entries: null; readonly code: string };

/** What is behind a link counts, since clusters mount by links, and by hidden names beside them. */
export function listFolder(folder: string): FolderList {
  const names = namesIn(folder);
  if (typeof names === "string") return { entries: null, code: names };
  return { entries: names.filter((name) => !name.startsWith(".")).map((name) => entryAt(folder, name)) };
}

/** The YAML files of a folder, links that lead nowhere among them; a folder that cannot be listed holds nothing. */
export function yamlFilesIn(folder: string): readonly string[] {
  return entriesOf(folder).flatMap(({ name, path, kind }) => (kind !== "folder" && YAML.test(name) ? [path] : []));
}

/** The files that may be meant by `NAME.yaml`: those that differ in how the ending is written. */
export function spellingsOf(folder: string, name: string): readonly string[] {
  return entriesOf(folder).flatMap((entry) => {
    const isMeant = YAML.test(entry.name) && entry.name.replace(YAML, "").toLowerCase() === name.toLowerCase();
    return entry.kind !== "folder" && isMeant ? [entry.path] : [];
  });
}

/** Folders that are a country, or shall be one. */
export function packFoldersIn(folder: string): readonly string[] {
  return entriesOf(folder).flatMap(({ name, path, kind }) =>
    kind === "folder" && !SHARED_FOLDERS.includes(name) && isPack(name, path) ? [path] : [],
  );
}

/** What holds a part of a country; by its name alone what is empty, may not be read, or holds files of a kind. */
function isPack(name: string, folder: string): boolean {
  const entries = entriesOf(folder);
  if (holdsParts(entries)) return true;
  return PACK_NAME.test(name) && (entries.length === 0 || entries.some(isStray));
}

function holdsParts(entries: readonly Entry[]): boolean {
  return entries.some(({ name, kind }) => (kind === "folder" ? PACK_FOLDER : PACK_FILE).test(name));
}

/** YAML, or a folder with some; a whole country in a folder is a copy that somebody put aside. */
function isStray({ name, path, kind }: Entry): boolean {
  if (kind !== "folder") return ONCE_YAML.test(name);
  if (SHARED_FOLDERS.includes(name)) return false;
  const entries = entriesOf(path);
  return !holdsParts(entries) && entries.some((each) => each.kind !== "folder" && ONCE_YAML.test(each.name));
}

/** All that reading the content depends on: each file of it, wherever a link leads, and all else that is named. */
export function pathsOf(folder: string): { readonly files: readonly string[]; readonly others: readonly string[] } {
  const unread = unreadIn(folder, () => false);
  const isText = ({ path, kind }: UnreadPath): boolean => kind === "file" && ONCE_YAML.test(path);
  return {
    files: unread.filter(isText).map(({ path }) => path),
    others: [...packFoldersIn(folder), ...unread.filter((each) => !isText(each)).map(({ path }) => path)],
  };
}

/** What nobody has read; a `circle` is a link to a folder that it stands in, `closed` a folder that cannot be listed. */
export type UnreadPath =
  | { readonly path: string; readonly kind: "file" | "lost" | "other" | "circle" }
  | { readonly path: string; readonly kind: "closed"; readonly code: string };

/**
 * What stands in the content and `isRead` does not know: everything in the folders that are read, and YAML beside
 * them. What systems and editors leave is passed over, and hidden names, for clusters and archives bring such.
 */
export function unreadIn(folder: string, isRead: (path: string) => boolean): readonly UnreadPath[] {
  const beside = entriesOf(folder).flatMap((entry): readonly UnreadPath[] => {
    if (entry.kind === "folder" || isRead(entry.path)) return [];
    return entry.kind === "lost" || ONCE_YAML.test(entry.name) ? [{ path: entry.path, kind: entry.kind }] : [];
  });
  const shared = SHARED_FOLDERS.map((name) => join(folder, name));
  return [...beside, ...[...shared, ...packFoldersIn(folder)].flatMap((each) => unreadBelow(each, isRead, []))];
}

function unreadBelow(
  folder: string,
  isRead: (path: string) => boolean,
  above: readonly string[],
): readonly UnreadPath[] {
  const names = namesIn(folder);
  if (typeof names === "string") return isNoFolder(names) ? [] : [{ path: folder, kind: "closed", code: names }];
  const place = realpathSync(folder);
  if (above.includes(place)) return [{ path: folder, kind: "circle" }];
  return names.flatMap((name): readonly UnreadPath[] => {
    if (isLeftBehind(name, names)) return [];
    const { path, kind } = entryAt(folder, name);
    if (kind === "folder") return unreadBelow(path, isRead, [...above, place]);
    return isRead(path) ? [] : [{ path, kind }];
  });
}

/** Whether the code says that there is no such folder, which whoever needs it tells; others say that it cannot be read. */
export function isNoFolder(code: string): boolean {
  return code === "ENOENT" || code === "ENOTDIR" || code === "ELOOP";
}

/** Put out of use by a dot in front; `._NAME` is what macOS adds to a file in archives. */
const HIDDEN_BY_HAND = /^\.[^._#][^.]*\.ya?ml$/iu;
const OF_SYSTEMS = /^(\.|Thumbs\.db$|desktop\.ini$|.*\.md$)/iu;
/** What editors and merges put beside a file, under its name and more. */
const COPY = /^#(?<lock>.+)#$|^(?<name>.+?)(~|\.orig|\.bak)$/iu;

/** Whether nothing is lost by passing it over. */
function isLeftBehind(name: string, beside: readonly string[]): boolean {
  if (HIDDEN_BY_HAND.test(name)) return false;
  if (OF_SYSTEMS.test(name)) return true;
  const copied = COPY.exec(name)?.groups;
  return copied !== undefined && beside.includes(copied["lock"] ?? copied["name"] ?? "");
}

function entriesOf(folder: string): readonly Entry[] {
  return listFolder(folder).entries ?? [];
}

/** In their order; the system's code where it does not tell. */
function namesIn(folder: string): readonly string[] | string {
  try {
    return readdirSync(folder).toSorted((one, other) => one.localeCompare(other, "en"));
  } catch (error) {
    return codeOf(error);
  }
}

function entryAt(folder: string, name: string): Entry {
  const path = join(folder, name);
  return { name, path, kind: kindAt(path) };
}

function kindAt(path: string): EntryKind {
  try {
    const stats = statSync(path);
    if (stats.isFile()) return "file";
    return stats.isDirectory() ? "folder" : "other";
  } catch (error) {
    codeOf(error);
    return "lost";
  }
}

function codeOf(error: unknown): string {
  if (error instanceof Error && "code" in error) return String(error.code);
  throw error;
}
