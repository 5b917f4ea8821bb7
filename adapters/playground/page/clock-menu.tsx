/** The playground's clock; moving it on lets digests arrive that would take a week. */
import { type ReactNode, useEffect, useState } from "react";
import type { ClockStep } from "#playground/clock.ts";
import { askServer } from "./live/ask-server.ts";
import { useDisclosure } from "./parts/disclosure.ts";
import { Icon } from "./parts/icons.tsx";
import { dayAndTime } from "./parts/when.ts";

const MOVES: readonly (readonly [ClockStep, string])[] = [
  ["hour", "An hour"],
  ["day", "A day"],
  ["monday", "To Monday, 09:00"],
  ["week", "A week"],
];

interface Props {
  readonly now: number;
  readonly movable: boolean;
}

export function ClockMenu({ now, movable }: Props): ReactNode {
  const { open, opener, toggle, shut, around } = useDisclosure();
  const [moving, setMoving] = useState(false);
  if (!movable) return <p className="clock">{<TickingTime key={now} told={now} />}</p>;
  const move = async (step: ClockStep) => {
    shut();
    setMoving(true);
    await askServer("clock", { step });
    setMoving(false);
  };
  return (
    <div className="clock-menu" {...around}>
      <button type="button" className="clock" ref={opener} aria-expanded={open} aria-busy={moving} onClick={toggle}>
        <TickingTime key={now} told={now} />
        <span className="visually-hidden">{moving ? "Moving on…" : "Move the clock"}</span>
        <Icon name="chevron" />
      </button>
      {open && <MoveList onMove={(step) => void move(step)} />}
    </div>
  );
}

function MoveList({ onMove }: { readonly onMove: (step: ClockStep) => void }): ReactNode {
  return (
    <div className="menu" role="group" aria-label="Move the clock on">
      <p>Move the clock on, and let digests arrive</p>
      {MOVES.map(([step, words]) => (
        <button key={step} type="button" onClick={() => onMove(step)}>
          {words}
        </button>
      ))}
    </div>
  );
}

/** Goes on from the time that the server told. */
function TickingTime({ told }: { readonly told: number }): ReactNode {
  const [since] = useState(() => Date.now());
  const [elapsed, setElapsed] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setElapsed(Date.now() - since), 10_000);
    return () => clearInterval(timer);
  }, [since]);
  const time = told + elapsed;
  return (
    <>
      <Icon name="clock" />
      <time dateTime={new Date(time).toISOString()}>{dayAndTime(time)}</time>
    </>
  );
}
