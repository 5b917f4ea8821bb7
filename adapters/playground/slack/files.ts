/** Files that the bot uploads: an address first, then the bytes, then where they are shown. */
import { type Json, jsonList, textOf } from "#playground/payload/json.ts";

interface SlackFile {
  readonly id: string;
  readonly name: string;
  /** Of the bytes, as the bot named it. */
  readonly length: number;
  readonly alt: string;
  bytes: Uint8Array | null;
}

export interface SlackFiles {
  readonly all: readonly SlackFile[];
  /** https://docs.slack.dev/reference/methods/files.getUploadURLExternal */
  begin(args: Json): Json;
  /** Whether they are the bytes that were promised. */
  receive(id: string, bytes: Uint8Array): boolean;
  /** https://docs.slack.dev/reference/methods/files.completeUploadExternal: pictures and links to files as blocks, or Slack's error. */
  complete(args: Json): { readonly blocks: readonly Json[] } | { readonly error: string };
}

/** `base` is where the fake answers, without a slash at the end. */
export function createUploads(base: () => string): SlackFiles {
  const all: SlackFile[] = [];
  return {
    all,
    begin(args) {
      const [name, length] = [textOf(args["filename"]), Number(args["length"])];
      if (name === "" || !Number.isInteger(length) || length <= 0) return { ok: false, error: "invalid_arguments" };
      const id = `F0FILE${all.length}`;
      all.push({ id, name, length, alt: textOf(args["alt_txt"]), bytes: null });
      return { ok: true, file_id: id, upload_url: `${base()}/upload/${id}` };
    },
    receive(id, bytes) {
      const file = all.find((each) => each.id === id);
      if (file?.length !== bytes.byteLength) return false;
      file.bytes = bytes;
      return true;
    },
    complete(args) {
      const named = jsonList(args["files"]).map((each) => all.find(({ id }) => id === each["id"]));
      const whole = named.filter((file) => file !== undefined && file.bytes !== null);
      if (whole.length === 0 || whole.length < named.length) return { error: "file_not_found" };
      const comment = textOf(args["initial_comment"]);
      const said = comment === "" ? [] : [sectionOf(comment)];
      const blocks = whole.flatMap((file): readonly Json[] => {
        if (file === undefined) return [];
        const address = `${base()}/upload/${file.id}`;
        return file.name.endsWith(".png")
          ? [{ type: "image", image_url: address, alt_text: file.alt }]
          : [sectionOf(`<${address}|${file.name}>`)];
      });
      return { blocks: [...said, ...blocks] };
    },
  };
}

function sectionOf(text: string): Json {
  return { type: "section", text: { type: "mrkdwn", text } };
}
