/** What each call of the store does there: whoever watches it tells by that what a call that works has shown. */
import type { Store } from "./store.ts";
import type { Touches } from "./watch-store.ts";

const FORGETS = { forgetOld: "may-write" } as const;

export const STORE_TOUCHES: Touches<Store> = {
  answers: {
    ...FORGETS,
    take: "may-write",
    keep: "may-write",
    settle: "may-write",
    release: "may-write",
    listOpen: "reads",
    begin: "may-write",
    withdraw: "may-write",
    recallLine: "reads",
    rememberLine: "writes",
    saveFeedback: "writes",
    saveReport: "writes",
    listReports: "reads",
    countFeedback: "reads",
    countUnanswered: "writes",
    listUnanswered: "reads",
  },
  frames: { ...FORGETS, load: "reads", save: "writes", saveAll: "writes" },
  given: { ...FORGETS, note: "may-write", take: "may-write" },
  channelPacks: { packOf: "reads", choose: "may-write", log: "reads" },
  charts: { save: "may-write", load: "reads" },
  digests: {
    now: "reads",
    subscriptions: {
      find: "reads",
      stopped: "reads",
      list: "reads",
      change: "may-write",
      notes: "reads",
      log: "reads",
    },
    ledger: {
      ...FORGETS,
      queueDue: "may-write",
      reconsider: "may-write",
      claim: "may-write",
      begin: "may-write",
      release: "may-write",
      claimUnclear: "may-write",
      // What was begun has a row of its own.
      settle: "writes",
      outlook: "reads",
      unserved: "reads",
      recent: "reads",
    },
    contents: { remember: "may-write", recall: "reads" },
  },
  // Sealed with a former key, it is written anew when it is loaded: seldom, and it is told again if that fails.
  references: { save: "writes", load: "reads", list: "reads" },
  migrate: "neither",
  ready: "neither",
  forgetAll: "may-write",
  forgetRemoved: "may-write",
  close: "neither",
};
