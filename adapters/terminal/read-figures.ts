/** Orders about other countries' figures: which come out of a workbook, and which go away again. */

/** Which countries of a workbook are meant. */
export type WantedCountries =
  | { readonly kind: "all" }
  | { readonly kind: "countries"; readonly names: readonly string[] }
  | { readonly kind: "region"; readonly name: string };

export interface FiguresOrder {
  readonly kind: "figures";
  /** The workbook; null where figures are taken away. */
  readonly file: string | null;
  /** Null where the workbook is only looked through. */
  readonly wanted: WantedCountries | null;
}

/** `import WORKBOOK.xlsx` alone only looks whether it is whole; what is taken away is always named. Or a sentence on what is wrong. */
export function readFiguresOrder(
  verb: "import" | "remove",
  [file, ...others]: readonly string[],
  { country = [], region, all = false }: { country?: readonly string[]; region?: string; all?: boolean },
): FiguresOrder | string {
  const ways: readonly WantedCountries[] = [
    ...(country.length > 0 ? [{ kind: "countries", names: country } as const] : []),
    ...(region === undefined ? [] : [{ kind: "region", name: region } as const]),
    ...(all ? [{ kind: "all" } as const] : []),
  ];
  const [wanted = null, more] = ways;
  if (more !== undefined) return "Say one of --country, --region and --all.";
  if (verb === "remove")
    return wanted === null ? "remove takes --country, --region or --all." : { kind: "figures", file: null, wanted };
  return file === undefined || others.length > 0
    ? "import takes the name of one workbook."
    : { kind: "figures", file, wanted };
}
