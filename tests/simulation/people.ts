/** People who ask, order, press buttons, fill in forms and delete what they asked. */
import type { FakeSlack } from "#playground/slack/fake-slack.ts";
import type { FakeConnector } from "#playground/teams/fake-connector.ts";
import type { Faults } from "./faults.ts";
import { command, fillIn, mention, share, subscribe, withdraw } from "./slack-people.ts";
import { fillInCard, press, write } from "./teams-people.ts";
import type { World } from "./world.ts";

/** What a person did and the bot took on: it owes an outcome. */
export interface Asked {
  readonly kind:
    | ("slack mention" | "teams message" | "command" | "withdrawn")
    | ("share" | "teams press" | "form" | "subscribe");
  /** Where the outcome is to be seen. */
  readonly channel: string;
  /** The thread of the outcome, where it has one. */
  readonly thread: string | null;
  /** Their own chat with the bot, where they are told that what they pressed may not have been done. */
  readonly chat?: string;
  /** Whether the bot said that it took it on. */
  taken: boolean;
  /** How often it was pressed, where that is what was done. */
  times?: number;
  /** What the bot said in the acknowledgement, or in private. */
  said: string;
}

export interface PeopleParts {
  readonly world: World;
  readonly slack: FakeSlack;
  readonly teams: FakeConnector;
  readonly faults: Faults;
}

export interface People {
  readonly asked: readonly Asked[];
  /** How many still have something to do. */
  readonly busy: number;
  /** Two to `most` things at drawn moments of the next `ms` milliseconds. */
  act(ms: number, most: number): void;
}

export type Note = (asked: Asked) => void;

const DEEDS = [mention, mention, write, share, subscribe, command, withdraw, fillIn, press, fillInCard] as const;

export function createPeople(parts: PeopleParts): People {
  const { world } = parts;
  const asked: Asked[] = [];
  let busy = 0;
  const act = async (number: number): Promise<void> => {
    const deed = world.random.pick(DEEDS);
    await deed(parts, number, (one) => asked.push(one));
    busy--;
  };
  return {
    asked,
    get busy() {
      return busy;
    },
    act(ms, most) {
      const count = world.random.whole(2, most);
      busy += count;
      for (let number = 0; number < count; number++)
        world.after(world.random.between(0, ms), world.outside, () => void act(number));
    },
  };
}
