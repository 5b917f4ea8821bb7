/** A question that is asked by form, under a message about certain topics. */
import { lead, message } from "#core/document/blocks.ts";
import type { Action } from "#core/document/briefing.ts";
import type { Form, FormValues } from "#core/document/form.ts";
import type { Reply } from "#core/reply.ts";
import { says, type Context } from "./context.ts";

/** What a press carries, and the form after it; topics follow, by their slugs. Nobody types it: they ask. */
const ASK_ABOUT = "ask-about";
const QUESTION = "question";
/** As long as a question is read: Slack's and Teams' own limits are far above. */
const LONGEST = 500;

/** A question, and the topics under which it was asked. */
export interface AskedBelow {
  readonly question: string;
  /** Slugs. */
  readonly topics: readonly string[];
}

/** The button that opens the form. */
export function askAction(context: Context, topics: readonly string[]): Action {
  const words = [ASK_ABOUT, ...topics].join(" ");
  return { kind: "form", label: says(context, "question.action"), pack: context.pack.slug, text: words };
}

/** The topics that a press or a form is about; null where it is another. */
export function readAskAbout(words: string): readonly string[] | null {
  const [first, ...topics] = words.split(" ");
  return first === ASK_ABOUT ? topics : null;
}

/** What was filled in; null for another form, and where nothing was. */
export function readQuestionForm(form: string, values: FormValues): AskedBelow | null {
  const topics = readAskAbout(form);
  const question = values[QUESTION]?.[0]?.trim().slice(0, LONGEST) ?? "";
  return topics === null || question === "" ? null : { question, topics };
}

/** The form, with the topics as what to ask about. */
export function openQuestion(context: Context, topics: readonly string[], errors: Form["errors"] = {}): Reply {
  const title = says(context, "question.title");
  const names = topics.flatMap((slug) => context.topics.get(slug)?.name ?? []).join(" · ");
  const hint = names === "" ? "" : says(context, "question.hint", { topics: names });
  const label = says(context, "question.field");
  return {
    kind: "form",
    topic: null,
    form: {
      ...{ title, submit: says(context, "question.action"), pack: context.pack.slug },
      id: [ASK_ABOUT, ...topics].join(" "),
      ...{
        errors,
        back: topics[0] ?? "help",
        where: context.venue?.kind === "direct" ? "" : says(context, "question.where"),
      },
      fields: [{ kind: "paragraph", name: QUESTION, label, value: "", hint, maximum: LONGEST }],
    },
    briefing: message({ title, summary: says(context, "question.typed") }, [lead(says(context, "question.typed"))]),
  };
}

/** The form came back with nothing in it. */
export function missQuestion(context: Context, topics: readonly string[]): Reply {
  return openQuestion(context, topics, { [QUESTION]: says(context, "question.missing") });
}
