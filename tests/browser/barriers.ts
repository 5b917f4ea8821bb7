/** What stands in the way of a keyboard, a screen reader or weak eyes, as axe-core finds it. */
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

/** One line each, the rule first: https://dequeuniversity.com/rules/axe/4.14. Targets of 24 pixels are among them. */
export function findBarriers(page: Page): Promise<readonly string[]> {
  return barriersFound(new AxeBuilder({ page }).options({ rules: { "target-size": { enabled: true } } }));
}

/** Of the colours alone: what a page looked at already can have in another colour scheme. */
export function findColourBarriers(page: Page): Promise<readonly string[]> {
  return barriersFound(new AxeBuilder({ page }).withRules(["color-contrast", "link-in-text-block"]));
}

async function barriersFound(axe: AxeBuilder): Promise<readonly string[]> {
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")}: ${failureSummary?.split("\n")[1]?.trim()}`),
  );
}
