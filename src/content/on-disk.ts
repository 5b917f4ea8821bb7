/** What stands in a folder of the content, whoever put it there: an editor, an unpacked archive, a cluster. */
import { readdirSync, realpathSync, statSync } from "node:fs";
import { join } from "node:path";

const YAML = /\.ya?ml$/iu;
/** Also as Windows names it where it hides the ending of a name. */
export const ONCE_YAML = /\.ya?ml(\.txt)?$/iu;

/** `lost` is a link that leads nowhere, or in a circle; `other` is no file and no folder: a pipe, a device. */
type EntryKind = "file" | "folder" | "lost" | "other";

export interface Entry {
  readonly name: string;
  readonly path: string;
  readonly kind: EntryKind;
}

/** What a folder holds, in order. */
export type FolderList =
  | { readonly entries: readonly Entry[] }
  /** `code` is the system's: ENOENT, ENOTDIR, EACCES. */
  | { readonly entries: null; readonly code: string };

/** What is behind a link counts, since clusters mount by links, and by hidden names beside them, which are left out. */
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

/**
 * What nobody has read; a `folder` is called as a file is, a `circle` is a link to a folder that it stands in, `closed` a folder that cannot be listed,
 * `deep` a country in a folder that is none.
 */
export type UnreadPath =
  | { readonly path: string; readonly kind: "file" | "folder" | "lost" | "other" | "circle" | "deep" }
  | { readonly path: string; readonly kind: "closed"; readonly code: string };

/**
 * What stands in a folder that is read and `isRead` does not know. What systems and editors leave is passed over, and
 * so are names with two dots in front, which clusters mount by.
 */
export function unreadBelow(folder: string, isRead: (path: string) => boolean): readonly UnreadPath[] {
  return below(folder, isRead, []);
}

function below(folder: string, isRead: (path: string) => boolean, above: readonly string[]): readonly UnreadPath[] {
  const names = namesIn(folder);
  if (typeof names === "string") return isNoFolder(names) ? [] : [{ path: folder, kind: "closed", code: names }];
  const place = realpathSync(folder);
  if (above.includes(place)) return [{ path: folder, kind: "circle" }];
  return names.flatMap((name): readonly UnreadPath[] => {
    const { path, kind } = entryAt(folder, name);
    if (kind === "folder" && isHiddenByHand(name)) return below(path, isRead, [...above, place]).filter(isText);
    if (isLeftBehind(name, names)) return [];
    // What a container makes of a file to mount that is not there.
    if (kind === "folder" && ONCE_YAML.test(name)) return [{ path, kind: "folder" }];
    if (kind === "folder") return below(path, isRead, [...above, place]);
    return isRead(path) ? [] : [{ path, kind }];
  });
}

/** Whether the code says that there is no such folder, which whoever needs it tells; others say that it cannot be read. */
export function isNoFolder(code: string): boolean {
  return code === "ENOENT" || code === "ENOTDIR" || code === "ELOOP";
}

/** Whether it is a file that holds, or held, a part of the content. */
export function isText({ path, kind }: UnreadPath): boolean {
  return kind === "file" && ONCE_YAML.test(path);
}

const FOLDER_OF_SYSTEMS =
  /^\.(\.|git|svn|hg|vscode|idea|history|cache|snapshots?$|st(versions|folder)|trash|appledouble|ipynb)/iu;

/** Whether somebody put a dot in front of a folder: of those that systems and tools keep there, nothing is content. */
function isHiddenByHand(name: string): boolean {
  return name.startsWith(".") && !FOLDER_OF_SYSTEMS.test(name);
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

/** What a folder holds, without hidden names; nothing where it cannot be listed. */
export function entriesOf(folder: string): readonly Entry[] {
  return listFolder(folder).entries ?? [];
}

/** The folders in a folder, those among them that somebody hid. */
export function foldersIn(folder: string): readonly Entry[] {
  const names = namesIn(folder);
  if (typeof names === "string") return [];
  const open = names.filter((name) => !name.startsWith(".") || isHiddenByHand(name));
  return open.map((name) => entryAt(folder, name)).filter(({ kind }) => kind === "folder");
}

/** In their order, whatever their capitals; the system's code where it does not tell. No language's order: a start has no time to open one. */
function namesIn(folder: string): readonly string[] | string {
  try {
    return readdirSync(folder).toSorted((one, other) => (one.toLowerCase() < other.toLowerCase() ? -1 : 1));
  } catch (error) {
    return codeOf(error);
  }
}

function entryAt(folder: string, name: string): Entry {
  const path = join(folder, name);
  return { name, path, kind: kindAt(path) };
}

/** What stands there, wherever a link leads. */
export function kindAt(path: string): EntryKind {
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
