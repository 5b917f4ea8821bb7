/** A dialog of Teams: the bot's card in a window of its own, over the conversation. */
import { type ReactNode, useEffect, useLayoutEffect, useRef } from "react";
import { askServer } from "#playground/page/live/ask-server.ts";
import { useAsking } from "#playground/page/live/use-asking.ts";
import { FIELDS, useOwnFocus } from "#playground/page/parts/focus.ts";
import { Icon } from "#playground/page/parts/icons.tsx";
import type { Theme } from "#playground/page/parts/use-theme.ts";
import type { Json } from "#playground/payload/json.ts";
import type { TeamsDialog } from "#playground/teams/types.ts";
import { TeamsCard } from "./card.tsx";

export function TeamsDialogView({ dialog, theme }: { readonly dialog: TeamsDialog; readonly theme: Theme }): ReactNode {
  const { id, activity, title, card } = dialog;
  const frame = useOwnFocus<HTMLDialogElement>();
  const { busy, notice, run } = useAsking();
  const close = () => void askServer("teams/close", { dialog: id });
  useLayoutEffect(() => frame.current?.showModal(), [frame]);
  const fields = useRef(JSON.stringify(card));
  useEffect(() => {
    const now = JSON.stringify(card);
    if (fields.current === now) return;
    fields.current = now;
    // The form has come back with what was wrong in it.
    frame.current?.querySelector<HTMLElement>(FIELDS)?.focus();
  }, [frame, card]);
  const press = (action: Json) => {
    if (!busy) run(askServer("teams/submit", { dialog: id, action: { ...action } }));
  };
  const search = async (dataset: string, text: string) =>
    (await askServer("teams/search", { activity, dataset, text })).options ?? [];
  return (
    <dialog className="dialog teams-dialog" ref={frame} onCancel={close} aria-label={title} aria-busy={busy}>
      <header>
        <h2>{title}</h2>
        <button type="button" className="tool" onClick={close}>
          <Icon name="close" />
          <span className="visually-hidden">Close</span>
        </button>
      </header>
      <div className="dialog-fields">
        <TeamsCard card={card} theme={theme} onPress={press} onSearch={search} />
        {notice !== null && (
          <p className="notice" role="alert">
            {notice}
          </p>
        )}
      </div>
    </dialog>
  );
}
