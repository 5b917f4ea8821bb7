/** Time zones as a form offers them. */
import { says } from "#core/briefings/context.ts";
import { zoneName } from "#core/digests/day-words.ts";
import { offsetName, type OffsetZone, type ZonedContext } from "#core/digests/zone.ts";
import type { Option } from "#core/document/form.ts";

/** The name of the field, and what its options are asked for by. */
export const ZONE_FIELD = "zone";

/** As many as Slack takes, which is more than Teams does. https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element */
const MOST = 100;

/** Best first, with what each is ahead of UTC today. Takes any text; never throws. */
export function findZoneOptions(context: ZonedContext, asked: string): readonly Option[] {
  return context.zones.search(asked, { instant: context.now, count: MOST }).map((found) => optionOf(context, found));
}

/** The one that is chosen already; one that is not known here is named as it is stored. */
export function zoneOption(context: ZonedContext, zone: string): Option {
  const name = zoneName(context, { zone });
  const [found] = context.zones.search(name, { instant: context.now, count: 1 });
  return found?.name === name ? optionOf(context, found) : { label: name, value: name };
}

function optionOf(context: ZonedContext, { name, place, offset }: OffsetZone): Option {
  return { label: says(context, "form.zone.option", { place, zone: name, offset: offsetName(offset) }), value: name };
}
