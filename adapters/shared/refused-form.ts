/** A message whose form the platform does not take is said once more in a plainer one, and at last in its words alone. */
import type { Bot, Log } from "#core/ports.ts";
import type { Platform } from "#core/request.ts";

/** A message as it is drawn, and its text twin for where that is refused. */
export interface BothForms<Drawn, Words> {
  readonly drawn: Drawn;
  /** The same without what is likeliest to be refused; absent where nothing in it is likelier than the rest. */
  readonly plainer?: () => Drawn;
  readonly words: () => Words;
}

/** What can be told of a message without telling any of its words. */
export interface Shape {
  /** How often each kind of block or element is in it. */
  readonly kinds: Readonly<Record<string, number>>;
  /** Of the part that is drawn, as JSON, in the unit that the platform's limit has. */
  readonly size: number;
  /** Of what stands beside it as text, in UTF-16 units. */
  readonly text: number;
}

export interface FormRefusals<Drawn> {
  readonly platform: Platform;
  readonly bot: Pick<Bot, "refusedForm">;
  readonly log: Log;
  /** The platform's word where it refused the message for what it is; null for any other failure. */
  readonly reasonOf: (error: unknown) => string | null;
  readonly shapeOf: (message: Drawn) => Shape;
}

/**
 * Rejects as `send` does. Whatever the platform says of a message's form is certain: nothing of it was shown, so the
 * words are no repeat.
 */
export async function sendInSomeForm<Drawn, Words, Sent>(
  { drawn, plainer, words }: BothForms<Drawn, Words>,
  send: (message: Drawn | Words) => Promise<Sent>,
  refusals: FormRefusals<Drawn>,
): Promise<Sent> {
  const { platform, bot, log, reasonOf, shapeOf } = refusals;
  try {
    return await send(drawn);
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === null) throw error;
    log.warn(
      { platform, reason, shape: shapeOf(drawn) },
      "A message is not taken as it is drawn; it goes once more, plainer",
    );
  }
  if (plainer !== undefined) return sendInSomeForm({ drawn: plainer(), words }, send, refusals);
  let taken = false;
  try {
    const sent = await send(words());
    taken = true;
    return sent;
  } finally {
    bot.refusedForm(platform, taken);
  }
}

/** How often each `type` is among them. */
export function countKinds(parts: readonly { readonly type: string }[]): Shape["kinds"] {
  const counts = new Map<string, number>();
  for (const { type } of parts) counts.set(type, (counts.get(type) ?? 0) + 1);
  return Object.fromEntries(counts);
}
