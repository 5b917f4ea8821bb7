/** Pictures of charts on their way into Slack: at an address of ours, else uploaded below the message. */
import type { WebClient } from "@slack/web-api";
import pTimeout from "p-timeout";
import { altText, type Chart } from "#core/document/chart.ts";
import type { Pictures } from "#core/document/pictures.ts";
import type { Log } from "#core/ports.ts";
import { inPost } from "#slack/drawing/charts.ts";
import { LIMITS } from "#slack/drawing/limits.ts";
import type { SlackMessage } from "#slack/drawing/render.ts";
import { classifyError } from "#slack/errors.ts";
import { uploadFile, UploadRefused } from "./files.ts";

/** What is done about a message's charts before it is posted and once it stands. Neither rejects nor throws. */
export interface PicturePosts {
  /** As it may be posted: Slack loads a picture at once, so its address has to answer by then. */
  readonly before: (message: SlackMessage) => Promise<SlackMessage>;
  /** Puts its pictures into its thread, behind whoever waits, where the bot has no address for them. */
  readonly below: (message: SlackMessage, place: Place) => void;
}

interface Place {
  readonly channel: string;
  /** Slack wants the first message of a thread here, never a reply. */
  readonly thread: string;
}

interface Parts {
  readonly client: WebClient;
  readonly pictures: Pictures;
  readonly log: Log;
}

/** A store that hangs costs the picture, not the answer. */
const KEPT_WITHIN_MS = 3000;

/** Where none are drawn. */
export const NO_PICTURES: PicturePosts = { before: (message) => Promise.resolve(message), below: () => undefined };

export function createPicturePosts({ client, pictures, log }: Parts): PicturePosts {
  /** Until the process ends: a workspace that left the scope out does not add it in between. */
  let mayUpload = true;
  const upload = async (charts: readonly Chart[], place: Place): Promise<void> => {
    try {
      for (const chart of charts) await uploadBelow(chart, place, { client, pictures });
    } catch (error) {
      const reason = reasonOf(error);
      if (reason === "missing_scope") mayUpload = false;
      log.warn({ reason }, "A picture could not be put below its message");
    }
  };
  return {
    async before(message) {
      const { charted } = message;
      if (charted === undefined || charted.tabled === null) return message;
      try {
        await pTimeout(Promise.all(charted.charts.map((chart) => pictures.keep(inPost(chart)))), {
          milliseconds: KEPT_WITHIN_MS,
        });
        return message;
      } catch (error) {
        log.warn({ err: error }, "A picture could not be kept; its message goes with a table");
        return { ...charted.tabled, charted: { ...charted, tabled: null } };
      }
    },
    below(message, place) {
      const charts = message.charted?.charts.filter((chart) => pictures.addressOf(inPost(chart)) === null) ?? [];
      if (mayUpload && charts.length > 0) void upload(charts, place);
    },
  };
}

async function uploadBelow(
  chart: Chart,
  place: Place,
  { client, pictures }: Pick<Parts, "client" | "pictures">,
): Promise<void> {
  const bytes = await pictures.draw(inPost(chart));
  const file = {
    name: "chart.png",
    bytes,
    type: "image/png",
    title: chart.name,
    alt: altText(chart, LIMITS.altText),
  };
  await uploadFile(client, file, place);
}

/** Slack's word, or the error's own: a picture less is no reason for more than a line in the log. */
function reasonOf(error: unknown): string {
  if (error instanceof UploadRefused) return error.message;
  try {
    return classifyError(error).reason;
  } catch {
    return error instanceof Error ? error.message : String(error);
  }
}
