/** Where in a YAML file a field stands. */
import { EVENT_ID, getScalarValue, parseEvents, type Event } from "js-yaml";

/** Keys and positions from the top. */
export type Path = readonly (string | number)[];

/** The line, counted from 1, of the field at `path`, or of the nearest thing round it that is there. */
export function lineOf(text: string, path: Path): number {
  const events = parseEvents(text, {}).values();
  events.next(); // the document itself
  let place = readPlace(text, events);
  for (const key of path) {
    const inner = place?.inside.get(String(key));
    if (inner === undefined) break;
    place = inner;
  }
  return text.slice(0, place?.offset ?? 0).split("\n").length;
}

interface FilePlace {
  readonly offset: number;
  readonly inside: ReadonlyMap<string, FilePlace>;
}

/** The next value among the events; null where the collection round it ends. */
function readPlace(text: string, events: Iterator<Event, undefined>): FilePlace | null {
  const { value: event } = events.next();
  switch (event?.type) {
    case EVENT_ID.SCALAR:
      return { offset: event.valueStart, inside: new Map() };
    case EVENT_ID.ALIAS:
      return { offset: event.anchorStart, inside: new Map() };
    case EVENT_ID.SEQUENCE:
      return { offset: event.start, inside: readItems(text, events) };
    case EVENT_ID.MAPPING:
      return { offset: event.start, inside: readPairs(text, events) };
    case EVENT_ID.DOCUMENT:
    case EVENT_ID.POP:
    case undefined:
      return null;
  }
}

function readItems(text: string, events: Iterator<Event, undefined>): ReadonlyMap<string, FilePlace> {
  const items = new Map<string, FilePlace>();
  for (let item = readPlace(text, events); item !== null; item = readPlace(text, events)) {
    items.set(String(items.size), item);
  }
  return items;
}

function readPairs(text: string, events: Iterator<Event, undefined>): ReadonlyMap<string, FilePlace> {
  const pairs = new Map<string, FilePlace>();
  for (let key = events.next().value; key?.type === EVENT_ID.SCALAR; key = events.next().value) {
    const value = readPlace(text, events);
    pairs.set(getScalarValue(text, key), { offset: key.valueStart, inside: value?.inside ?? new Map() });
  }
  return pairs;
}
