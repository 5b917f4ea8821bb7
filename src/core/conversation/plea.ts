/** Somebody who has asked for help here goes on: `is there a number?`. No finding and no figure is an answer to that either. */
import { createBounded } from "#core/bounded.ts";
import type { AsideWords, Need } from "#core/profile/aside-words.ts";
import type { Command, Incoming } from "#core/request.ts";
import { createHints, readHint, type Hint, type Hints } from "./hints.ts";
import { ownPlaceOf } from "./memory.ts";
import { END, readLists } from "#core/conversation/patterns/pattern.ts";
import type { Spoken } from "./spoken.ts";

/** Whether words go on with a need that was told before them; of what is asked of the country they do not. */
export type ReadPlea = (text: string) => boolean;

const HOUR_MS = 60 * 60_000;
/** As many people as are remembered at a time. */
const PEOPLE = 1000;

/** Its patterns are read when somebody first goes on with a need. */
export function createPlea(languages: readonly AsideWords[], spoken: Spoken): ReadPlea {
  let read: { readonly pleas: Hints<true>; readonly turned: Hints<true> } | undefined;
  const hintsIn = (list: "pleas" | "turned"): Hints<true> =>
    createHints(languages.flatMap(({ need }) => need[list].map((source) => readHintOf(source, need.lists))));
  return (text) => {
    read ??= { pleas: hintsIn("pleas"), turned: hintsIn("turned") };
    const words = [...spoken(text), END];
    return read.turned.of(words) === undefined && read.pleas.of(words) === true;
  };
}

function readHintOf(source: string, lists: AsideWords["need"]["lists"]): Hint<true> {
  return readHint(true, source, () => readLists(lists));
}

interface Told {
  readonly need: { readonly of: Need; readonly language: string };
  readonly at: number;
}

export interface Needs {
  /** The turn as it is meant: a need that was told in the last hour is gone on with. */
  readonly goneOn: (incoming: Incoming, at: number) => Incoming;
}

/** Who told of a need is remembered by this process alone, for an hour, and by nothing that is stored. */
export function createNeeds(isPlea: ReadPlea): Needs {
  const told = createBounded<Told>(PEOPLE);
  return {
    goneOn(incoming, at) {
      const place = ownPlaceOf(incoming);
      const before = told.get(place);
      const command = meant(incoming, before !== undefined && at - before.at < HOUR_MS ? before : null, isPlea);
      if (command.kind !== "need") return incoming;
      told.set(place, { need: { of: command.of, language: command.language }, at });
      return { ...incoming, command };
    },
  };
}

function meant({ command }: Incoming, before: Told | null, isPlea: ReadPlea): Command {
  const said = wordsOf(command);
  return before !== null && said !== null && isPlea(said) ? { kind: "need", ...before.need } : command;
}

/** What may mean anything; a topic by its name, a page and an order mean themselves. */
function wordsOf(command: Command): string | null {
  if (command.kind === "ask") return command.question;
  const mayBe = ["unknown", "choose", "figures", "fact"].includes(command.kind);
  return mayBe && "asked" in command ? (command.asked ?? null) : null;
}
