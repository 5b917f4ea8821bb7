/** What whoever runs the bot looks through on the command line, in lines for people and as one JSON value for scripts. */
import type { Content } from "#core/briefings/context.ts";
import { describeReport } from "#core/briefings/feedback.ts";
import type { LoggedChange } from "#core/digests/ports.ts";
import type { Subscription } from "#core/digests/subscription.ts";
import type { LoggedChoice } from "#core/subscriptions/channel-pack.ts";
import { orderText } from "#core/subscriptions/form.ts";
import { visible } from "#core/wording/visible.ts";
import type { Listing } from "#terminal/read.ts";
import type { PrintedList } from "#terminal/start.ts";
import type { Store } from "./memory/store.ts";

/** As many entries as are listed. */
const MOST = 200;
/** Of the log, which is kept for 400 days. */
const MOST_CHANGES = 10_000;

/** Reads nothing but the store. */
export function createListings(
  store: () => Promise<Store>,
  content: Content,
): (listing: Listing) => Promise<PrintedList> {
  return async (listing) => {
    switch (listing.kind) {
      case "reports":
        return listReports(await store(), content);
      case "unanswered":
        return listUnanswered(await store());
      case "audit":
        return audit(await store(), listing.since === null ? 0 : Date.parse(listing.since));
    }
  };
}

/** Reports, newest first, then how many there are in all and what was said of answers, by topic. */
async function listReports({ answers }: Store, { topics }: Content): Promise<PrintedList> {
  const [reports, counts] = await Promise.all([answers.listReports(MOST), answers.countFeedback()]);
  const nameOfTopic = (slug: string): string => topics.get(slug)?.name ?? slug;
  const feedback = counts.topics.map(
    ({ topic, helpful, unhelpful }) => `${topic ?? "-"}: ${helpful} helpful, ${unhelpful} not helpful`,
  );
  return {
    lines: [...reports.map((report) => describeReport(report, nameOfTopic)), `${counts.reports} reports`, ...feedback],
    json: {
      count: counts.reports,
      reports: reports.map(({ at, ...report }) => ({ at: new Date(at).toISOString(), ...report })),
      feedback: counts.topics,
    },
  };
}

/** What was looked for in vain: how often, why not answered, and the nearest topic; most frequent first. */
async function listUnanswered({ answers }: Store): Promise<PrintedList> {
  const questions = await answers.listUnanswered(MOST);
  return {
    lines: questions.map(({ pack, reason, topic, count }) => `${count}  ${pack}  ${reason}  ${topic ?? "-"}`),
    json: { unanswered: questions },
  };
}

/** Of digests and of channels' countries, newest first. */
async function audit({ digests, channelPacks }: Store, since: number): Promise<PrintedList> {
  const [changes, choices] = await Promise.all([
    digests.subscriptions.log(since, MOST_CHANGES),
    channelPacks.log(since, MOST_CHANGES),
  ]);
  const told = [
    ...changes.map((change) => ({ at: change.at, line: changeLine(change), json: changeJson(change) })),
    ...choices.map((choice) => ({ at: choice.at, line: choiceLine(choice), json: choiceJson(choice) })),
  ].toSorted((one, other) => other.at - one.at);
  return {
    lines: [...told.map(({ line }) => line), `${told.length} changes`],
    json: { changes: told.map(({ json }) => json) },
  };
}

function choiceLine({ at, by, place, before, after }: LoggedChoice): string {
  const where = `${place.platform} ${place.tenant} ${place.channel}`;
  const countries = `${before ?? "default"} -> ${after ?? "default"}`;
  return visible([new Date(at).toISOString(), where, "here", `${by.name} (${by.id})`, countries].join("  "));
}

function choiceJson({ at, by, place, before, after }: LoggedChoice): object {
  return { at: new Date(at).toISOString(), what: "here", by, ...place, before, after };
}

function changeLine(change: LoggedChange): string {
  const { what, by, before, after, isUndone } = change;
  const { platform, tenant, channel } = change.place.conversation;
  // Of a refusal the log holds the platform's word in place of a person.
  const who = what === "refused" ? `the platform (${by.name})` : `${by.name} (${by.id})`;
  const orders = [...new Set([before, after].flatMap((each) => (each === null ? [] : [orderText(each)])))];
  const line = [
    ...[new Date(change.at).toISOString(), `${platform} ${tenant} ${channel}`, change.place.pack, what, who],
    orders.join(" -> ") || "-",
  ].join("  ");
  return visible(isUndone ? `${line}  (undone)` : line);
}

function changeJson({ at, what, by, place, subscription, before, after, isUndone }: LoggedChange): object {
  return {
    at: new Date(at).toISOString(),
    what,
    by,
    pack: place.pack,
    ...place.conversation,
    digest: subscription,
    before: before && orderJson(before),
    after: after && orderJson(after),
    undone: isUndone,
  };
}

function orderJson({ schedule, topics, standing }: Subscription): object {
  return { order: orderText({ schedule, topics }), schedule, topics, standing };
}
