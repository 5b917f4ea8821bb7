/** The words of the command line, into what is evaluated. */
import { parseArgs } from "node:util";
import { readSet, readSetFile, SET_NAMES, type AnySet } from "./sets.ts";

export const USAGE = `Usage: npm run -s evaluate -- [--mistakes] [--without-lists] [--set NAME]... [--file SET.yaml]... [--content FOLDER] [--pack SLUG] [--figures FOLDER]
Sets: ${SET_NAMES.join(", ")}`;

export interface Options {
  readonly sets: readonly AnySet[];
  readonly mistakes: boolean;
  readonly subject: {
    readonly content?: string;
    readonly pack?: string;
    readonly figures?: string;
    readonly lists: boolean;
  };
}

/** Throws on words that it does not know, on a set that there is not and on a file that is none. */
export function readOptions(words: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...words],
    options: {
      mistakes: { type: "boolean", default: false },
      "without-lists": { type: "boolean", default: false },
      set: { type: "string", multiple: true, default: [] },
      file: { type: "string", multiple: true, default: [] },
      content: { type: "string" },
      pack: { type: "string" },
      figures: { type: "string" },
    },
  });
  const { set, file, content, pack, figures } = values;
  const unknown = set.filter((name) => !SET_NAMES.includes(name));
  if (unknown.length > 0) throw new Error(`There is no set ${unknown.join(", ")}.\n${USAGE}`);
  const names = set.length + file.length === 0 ? SET_NAMES : set;
  return {
    sets: [...names.map(readSet), ...file.map(readSetFile)],
    mistakes: values.mistakes,
    subject: {
      ...(content === undefined ? {} : { content }),
      ...(pack === undefined ? {} : { pack }),
      ...(figures === undefined ? {} : { figures }),
      lists: !values["without-lists"],
    },
  };
}
