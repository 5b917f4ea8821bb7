/** A file into OneDrive or SharePoint: what somebody said to the offer, and the file at an address that Teams made for it. */
import { z } from "zod";

/** Where Teams wants a file put, and how it is shown then. */
export interface FileUpload {
  readonly url: string;
  readonly contentUrl: string;
  readonly uniqueId: string;
  readonly fileType: string;
}

export interface FileConsent {
  /** What was asked for: the pack and the words, as they were offered. */
  readonly pack: string;
  readonly text: string;
  /** Null where it was declined. */
  readonly upload: FileUpload | null;
}

/** https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4#invoke-activity-when-the-user-accepts-the-file */
const Consent = z.object({
  action: z.enum(["accept", "decline"]),
  context: z.object({ pack: z.string(), text: z.string() }),
  uploadInfo: z
    .object({ uploadUrl: z.string(), contentUrl: z.string(), uniqueId: z.string(), fileType: z.string() })
    .nullish(),
});
/** Null for what is no answer to an offer. */
export function readConsent(value: unknown): FileConsent | null {
  const consent = Consent.safeParse(value).data;
  const info = consent?.uploadInfo ?? null;
  if (consent === undefined || (consent.action === "accept" && info === null)) return null;
  const { uploadUrl: url, ...shown } = info ?? { uploadUrl: "", contentUrl: "", uniqueId: "", fileType: "" };
  return { ...consent.context, upload: consent.action === "accept" ? { url, ...shown } : null };
}

/** Where a file may be put. */
interface Allowed {
  /** A leading dot stands for any name below. */
  readonly uploadHosts: readonly string[];
  readonly loopback: boolean;
}

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);
const UPLOAD_MS = 20_000;

/**
 * One attempt, of the whole file at once: `later` where it is held back, `elsewhere` where the address is not one of
 * OneDrive or SharePoint, since what comes with an activity is a client's. Rejects when nobody answers.
 * https://learn.microsoft.com/graph/api/driveitem-createuploadsession
 */
export async function putFile(
  url: string,
  bytes: Uint8Array,
  allowed: Allowed,
): Promise<"done" | "later" | "refused" | "elsewhere"> {
  if (!isUploadAddress(url, allowed)) return "elsewhere";
  const response = await fetch(url, {
    method: "PUT",
    headers: {
      "content-type": "application/octet-stream",
      "content-range": `bytes 0-${bytes.byteLength - 1}/${bytes.byteLength}`,
    },
    body: Uint8Array.from(bytes),
    // Where it would lead to was not looked at.
    redirect: "error",
    signal: AbortSignal.timeout(UPLOAD_MS),
  });
  // The body is read to the end so that the connection is used again.
  await response.arrayBuffer();
  if (response.ok) return "done";
  return response.status === 429 || response.status === 503 ? "later" : "refused";
}

/** Whether it is one of OneDrive or SharePoint, and nothing that only looks like it. */
export function isUploadAddress(address: string, { uploadHosts, loopback }: Allowed): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username, port } = new URL(address);
  if (loopback && protocol === "http:" && LOOPBACK.has(hostname)) return true;
  const isKnown = uploadHosts.some((host) => (host.startsWith(".") ? hostname.endsWith(host) : hostname === host));
  return protocol === "https:" && username === "" && port === "" && isKnown;
}
