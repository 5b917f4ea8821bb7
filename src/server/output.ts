/** Lines to standard output, which may be gone, full, or read by nobody: whoever writes goes on without them. */
import type { Writable } from "node:stream";

/** What may wait to be read, in bytes: more is lost, because memory has an end. */
const MOST_WAITING = 1024 * 1024;

/** Writes lines; never throws. `onLost` is called for each that will not be read, at once or later. */
export function createOutput(stream: Writable, onLost: () => void): (line: string) => void {
  // Each line's own callback counts it. Without a listener the error would end the process.
  stream.on("error", () => undefined);
  return (line) => {
    if (stream.writableLength > MOST_WAITING) return onLost();
    stream.write(line, (error) => {
      if (error) onLost();
    });
  };
}
