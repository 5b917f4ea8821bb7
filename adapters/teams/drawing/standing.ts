/** A post that everyone keeps: whoever presses something there gets a message of their own below it. */
import type { CardAction, CardElement, TeamsActivity } from "./card.ts";

/** The same message, whose buttons leave it as it is. */
export function leftStanding(activity: TeamsActivity): TeamsActivity {
  const [attachment] = activity.attachments;
  const content = { ...attachment.content, body: attachment.content.body.map(standing) };
  return { ...activity, attachments: [{ ...attachment, content }] };
}

function standing(element: CardElement): CardElement {
  return element.type === "ActionSet" ? { ...element, actions: element.actions.map(below) } : element;
}

function below(action: CardAction): CardAction {
  if (action.type !== "Action.Execute") return action;
  const data = { ...action.data, below: true };
  return { ...action, data, fallback: { ...action.fallback, data } };
}
