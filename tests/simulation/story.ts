/** What happened, line by line, as it would be told. */

export interface Story {
  tell(who: string, what: string): void;
  /** Each with the time, UTC. */
  readonly lines: readonly string[];
}

export function createStory(now: () => number): Story {
  const told: { readonly at: number; readonly who: string; readonly what: string }[] = [];
  return {
    tell(who, what) {
      told.push({ at: now(), who, what });
    },
    get lines() {
      return told.map(({ at, who, what }) => `${new Date(at).toISOString().slice(5, 23)}  ${who.padEnd(9)} ${what}`);
    },
  };
}
