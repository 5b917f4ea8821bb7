/** Why a digest did not get through, in words: the platforms' own codes mean nothing to who reads the status. */
import { says, type Context } from "#core/briefings/context.ts";

type Fault =
  | "absent"
  | "gone"
  | "uninstalled"
  | "permission"
  | "blocked"
  | "busy"
  | "unreachable"
  | "lost"
  | "vanished";

/** What a stored reason is: Slack's error, Teams' status and code, a network error, or words of ours. The first that fits. */
const FAULTS: readonly (readonly [reason: RegExp, fault: Fault])[] = [
  [/^(?:not_in_channel|channel_not_found)$/u, "absent"],
  [/^(?:channel_)?is_archived$|ConversationNotFound$|ActivityNotFoundInConversation$|^4(?:04|10) /u, "gone"],
  [/^(?:account_inactive|app_uninstalled|invalid_auth|not_authed|token_(?:expired|revoked))$/u, "uninstalled"],
  [/BotNotInConversationRoster$|^no conversation reference$/u, "uninstalled"],
  [/^(?:ekm_)?access_denied$|^(?:missing_scope|no_permission|not_allowed_token_type)$/u, "permission"],
  [/^team_access_not_granted$|^restricted_action/u, "permission"],
  [/(?:BotDisabledByAdmin|NotEnoughPermissions|ForbiddenOperationException)$/u, "permission"],
  [/^(?:messages_tab_disabled|user_disabled|user_not_found)$|(?:WritesBlocked|BlockedByUser)$/u, "blocked"],
  [/^rate_?limited$|^message_limit_exceeded$|^429 /u, "busy"],
  [/^HTTP \d|^(?:401|408|412|5\d\d) |^E[A-Z]{3,}$|^(?:NO_TOKEN|no answer)$/u, "unreachable"],
  [/^(?:service_unavailable|fatal_error|internal_error|request_timeout|team_added_to_org)$/u, "unreachable"],
  [/^its entry in the database cannot be read$/u, "lost"],
  [/^it had not arrived$/u, "vanished"],
];

/** A clause without a full stop; a reason that is not known stands in it as it is, for whoever runs the bot. */
export function faultWords(context: Context, reason: string): string {
  const zone = zoneOf(reason);
  if (zone !== undefined) return says(context, "fault.zone", { zone });
  const fault = FAULTS.find(([pattern]) => pattern.test(reason))?.[1];
  return fault === undefined ? says(context, "fault.other", { reason }) : says(context, `fault.${fault}`);
}

/** Why an entry cannot be followed: nobody outside the code can do anything with what else threw. */
export function unreadableWords(context: Context, reason: string): string {
  return zoneOf(reason) === undefined ? says(context, "fault.lost") : faultWords(context, reason);
}

/** What the runtime says of a zone that it does not know. */
function zoneOf(reason: string): string | undefined {
  return /^Invalid time zone specified: (.+)$/u.exec(reason)?.[1];
}
