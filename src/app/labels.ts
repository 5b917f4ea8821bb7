/** The words that adapters put on their own buttons and states, for `Bot.labels`. */
import type { Labels } from "#core/ports.ts";
import { say, type Wording } from "#core/wording/wording.ts";

export function readLabels(wording: Wording): Labels {
  return {
    helpful: say(wording, "label.helpful"),
    unhelpful: say(wording, "label.unhelpful"),
    cancel: say(wording, "label.cancel"),
    working: say(wording, "label.working"),
  };
}
