/** What stands in the way of a keyboard, a screen reader or weak eyes, as axe-core finds it. */
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

type Options = Parameters<AxeBuilder["options"]>[0];

/** One line each, the rule first: https://dequeuniversity.com/rules/axe/4.14. Targets of 24 pixels are among them. */
export function findBarriers(page: Page): Promise<readonly string[]> {
  return barriersFound(page, { rules: { "target-size": { enabled: true } } });
}

/** Of the colours alone: what a page looked at already can have in another colour scheme. */
export function findColourBarriers(page: Page): Promise<readonly string[]> {
  return barriersFound(page, { runOnly: ["color-contrast", "link-in-text-block"] });
}

/**
 * What axe calls its legacy mode opens no blank page at each look, to put together there what it found in several frames:
 * that is more than half of its time, and this page has no frames.
 */
async function barriersFound(page: Page, options: Options): Promise<readonly string[]> {
  if (page.frames().length > 1) throw new Error("There are frames on this page, which are not looked into");
  // Of what is in order, nothing is told but that.
  const axe = new AxeBuilder({ page }).options({ ...options, resultTypes: ["violations"] }).setLegacyMode();
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")}: ${failureSummary?.split("\n")[1]?.trim()}`),
  );
}
