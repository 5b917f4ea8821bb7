/** What stands in the way of a keyboard, a screen reader or weak eyes, as axe-core finds it. */
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

/** One line each, the rule first: https://dequeuniversity.com/rules/axe/4.14. Targets of 24 pixels are among them. */
export async function findBarriers(page: Page): Promise<readonly string[]> {
  const rules = { "target-size": { enabled: true } };
  const { violations } = await new AxeBuilder({ page }).options({ rules }).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")}: ${failureSummary?.split("\n")[1]?.trim()}`),
  );
}
