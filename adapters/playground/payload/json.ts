/** Reading JSON whose shape is the other side's affair: nothing here throws. */

export type Json = Readonly<Record<string, unknown>>;

export function isJsonObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The object that a text holds, or an empty one. */
export function jsonOf(text: string): Json {
  if (text === "") return {};
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

/** The objects of a list, or none. */
export function jsonList(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

/** The object under a name, or an empty one. */
export function jsonAt(value: Json, name: string): Json {
  const found = value[name];
  return isJsonObject(found) ? found : {};
}

export function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** The same JSON with each of its objects replaced, the innermost first. */
export function mapJson(value: Json, change: (object: Json) => Json): Json {
  const mapped = Object.entries(value).map(([name, item]) => [name, mapItem(item, change)] as const);
  return change(Object.fromEntries(mapped));
}

function mapItem(item: unknown, change: (object: Json) => Json): unknown {
  if (Array.isArray(item)) return item.map((each) => mapItem(each, change));
  return isJsonObject(item) ? mapJson(item, change) : item;
}
