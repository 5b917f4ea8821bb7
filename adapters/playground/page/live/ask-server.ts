/** Requests to the playground's server. */
import type { PageAnswer, PageRequests } from "#playground/requests.ts";

/** Does what a person did; never rejects: what went wrong is the answer's notice. */
export async function askServer<Name extends keyof PageRequests>(
  name: Name,
  body: PageRequests[Name],
): Promise<PageAnswer> {
  try {
    const answer = await fetch(`/playground/api/${name}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const told: PageAnswer = await answer.json();
    return told;
  } catch (error) {
    console.warn(error);
    return { notice: "The bot did not answer. Start it again with “npm start”: this page reconnects by itself." };
  }
}
