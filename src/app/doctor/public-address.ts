/** Whether the deployment is reached at the address that it gives to others. */
import { type Diagnosis, ok, warning } from "#shared/diagnosis.ts";

const ABOUT = "public address";
const ASK_MS = 5000;

/** Asks the bot itself by the public address, as a platform would; from within some networks that way is closed. */
export async function examinePublicAddress(publicUrl: string | null): Promise<Diagnosis> {
  if (publicUrl === null)
    return ok(ABOUT, "PUBLIC_URL is not set: pictures of figures are uploaded below their messages");
  const says = await reasonNotReached(publicUrl);
  if (says === null) return ok(ABOUT, `${publicUrl} is this bot`);
  const todo = `With the bot running, open ${publicUrl}/healthz from outside: it has to say {"status":"ok"}. Else mend the proxy before it, or PUBLIC_URL.`;
  return warning({ about: ABOUT, says: `${publicUrl}/healthz ${says}`, todo });
}

async function reasonNotReached(publicUrl: string): Promise<string | null> {
  try {
    const answer = await fetch(`${publicUrl}/healthz`, { signal: AbortSignal.timeout(ASK_MS), redirect: "manual" });
    const body = await answer.text();
    if (/^\{"status":"(ok|blocked)"/u.test(body)) return null;
    return `answers ${answer.status}, and not as the bot does`;
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return `does not answer (${cause instanceof Error && "code" in cause ? String(cause.code) : String(cause)})`;
  }
}
