/** Tries the running bot in Microsoft's Agents Playground: `npm start`, then `npm run teams:playground -- [BOT_PORT]`. */
import { once } from "node:events";

import { endWithReader } from "#shared/reader.ts";
import { startAgentsPlayground } from "./agents-playground.ts";

endWithReader();
const [botPort = "3978"] = process.argv.slice(2);
const endpoint = `http://127.0.0.1:${botPort}/api/messages`;
const playground = await startAgentsPlayground({
  endpoint,
  port: 56_150,
  logFile: "devTools/agents-playground.log",
});
process.stdout.write(`Open ${playground.url} to speak to the bot at ${endpoint}; Ctrl+C ends it\n`);
await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM"), playground.ended]);
await playground.stop();
