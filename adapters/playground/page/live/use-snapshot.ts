/** The playground's state, kept current by the server's stream of events. */
import { useEffect, useState } from "react";
import type { Snapshot } from "#playground/snapshot.ts";

export interface Live {
  readonly snapshot: Snapshot | null;
  /** `lost` while the bot does not run; the browser keeps trying. */
  readonly connection: "opening" | "open" | "lost";
}

export function useSnapshot(): Live {
  const [live, setLive] = useState<Live>({ snapshot: null, connection: "opening" });
  useEffect(() => {
    const events = new EventSource("/playground/api/events");
    events.addEventListener("message", (event: MessageEvent<string>) => {
      // The server is ours and of the same version: its word is taken.
      const snapshot: Snapshot = JSON.parse(event.data);
      setLive({ snapshot, connection: "open" });
    });
    events.addEventListener("error", () => setLive((before) => ({ ...before, connection: "lost" })));
    return () => events.close();
  }, []);
  return live;
}
