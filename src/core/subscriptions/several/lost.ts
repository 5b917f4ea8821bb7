/** What outlived its pack: it is ended by the pack's name, as it is listed, since no command names that pack any more. */
import { fold } from "#core/profile/fold.ts";
import type { CommandContext } from "#core/subscriptions/command-context.ts";

/**
 * The pack that is not here any more and that `unsubscribe` means by these words; without any the only one, where nothing
 * else is here that could be meant. Null where it means something else. Rejects when the store does.
 */
export async function lostPackMeant({ parts, store, place }: CommandContext, words: string): Promise<string | null> {
  const loaded = new Set(parts.content.library.packs.map(({ slug }) => slug));
  const here = (await store.subscriptions.list(place.conversation)).map(({ pack }) => pack);
  const lost = [...new Set(here)].filter((pack) => !loaded.has(pack));
  const named = lost.find((pack) => asName(pack) === asName(words));
  if (named !== undefined) return named;
  const [only = null, ...more] = lost;
  const isAlone = more.length === 0 && here.every((pack) => pack === only);
  return isAlone && /^(?:all)?$/u.test(fold(words)) ? only : null;
}

function asName(words: string): string {
  return fold(words).replaceAll(/[-\s]+/gu, " ");
}
