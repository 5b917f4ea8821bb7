/** A file into Slack. https://docs.slack.dev/messaging/working-with-files#uploading_files: an address, the bytes, and where it is shown. */
import type { WebClient } from "@slack/web-api";

export interface Upload {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly type: string;
  /** What it is called where it is shown. */
  readonly title: string;
  /** For those who do not see a picture. */
  readonly alt?: string;
}

export interface UploadPlace {
  readonly channel: string;
  /** Slack wants the first message of a thread here, never a reply; null outside of threads. */
  readonly thread: string | null;
  /** Stands above the file. */
  readonly comment?: string;
}

const UPLOAD_MS = 10_000;

/** Slack's file service did not take a file. */
export class UploadRefused extends Error {
  override readonly name = "UploadRefused";
  /** HTTP status. */
  readonly status: number;

  constructor(status: number) {
    super(`HTTP ${status}`);
    this.status = status;
  }
}

/** Rejects as the Web API does, with an `UploadRefused`, or as `fetch` does. Nothing is shown before all of it is there. */
export async function uploadFile(
  client: WebClient,
  { name, bytes, type, title, alt }: Upload,
  { channel, thread, comment }: UploadPlace,
): Promise<void> {
  const promised = { filename: name, length: bytes.byteLength, ...(alt === undefined ? {} : { alt_txt: alt }) };
  const { upload_url: address = "", file_id: id = "" } = await client.files.getUploadURLExternal(promised);
  const body = new Blob([Uint8Array.from(bytes)], { type });
  const { ok, status } = await fetch(address, { method: "POST", body, signal: AbortSignal.timeout(UPLOAD_MS) });
  if (!ok) throw new UploadRefused(status);
  const shown = comment === undefined ? {} : { initial_comment: comment };
  const files: [{ id: string; title: string }] = [{ id, title }];
  await (thread === null
    ? client.files.completeUploadExternal({ files, channel_id: channel, ...shown })
    : client.files.completeUploadExternal({ files, channel_id: channel, thread_ts: thread, ...shown }));
}
