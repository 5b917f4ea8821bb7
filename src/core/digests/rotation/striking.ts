/** Which facts stand alone in a digest, and in which order. */
import type { Portion, Subject } from "./portions.ts";

/** A topic and what a digest says of it alone. */
export interface SingleFact {
  readonly topic: Subject;
  readonly portion: Portion;
}

export interface FactQueue {
  /**
   * As many as may come next, each of another topic; fewer where those whose turn it is may not come, but with `passing`,
   * which lets others go before them.
   */
  next(count: number, mayCome: (topic: Subject) => boolean, passing?: "passing"): readonly SingleFact[];
  /** When these topics have had their turn. */
  after(told: readonly Subject[]): FactQueue;
  /** Whose turn it is and with which fact: where this is the same, the same follows. */
  readonly standing: string;
}

/** Every topic that has a striking finding comes once before any comes twice, and brings its next one then. */
export function queueFacts(topics: readonly Subject[]): FactQueue {
  return factsAfter(inTurn(topics.filter(({ facts }) => facts.length > 0)), new Map());
}

function factsAfter(queue: readonly Subject[], times: ReadonlyMap<Subject, number>): FactQueue {
  const timesOf = (topic: Subject): number => times.get(topic) ?? 0;
  return {
    next(count, mayCome, passing) {
      const chosen: Subject[] = [];
      const lined = passing === undefined ? queue : queue.filter(mayCome);
      const fewest = (): number => Math.min(...lined.map((topic) => timesOf(topic) + (chosen.includes(topic) ? 1 : 0)));
      while (chosen.length < count) {
        const next = queue.find((topic) => timesOf(topic) === fewest() && !chosen.includes(topic) && mayCome(topic));
        if (next === undefined) break;
        chosen.push(next);
      }
      return chosen.flatMap((topic) => {
        const portion = topic.facts[timesOf(topic) % topic.facts.length];
        return portion === undefined ? [] : [{ topic, portion }];
      });
    },
    after: (told) =>
      factsAfter(queue, new Map([...times, ...told.map((topic) => [topic, timesOf(topic) + 1] as const)])),
    get standing() {
      const fewest = Math.min(...queue.map(timesOf));
      return queue.map((topic) => `${timesOf(topic) - fewest}/${timesOf(topic) % topic.facts.length}`).join(" ");
    },
  };
}

/** A market, then an actor or what stands against them, of each the worst score first. */
function inTurn(topics: readonly Subject[]): readonly Subject[] {
  const worst = topics.toSorted((one, other) => other.severity - one.severity);
  const isMarket = ({ indicator }: Subject): boolean => indicator.pillar === "markets";
  const [markets, others] = [worst.filter(isMarket), worst.filter((topic) => !isMarket(topic))];
  const longest = Math.max(markets.length, others.length);
  return Array.from({ length: longest }, (_, at) => [markets[at], others[at]])
    .flat()
    .filter((topic) => topic !== undefined);
}
