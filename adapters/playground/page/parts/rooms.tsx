/** The list of channels and chats of a side; a dot says that the bot wrote where nobody has looked since. */
import { type ReactNode, useState } from "react";
import { Icon, type IconName } from "./icons.tsx";

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
  const groups = [...new Set(rooms.map(({ group }) => group))];
  return (
    <nav className="rooms" aria-label={label}>
      <p className="rooms-title">{title}</p>
      {groups.map((group) => (
        <div key={group} className="rooms-group">
          <p>{group}</p>
          <ul>
            {rooms
              .filter((room) => room.group === group)
              .map((room) => (
                <li key={room.id}>
                  <button type="button" aria-current={room.id === current} onClick={() => onChoose(room.id)}>
                    <Icon name={room.icon} />
                    <span>{room.name}</span>
                    {unread.has(room.id) && <i className="unread" role="img" aria-label="unread" />}
                  </button>
                </li>
              ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

/** Which room is open. `newest` gives each room's newest message of the bot by a sortable key. */
export function useRoom(first: string, newest: ReadonlyMap<string, string>) {
  const [current, setCurrent] = useState(first);
  const [seen, setSeen] = useState(newest);
  const choose = (room: string) => {
    const left = newest.get(current);
    if (left !== undefined) setSeen(new Map(seen).set(current, left));
    setCurrent(room);
  };
  const isUnread = ([room, key]: readonly [string, string]) => room !== current && key > (seen.get(room) ?? "");
  return { current, choose, unread: new Set([...newest].filter(isUnread).map(([room]) => room)) };
}
