import { fileURLToPath } from "node:url";

/** Where the content lies, wherever the process was started. */
export const CONTENT = fileURLToPath(new URL("../../content", import.meta.url));
