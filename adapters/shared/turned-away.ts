/** Requests that were turned away, told in the log: anybody can send any number of them, and must not fill it. */
import type { Log } from "#core/ports.ts";

/** Why it was turned away, as fields of the log. */
export type TellTurnedAway = (why: object) => void;

const AGAIN_MS = 60_000;

/** The first is told at once; how many came in the minute behind it is told at its end, with the newest reason. */
export function createTurnedAway(log: Log, sentence: string): TellTurnedAway {
  let timer: NodeJS.Timeout | undefined;
  let requests = 0;
  let newest: object = {};
  const tellRest = (): void => {
    timer = undefined;
    if (requests === 0) return;
    log.warn({ ...newest, requests }, sentence);
    requests = 0;
    wait();
  };
  const wait = (): void => void (timer = setTimeout(tellRest, AGAIN_MS).unref());
  return (why) => {
    if (timer !== undefined) {
      newest = why;
      requests += 1;
      return;
    }
    log.warn(why, sentence);
    wait();
  };
}
