/** What stands in the way of a keyboard, a screen reader or weak eyes, as axe-core finds it. */
import axe from "axe-core";
import type { Page } from "playwright-core";

declare global {
  interface Window {
    readonly axe: typeof axe;
  }
}

/** One line each, the rule first: https://dequeuniversity.com/rules/axe/4.14. Targets of 24 pixels are among them. */
export function findBarriers(page: Page): Promise<readonly string[]> {
  return barriersFound(page, { rules: { "target-size": { enabled: true } } });
}

/** Of the colours alone: what a page looked at already can have in another colour scheme. */
export function findColourBarriers(page: Page): Promise<readonly string[]> {
  return barriersFound(page, { runOnly: ["color-contrast", "link-in-text-block"] });
}

/** It is put into the page once, and only what is wrong is told: its own driver for this browser takes twice the time for both. */
async function barriersFound(page: Page, options: axe.RunOptions): Promise<readonly string[]> {
  if (page.frames().length > 1) throw new Error("There are frames on this page, which are not looked into");
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  return page.evaluate(async (asked) => {
    const { violations } = await window.axe.run(document, { ...asked, resultTypes: ["violations"] });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(
        ({ target, failureSummary }) => `${id}: ${target.join(" ")}: ${failureSummary?.split("\n")[1]?.trim()}`,
      ),
    );
  }, options);
}
