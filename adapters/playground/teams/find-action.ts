import { type Json, isJsonObject, textOf } from "#playground/payload/json.ts";

/** The first action of that title, wherever the card carries it. */
export function findAction(value: unknown, title: string): Json | undefined {
  if (Array.isArray(value)) return value.map((item) => findAction(item, title)).find((found) => found !== undefined);
  if (!isJsonObject(value)) return undefined;
  if (textOf(value["type"]).startsWith("Action.") && value["title"] === title) return value;
  return findAction(Object.values(value), title);
}
