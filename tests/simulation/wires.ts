/** The network of a world, and what a bystander sees of it. */
import { NOTICE } from "./balance.ts";
import type { SimulatedPlatforms } from "./platforms.ts";
import type { Faults } from "./faults.ts";
import { createNetwork, type Network, type Passage } from "./network.ts";
import type { Processes } from "./processes.ts";
import { HOSTS, type WatchedMessages } from "./replica.ts";
import type { Being, World } from "./world.ts";

/** What was seen on the wire and in the processes. */
export interface Witness {
  /** Digests that a process knew it had begun, and has not been stopped or killed since, by their ids. */
  readonly begun: Map<string, Being>;
  /** Conversations to which a request left, or was to, as `slack C1`. */
  readonly left: Set<string>;
  /** By whom and when the last of them did, by the conversation's id. */
  readonly lastLeft: Map<string, { readonly by: Being; readonly at: number }>;
  /** Conversations in which it is not known to the sender what became of a request. */
  readonly unclear: Set<string>;
  /** The same of a notice that an answer is missing, as a process that died over it leaves it. */
  readonly unclearNotices: Set<string>;
  /** Where somebody is owed an answer that only a process knew of which has died. */
  readonly forgotten: Set<string>;
  /** Whether the database failed, or a process was held up, at any time. */
  storeFailed: boolean;
  heldUp: boolean;
}

export function createWitness(): Witness {
  return {
    ...{ begun: new Map(), left: new Set(), lastLeft: new Map() },
    ...{ unclear: new Set(), unclearNotices: new Set(), forgotten: new Set() },
    ...{ storeFailed: false, heldUp: false },
  };
}

/** Of what a process had just sent when it died nobody knows what became of it. */
export function markUnclear({ lastLeft, unclear }: Witness, dead: Being): void {
  for (const [place, { by, at }] of lastLeft) if (by === dead && dead.world.now() - at < JUST_MS) unclear.add(place);
}

/** What only the dead one knew of messages. */
export function forgetMessages({ forgotten, unclearNotices }: Witness, messages: WatchedMessages, dead: Being): void {
  for (const { by, channel } of messages.untold.values()) if (by === dead) forgotten.add(channel);
  for (const { by, channel } of messages.telling.values()) if (by === dead) unclearNotices.add(channel);
}

/** What a process had begun when it was stopped or died may have left or not: who comes after it cannot tell. */
export function forgetBegun({ begun }: Witness, gone: Being): void {
  for (const [id, by] of begun) if (by === gone) begun.delete(id);
}

const JUST_MS = 60_000;

export interface WireParts {
  readonly world: World;
  readonly faults: Faults;
  readonly platforms: SimulatedPlatforms;
  readonly processes: Processes;
  readonly witness: Witness;
}

export function createWires({ world, faults, platforms, processes, witness }: WireParts): Network {
  const { random, story, outside } = world;
  return createNetwork({
    world,
    route(url) {
      if (url.hostname === HOSTS.slack) return { being: outside, handle: platforms.slack.handle };
      if (url.hostname === HOSTS.teams) return { being: outside, handle: platforms.teams.handle };
      const open = processes.running.filter(({ routes }) => routes.has(url.pathname));
      const chosen = open[random.whole(0, open.length - 1)];
      const handle = chosen?.routes.get(url.pathname);
      return chosen === undefined || handle === undefined ? null : { being: chosen.being, handle };
    },
    passageOf(being, url, body) {
      if (being === outside) return faults.passageIn();
      const passage = faults.passageOut();
      const place = placeIn(url, body);
      if (passage.fate.kind === "lost") {
        witness.unclear.add(place);
        if (body.includes(NOTICE)) witness.unclearNotices.add(place);
      }
      story.tell(being.name, `asks ${url.hostname}${url.pathname} (${place})${ending(passage)}`);
      return passage;
    },
    answered(being) {
      if (being !== outside) processes.answered(being);
    },
    left(being, url, body) {
      if (being === outside) return;
      const place = placeIn(url, body);
      witness.left.add(`${url.hostname === HOSTS.teams ? "teams" : "slack"} ${place}`);
      witness.lastLeft.set(place, { by: being, at: world.now() });
    },
  });
}

function ending({ fate }: Passage): string {
  switch (fate.kind) {
    case "arrives":
      return "";
    case "unreachable":
      return ", which cannot be reached";
    case "lost":
      return `, and is cut off on the way ${fate.on}`;
    case "turned-back":
      return `, and is turned back: ${fate.status}`;
  }
}

/** Where a request goes: a conversation's id, or the path where it names none. */
function placeIn(url: URL, body: string): string {
  const conversation = /^\/v3\/conversations\/([^/]+)/u.exec(url.pathname)?.[1];
  if (conversation !== undefined) return decodeURIComponent(conversation).split(";")[0] ?? "";
  // Messages go to Slack as JSON, all else as a form.
  const [, inForm, inJson] = /(?:^|&)channel=([^&]*)|"channel":"([^"]*)"/u.exec(body) ?? [];
  return inJson ?? (inForm === undefined ? url.pathname : decodeURIComponent(inForm));
}
