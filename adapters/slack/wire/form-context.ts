/** What a form carries to its submission: sealed, since it goes through the client of whoever fills it in. */
import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { CONVERSATION_KINDS } from "#core/request.ts";

const Context = z.object({
  pack: z.string(),
  form: z.string(),
  /** Id of the one who opened it: nobody else submits it. */
  asker: z.string(),
  conversation: z.object({
    platform: z.literal("slack"),
    tenant: z.string(),
    channel: z.string(),
    thread: z.string().nullable(),
    kind: z.enum(CONVERSATION_KINDS),
  }),
  /** Where the asker reads the outcome: works without the bot being in the channel, for 30 minutes. */
  responseUrl: z.string(),
});

export type FormContext = z.infer<typeof Context>;

/** Who submits, as Slack's signed request says. */
export interface Submitter {
  readonly asker: string;
  /** Ids of the workspaces that the request is of: Slack names one in several places, and not in each of them always. */
  readonly tenants: readonly string[];
}

export interface FormSeal {
  /** For a modal's `private_metadata`, at most 3,000 characters: https://docs.slack.dev/reference/views/modal-views */
  readonly write: (context: FormContext) => string;
  /** Null for what this bot has not written, and for what it wrote for another person or workspace. */
  readonly read: (carried: string, by: Submitter) => FormContext | null;
}

const Carried = z.object({ context: z.string(), seal: z.string() });

/** `secret` is shared by all replicas of a bot, and with nobody else but Slack. */
export function createFormSeal(secret: string): FormSeal {
  // A seal is no signature of a request, though both are made with one secret.
  const seal = (context: string): string => createHmac("sha256", secret).update(`form:${context}`).digest("base64url");
  return {
    write(given) {
      const context = JSON.stringify(given);
      return JSON.stringify({ context, seal: seal(context) });
    },
    read(carried, { asker, tenants }) {
      const read = Carried.safeParse(parseJson(carried));
      if (!read.success || !isSame(read.data.seal, seal(read.data.context))) return null;
      const context = Context.safeParse(parseJson(read.data.context)).data;
      return context?.asker === asker && tenants.includes(context.conversation.tenant) ? context : null;
    },
  };
}

function isSame(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}

/** Undefined for what is no JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
