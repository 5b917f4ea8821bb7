/** Whether a question asks how to do it: routes to use, prices, how to hide, whom to pay. */
import type { Reading } from "./reading.ts";

export function isRecipe({ cues, units }: Reading): boolean {
  const known = units.some(({ tokens, meanings }) => tokens.length > 0 || meanings.length > 0);
  if (!known && !cues.has("deed")) return false;
  if (cues.has("price")) return true;
  if (cues.has("recipe")) return true;
  if (cues.has("honest") || cues.has("score")) return false;
  return cues.has("first-person-how") || (cues.has("wish") && cues.has("deed"));
}
