/** A finding with its place in its file, for whoever has something to say against it. */
import type { Path } from "#content/place.ts";
import type { Sourced } from "#content/read.ts";
import type { SectionFile } from "#content/schema.ts";

export type PlacedFinding = SectionFile["findings"][string][number] & {
  readonly indicator: string;
  readonly file: string;
  readonly path: Path;
};

export function findingsIn({ file, value }: Sourced<SectionFile>): readonly PlacedFinding[] {
  return Object.entries(value.findings).flatMap(([indicator, findings]) =>
    findings.map((finding, at) => ({ ...finding, indicator, file, path: ["findings", indicator, at] })),
  );
}
