/** Where a person types: Enter sends, and a menu offers commands, the bot's name and topics. */
import { type ReactNode, useId } from "react";
import { Icon } from "#playground/page/parts/icons.tsx";
import type { PageAnswer } from "#playground/requests.ts";
import type { Offering, Suggestion } from "./suggestions.ts";
import { useComposeBox } from "./use-compose-box.ts";

interface Props {
  /** Names the place that is written to, for what is half written there. */
  readonly place: string;
  readonly label: string;
  readonly placeholder: string;
  readonly offering: Offering;
  readonly onSend: (text: string) => Promise<PageAnswer>;
}

export function ComposeBox({ place, label, placeholder, offering, onSend }: Props): ReactNode {
  const { box, ...composer } = useComposeBox({ place, offering, onSend });
  const { text, offered, current, notice } = composer;
  const menu = useId();
  return (
    <div className="composer" data-waiting={composer.waiting}>
      {notice !== null && (
        <p className="notice" role="alert">
          {notice}
        </p>
      )}
      <p className="visually-hidden" role="status">
        {offered.length > 0 && `${offered.length} suggestions: arrows choose, Tab takes one`}
      </p>
      <SuggestionList id={menu} offered={offered} current={current} onTake={composer.take} />
      <div className="composer-box">
        <textarea
          ref={box}
          rows={Math.min(8, text.split("\n").length)}
          value={text}
          placeholder={placeholder}
          aria-label={label}
          aria-haspopup="listbox"
          aria-controls={offered.length > 0 ? menu : undefined}
          aria-autocomplete="list"
          aria-activedescendant={current === undefined ? undefined : optionId(menu, current)}
          onChange={(event) => composer.change(event.target.value)}
          onKeyDown={composer.onKeyDown}
          onBlur={composer.shut}
        />
        <button type="button" className="send" disabled={text.trim() === ""} onClick={composer.send}>
          <Icon name="send" />
          <span className="visually-hidden">Send</span>
        </button>
      </div>
    </div>
  );
}

interface ListProps {
  readonly id: string;
  readonly offered: readonly Suggestion[];
  readonly current: Suggestion | undefined;
  readonly onTake: (text: string) => void;
}

/** The pointer takes at once; keys move through it from the text box, where the focus stays. */
function SuggestionList({ id, offered, current, onTake }: ListProps): ReactNode {
  if (offered.length === 0) return null;
  return (
    <div className="suggestions" role="listbox" id={id} aria-label="Suggestions">
      {offered.map((each) => (
        <div
          key={each.text}
          id={optionId(id, each)}
          role="option"
          tabIndex={-1}
          aria-selected={each === current}
          onPointerDown={(event) => {
            event.preventDefault();
            onTake(each.text);
          }}
        >
          <b>{each.label}</b>
          <span>{each.hint}</span>
        </div>
      ))}
    </div>
  );
}

function optionId(menu: string, { label }: Suggestion): string {
  return `${menu}-${label}`;
}
