/** What a person does on the page, done on the fake platforms as the real ones would. */
import { type PageAnswer, type PageLine, REQUESTS, type RequestName } from "./requests.ts";
import { sendInSlack } from "./say-in-slack.ts";
import { sendInTeams } from "./say-in-teams.ts";
import type { FakeSlack } from "./slack/fake-slack.ts";
import type { PackName, TeamsCommand } from "./snapshot.ts";
import type { FakeConnector } from "./teams/fake-connector.ts";
import { DONE, heard } from "./told.ts";

export interface PeopleParts {
  readonly slack: FakeSlack;
  readonly connector: FakeConnector;
  readonly packs: () => readonly PackName[];
  readonly teamsCommands: readonly TeamsCommand[];
  /** Moves the clock and lets what is due happen on the way; null where the clock cannot be moved. */
  readonly moveClock: ((step: PageLine<"clock">["step"]) => Promise<void>) | null;
  /** Everything that was said, ordered and moved on. */
  readonly clear: () => Promise<void>;
}

export type Deeds = { readonly [Name in RequestName]: (body: unknown) => Promise<PageAnswer> };

/** One deed for each request of the page; each rejects with zod's error on a body that does not fit. */
export function createDeeds({ slack, connector, packs, teamsCommands, moveClock, clear }: PeopleParts): Deeds {
  return {
    "slack/send": (body) => sendInSlack(slack, packs(), REQUESTS["slack/send"].parse(body)),
    async "slack/press"(body) {
      const { choice, ...press } = REQUESTS["slack/press"].parse(body);
      return heard(await slack.pressButton({ ...press, ...(choice === null ? {} : { choice }) }));
    },
    "slack/submit": async (body) => heard(await slack.submitView(REQUESTS["slack/submit"].parse(body))),
    async "slack/search"(body) {
      const { options } = await slack.searchOptions(REQUESTS["slack/search"].parse(body));
      return { ...DONE, options };
    },
    async "slack/close"(body) {
      slack.closeView(REQUESTS["slack/close"].parse(body).view);
      return DONE;
    },
    "teams/send": (body) => sendInTeams(connector, teamsCommands, REQUESTS["teams/send"].parse(body)),
    async "teams/install"(body) {
      const { conversation } = REQUESTS["teams/install"].parse(body);
      return heard(await connector.install(conversation));
    },
    async "teams/press"(body) {
      const { notice } = await connector.pressAction(REQUESTS["teams/press"].parse(body));
      return { notice };
    },
    async "teams/submit"(body) {
      const { notice } = await connector.pressInDialog(REQUESTS["teams/submit"].parse(body));
      return { notice };
    },
    async "teams/close"(body) {
      connector.closeDialog(REQUESTS["teams/close"].parse(body).dialog);
      return DONE;
    },
    async "teams/search"(body) {
      const { choices } = await connector.searchChoices(REQUESTS["teams/search"].parse(body));
      return { ...DONE, options: choices };
    },
    "teams/consent": async (body) => heard(await connector.answerOffer(REQUESTS["teams/consent"].parse(body))),
    "teams/rate": async (body) => heard(await connector.rate(REQUESTS["teams/rate"].parse(body))),
    async clock(body) {
      await moveClock?.(REQUESTS.clock.parse(body).step);
      return DONE;
    },
    async clear(body) {
      REQUESTS.clear.parse(body);
      await clear();
      return DONE;
    },
  };
}
