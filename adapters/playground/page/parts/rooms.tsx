/**
 * The list of channels and chats of a side; a dot says that the bot wrote where nobody has looked since. Where there is
 * no room for it beside the messages, the room's name opens it.
 */
import { type FocusEvent, type ReactNode, useId, useRef, useState } from "react";
import { onEscape } from "./focus.ts";
import { Icon, type IconName } from "./icons.tsx";
import { useKept } from "./kept.ts";

export interface Room {
  readonly id: string;
  readonly name: string;
  readonly icon: IconName;
  readonly group: string;
}

interface Props {
  readonly label: string;
  readonly title: string;
  readonly rooms: readonly Room[];
  readonly current: string;
  readonly unread: ReadonlySet<string>;
  readonly onChoose: (id: string) => void;
}

export function Rooms({ label, title, rooms, current, unread, onChoose }: Props): ReactNode {
  const [open, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const list = useId();
  const room = rooms.find(({ id }) => id === current);
  const shut = () => {
    // Where there is room for the list it has no opener, and the keyboard stays where it is.
    opener.current?.focus();
    setOpen(false);
  };
  const leave = (event: FocusEvent) => {
    if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false);
  };
  const choose = (id: string) => {
    onChoose(id);
    shut();
  };
  return (
    <nav
      className="rooms"
      aria-label={label}
      data-open={open}
      onBlur={leave}
      onKeyDown={(event) => onEscape(event, shut)}
    >
      <button
        type="button"
        className="rooms-opener"
        ref={opener}
        aria-label={`${room?.name}, all rooms${unread.size > 0 ? ", some unread" : ""}`}
        aria-expanded={open}
        aria-controls={list}
        onClick={() => setOpen(!open)}
      >
        {room !== undefined && <Icon name={room.icon} />}
        <span>{room?.name}</span>
        {unread.size > 0 && <Unread />}
        <Icon name="chevron" />
      </button>
      <div className="rooms-list" id={list}>
        <RoomList {...{ title, rooms, current, unread }} onChoose={choose} />
      </div>
    </nav>
  );
}

function RoomList({ title, rooms, ...choosing }: Omit<Props, "label">): ReactNode {
  const groups = [...new Set(rooms.map(({ group }) => group))];
  return (
    <>
      <p className="rooms-title">{title}</p>
      {groups.map((group) => (
        <RoomGroup key={group} group={group} rooms={rooms.filter((room) => room.group === group)} {...choosing} />
      ))}
    </>
  );
}

interface GroupProps extends Pick<Props, "rooms" | "current" | "unread" | "onChoose"> {
  readonly group: string;
}

function RoomGroup({ group, rooms, current, unread, onChoose }: GroupProps): ReactNode {
  return (
    <div className="rooms-group">
      <p>{group}</p>
      <ul aria-label={group}>
        {rooms.map((room) => (
          <li key={room.id}>
            <button type="button" aria-current={room.id === current} onClick={() => onChoose(room.id)}>
              <Icon name={room.icon} />
              <span>{room.name}</span>
              {unread.has(room.id) && <Unread />}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Unread(): ReactNode {
  return <i className="unread" role="img" aria-label="unread" />;
}

interface Side {
  /** Tells the sides apart. */
  readonly name: string;
  readonly rooms: readonly string[];
  /** Each room's newest message of the bot. */
  readonly newest: ReadonlyMap<string, string>;
}

/** Which room is open. */
export function useRoom({ name, rooms, newest }: Side) {
  const [current, setCurrent] = useKept(`room ${name}`, rooms);
  const [seen, setSeen] = useState(newest);
  const choose = (room: string) => {
    const left = newest.get(current);
    if (left !== undefined) setSeen(new Map(seen).set(current, left));
    setCurrent(room);
  };
  const isUnread = ([room, key]: readonly [string, string]) => room !== current && key !== seen.get(room);
  return { current, choose, unread: new Set([...newest].filter(isUnread).map(([room]) => room)) };
}
