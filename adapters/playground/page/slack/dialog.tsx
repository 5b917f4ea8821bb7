/** A modal that the bot opened: `views.open` with its inputs, drawn with the browser's own controls. */
import { type FormEvent, type ReactNode, type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import { askServer } from "#playground/page/live/ask-server.ts";
import { FIELDS, useOwnFocus } from "#playground/page/parts/focus.ts";
import { Icon } from "#playground/page/parts/icons.tsx";
import { type Json, jsonAt, jsonList, textOf } from "#playground/payload/json.ts";
import type { OpenDialog } from "#playground/snapshot.ts";
import { wordsOf } from "./elements.tsx";
import { SlackField } from "./field.tsx";

export function SlackDialog({ dialog }: { readonly dialog: OpenDialog }): ReactNode {
  const { id, view, errors } = dialog;
  const frame = useOwnFocus<HTMLDialogElement>();
  const [busy, setBusy] = useState(false);
  const close = () => void askServer("slack/close", { view: id });
  // Before it is looked at, and before its first field is given the keyboard.
  useLayoutEffect(() => frame.current?.showModal(), [frame]);
  useFocusOnFault(frame, errors);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    // A button that cannot be pressed for a moment would lose the keyboard.
    if (busy) return;
    setBusy(true);
    await askServer("slack/submit", { view: id, values: valuesOf(new FormData(event.currentTarget), view) });
    setBusy(false);
  };
  return (
    <dialog className="dialog" ref={frame} onCancel={close} aria-label={wordsOf(view["title"])}>
      <form onSubmit={(event) => void submit(event)} aria-busy={busy}>
        <header>
          <h2>{wordsOf(view["title"])}</h2>
          <button type="button" className="tool" onClick={close}>
            <Icon name="close" />
            <span className="visually-hidden">Close</span>
          </button>
        </header>
        <div className="dialog-fields">
          {jsonList(view["blocks"]).map((block) => (
            <SlackField key={textOf(block["block_id"])} view={id} block={block} errors={errors} />
          ))}
          {errors[""] !== undefined && (
            <p className="notice" role="alert" data-faulty tabIndex={-1}>
              {errors[""]}
            </p>
          )}
        </div>
        <footer>
          <button type="button" className="button" onClick={close}>
            {wordsOf(view["close"]) || "Cancel"}
          </button>
          {view["submit"] !== undefined && (
            <button type="submit" className="button" data-style="primary" aria-disabled={busy}>
              {wordsOf(view["submit"])}
            </button>
          )}
        </footer>
      </form>
    </dialog>
  );
}

/** What Slack does not take is shown, and has the keyboard. */
function useFocusOnFault(frame: RefObject<HTMLElement | null>, errors: OpenDialog["errors"]): void {
  const shown = useRef("{}");
  useEffect(() => {
    const faults = JSON.stringify(errors);
    if (shown.current === faults) return;
    shown.current = faults;
    const faulty = frame.current?.querySelector<HTMLElement>("[data-faulty]");
    (faulty?.querySelector<HTMLElement>(FIELDS) ?? faulty)?.focus();
    faulty?.scrollIntoView({ block: "nearest" });
  }, [frame, errors]);
}

/** By action id; a list of checkboxes with none ticked is an empty list. */
function valuesOf(form: FormData, view: Json): Readonly<Record<string, string[]>> {
  const names = jsonList(view["blocks"]).map((block) => textOf(jsonAt(block, "element")["action_id"]));
  const texts = (name: string) => form.getAll(name).filter((value) => typeof value === "string");
  return Object.fromEntries(names.filter((name) => name !== "").map((name) => [name, texts(name)]));
}
