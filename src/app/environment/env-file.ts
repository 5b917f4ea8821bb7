/** `.env`: what the environment itself does not say. */
import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { decodeUtf8 } from "#content/utf8.ts";

/** The file's variables under those that are set already; those alone where there is no file. Throws a sentence. */
export function withEnvFile(file: string, environment: NodeJS.ProcessEnv): Readonly<NodeJS.Dict<string>> {
  const bytes = bytesOf(file);
  if (bytes === null) return environment;
  const decoded = decodeUtf8(bytes);
  if (decoded.text === null)
    throw new Error(
      `${file}:${decoded.line}: expected UTF-8, found ${decoded.found}. Save it as UTF-8 and start again.`,
    );
  return { ...parseEnv(decoded.text), ...environment };
}

function bytesOf(file: string): Uint8Array | null {
  try {
    return readFileSync(file);
  } catch (error) {
    if (!(error instanceof Error) || !("code" in error)) throw error;
    if (error.code === "ENOENT") return null;
    throw new Error(`${file} cannot be read (${String(error.code)}). Mend that, or take it away.`, { cause: error });
  }
}
