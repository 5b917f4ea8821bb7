/** What is said to an invoke that the app does not declare: a no that Teams can show, in the form that each kind of them has. */

/** HTTP status and body. */
type Refusal = readonly [status: number, body: object];

/**
 * `sentence` is for the person who waits.
 * https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/task-modules/task-modules-bots
 * https://learn.microsoft.com/microsoftteams/platform/messaging-extensions/how-to/search-commands/respond-to-search
 * https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/dynamic-search
 */
export function refuseInvoke(name: string, sentence: string): Refusal {
  const [kind] = name.split("/", 1);
  if (kind === "composeExtension") return [200, { composeExtension: { type: "message", text: sentence } }];
  if (kind === "task" || name === "message/fetchTask") return [200, { task: { type: "message", value: sentence } }];
  if (kind === "config") return [200, { config: { type: "message", value: sentence } }];
  if (kind === "application" || kind === "adaptiveCard") {
    const value = { code: "BadRequest", message: sentence };
    return [400, { statusCode: 400, type: "application/vnd.microsoft.error", value }];
  }
  return [501, { error: { code: "NotImplemented", message: sentence } }];
}
