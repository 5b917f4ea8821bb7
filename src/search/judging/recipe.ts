/** Whether a question asks how to do it: routes to use, prices, how to hide, whom to pay. */
import type { QuestionReading } from "#search/reading/question.ts";

export function isRecipe({ cues, units, words, years }: QuestionReading): boolean {
  const known = units.some(({ tokens, meanings }) => tokens.length > 0 || meanings.length > 0);
  if (!known && !cues.has("deed")) return false;
  if (cues.has("price")) return true;
  // To score heroin is one thing, its score in an edition another.
  const recipes = cues.get("recipe") ?? [];
  if (recipes.some(({ from }) => years.length === 0 || words[from]?.stem !== "score")) return true;
  if (cues.has("honest") || cues.has("score")) return false;
  return cues.has("first-person-how") || (cues.has("wish") && cues.has("deed"));
}
