/** A small OneDrive beside the fake Teams: an address for a file that somebody wants saved, and the file once it is there. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import type { Json } from "#playground/payload/json.ts";

interface DriveFile {
  readonly name: string;
  bytes: Uint8Array | null;
}

export interface Drive {
  readonly files: ReadonlyMap<string, DriveFile>;
  /** `uploadInfo`, as Teams sends it: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4 */
  readonly begin: (name: string) => Json;
  /** Answers `PUT` and `GET` of a file's address. */
  readonly handle: (id: string, req: IncomingMessage, res: ServerResponse) => Promise<void>;
}

/** `base` is where the fake answers, without a slash at the end. */
export function createDrive(base: () => string): Drive {
  const files = new Map<string, DriveFile>();
  return {
    files,
    begin(name) {
      const id = `file-${files.size}`;
      files.set(id, { name, bytes: null });
      const address = `${base()}/drive/${id}`;
      return { uploadUrl: address, contentUrl: address, name, uniqueId: id, fileType: name.split(".").at(-1) ?? "" };
    },
    async handle(id, req, res) {
      const file = files.get(id);
      if (file === undefined) return void res.writeHead(404).end();
      if (req.method === "GET") return sendFile(file, res);
      const bytes = await buffer(req);
      const isWhole = req.headers["content-range"] === `bytes 0-${bytes.byteLength - 1}/${bytes.byteLength}`;
      if (isWhole) file.bytes = bytes;
      res.writeHead(isWhole ? 201 : 416).end();
    },
  };
}

function sendFile({ name, bytes }: DriveFile, res: ServerResponse): void {
  if (bytes === null) return void res.writeHead(404).end();
  const headers = {
    "content-type": "application/octet-stream",
    "content-disposition": `attachment; filename="${name}"`,
  };
  res.writeHead(200, headers).end(bytes);
}
