/** Queries whose text is worked out once: building it takes longer than running it. */
import { createBounded } from "#core/bounded.ts";
import type { Compilable, CompiledQuery } from "kysely";
import type { Run } from "./connection/sqlite.ts";

/** Stands in a query in the place of a value. */
class Mark {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

/**
 * `build` is called once, with marks in the place of the values, and may do nothing with them but hand them on; what it
 * gives must take the same values in every run.
 */
export function prepareOnce<Values extends object, Row>(
  build: (values: Values) => Compilable<Row>,
): (values: Values) => CompiledQuery<Row> {
  const marks: object = new Proxy({}, { get: (_, name) => new Mark(String(name)) });
  // Nothing is done with what they stand for.
  const standForValues = (given: object): given is Values => given === marks;
  let compiled: CompiledQuery<Row> | null = null;
  return (values) => {
    compiled ??= build(standForValues(marks) ? marks : values).compile();
    const valueOf = (parameter: unknown): unknown =>
      parameter instanceof Mark ? Reflect.get(values, parameter.name) : parameter;
    return { ...compiled, parameters: compiled.parameters.map(valueOf) };
  };
}

/** `prepareOnce`, run by `run`, which says how surely what it writes is kept. Resolves with the rows. */
export function compileOnce<Values extends object, Row>(
  run: Run,
  build: (values: Values) => Compilable<Row>,
): (values: Values) => Promise<readonly Row[]> {
  const prepared = prepareOnce(build);
  return (values) => run(prepared(values));
}

/** As many shapes of one query as are kept. */
const SHAPES = 50;

/** `prepareOnce` for a query whose text also goes by something that seldom changes: once for each shape of it, which is JSON. */
export function prepareForEach<Shape, Values extends object, Row>(
  build: (shape: Shape, values: Values) => Compilable<Row>,
): (shape: Shape, values: Values) => CompiledQuery<Row> {
  const kept = createBounded<(values: Values) => CompiledQuery<Row>>(SHAPES);
  return (shape, values) => {
    const key = JSON.stringify(shape);
    const known = kept.get(key);
    if (known !== undefined) return known(values);
    const prepared = prepareOnce((marks: Values) => build(shape, marks));
    kept.set(key, prepared);
    return prepared(values);
  };
}
