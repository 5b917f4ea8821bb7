/** The pages that the platforms link to from the app's details: for people who decide whether it may be used. */
import { lead, message, paragraph } from "#core/document/blocks.ts";
import type { Briefing } from "#core/document/briefing.ts";
import { openContext, says, type Content, type Context } from "./context.ts";
import { composeAbout, composePrivacy } from "./pages.ts";

/** By the last part of its address; `teams/package/manifest.json` names them. */
export const SITE_PAGES = ["about", "privacy", "terms"] as const;
export type SitePage = (typeof SITE_PAGES)[number];

export function composeSitePage(page: SitePage, content: Content, now: number): Briefing {
  const context = openContext(content, content.defaultPack, { now });
  switch (page) {
    case "about":
      return composeAbout(context);
    case "privacy":
      return withMore(composePrivacy(context), [
        says(context, "privacy.kept"),
        says(context, "privacy.readable"),
        says(context, "privacy.who"),
      ]);
    case "terms":
      return composeTerms(context, content);
  }
}

function composeTerms(context: Context, { library }: Content): Briefing {
  const use = says(context, "terms.use");
  const credits = library.packs.map(({ credit, edition }) => says(context, "about.credit", { credit, edition }));
  return message({ title: says(context, "terms.title"), summary: use }, [
    lead(use),
    paragraph(says(context, "terms.reliance")),
    paragraph(says(context, "terms.people")),
    ...[...new Set(credits)].map((credit) => paragraph(`${credit} ${says(context, "terms.quote")}`)),
    paragraph(says(context, "terms.warranty")),
    paragraph(says(context, "about.affiliation")),
  ]);
}

function withMore(briefing: Briefing, sentences: readonly string[]): Briefing {
  return { ...briefing, blocks: [...briefing.blocks, ...sentences.map((sentence) => paragraph(sentence))] };
}
