/** What stands in a folder of the content, whoever put it there: an editor, an unpacked archive, a cluster. */
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** Editors' copies end otherwise, and hidden ones are passed over. */
const YAML = /\.ya?ml$/iu;
/** Also as Windows names it where it hides the ending of a name. */
const ONCE_YAML = /\.ya?ml(\.txt)?$/iu;
/** Country folders are called so; `lost+found`, `node_modules` and `System Volume Information` are not. */
const PACK_NAME = /^[a-z]+(-[a-z]+)*$/u;
const SHARED_FOLDERS: readonly string[] = ["index", "wording"];

/** A file that is there, or a link to one; `isFile` is null for a link that leads nowhere. */
interface Entry {
  readonly name: string;
  readonly path: string;
  readonly isFile: boolean | null;
}

/** The YAML files of a folder, links that lead nowhere among them; a folder that is not there holds nothing. */
export function yamlFilesIn(folder: string): readonly string[] {
  return entriesOf(folder).flatMap(({ name, path, isFile }) => (isFile !== false && YAML.test(name) ? [path] : []));
}

/** The files that may be meant by `NAME.yaml`: those that differ in how the ending is written. */
export function spellingsOf(folder: string, name: string): readonly string[] {
  return entriesOf(folder).flatMap((entry) => {
    const isMeant = YAML.test(entry.name) && entry.name.replace(YAML, "").toLowerCase() === name.toLowerCase();
    return entry.isFile !== false && isMeant ? [entry.path] : [];
  });
}

/** Folders that are a country, or shall be one: those called so, and those that hold a profile. */
export function packFoldersIn(folder: string): readonly string[] {
  return foldersIn(folder).flatMap(({ name, path }) => {
    if (SHARED_FOLDERS.includes(name)) return [];
    return PACK_NAME.test(name) || spellingsOf(path, "profile").length > 0 ? [path] : [];
  });
}

/** All that reading the content depends on: each file of it, wherever a link leads, and each folder that shall be a country. */
export function pathsOf(folder: string): { readonly files: readonly string[]; readonly packs: readonly string[] } {
  return { files: unreadIn(folder, () => false), packs: packFoldersIn(folder) };
}

/** YAML of the content that `isRead` does not know: it stands where nobody looks. */
export function unreadIn(folder: string, isRead: (path: string) => boolean): readonly string[] {
  const shared = SHARED_FOLDERS.map((name) => join(folder, name));
  return [
    ...unreadFiles(folder, isRead),
    ...[...shared, ...packFoldersIn(folder)].flatMap((each) => unreadBelow(each, isRead)),
  ];
}

function unreadBelow(folder: string, isRead: (path: string) => boolean): readonly string[] {
  return [...unreadFiles(folder, isRead), ...foldersIn(folder).flatMap(({ path }) => unreadBelow(path, isRead))];
}

function unreadFiles(folder: string, isRead: (path: string) => boolean): readonly string[] {
  return entriesOf(folder).flatMap(({ name, path, isFile }) =>
    isFile !== false && ONCE_YAML.test(name) && !isRead(path) ? [path] : [],
  );
}

function foldersIn(folder: string): readonly Entry[] {
  return entriesOf(folder).filter(({ isFile }) => isFile === false);
}

/** In the order of their names, without hidden ones: what is behind a link counts, since clusters mount by links. */
function entriesOf(folder: string): readonly Entry[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => !name.startsWith("."))
    .toSorted((one, other) => one.localeCompare(other, "en"))
    .map((name) => {
      const path = join(folder, name);
      return { name, path, isFile: isFileAt(path) };
    });
}

function isFileAt(path: string): boolean | null {
  try {
    return statSync(path).isFile();
  } catch {
    // A link that leads nowhere, or in a circle; whoever reads it is told so.
    return null;
  }
}
