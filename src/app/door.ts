/** The way into a platform that may still be starting: requests wait at the door until it opens. */
import type { Check } from "#server/health.ts";
import { answer, type Handler } from "#server/http.ts";
import type { Platform } from "./platforms.ts";

export interface Door {
  readonly handle: Handler;
  readonly ready: Check;
  /** Resolves when somebody waits at the door. */
  readonly knocked: Promise<void>;
  /** Lets in whoever waits; null when the platform is not set up. */
  open(platform: Platform | null): void;
  stop(): Promise<void>;
}

export function createDoor(): Door {
  const { promise: opened, resolve } = Promise.withResolvers<Platform | null>();
  const knock = Promise.withResolvers<void>();
  let room: Platform | null | undefined;
  return {
    knocked: knock.promise,
    async handle(request, response) {
      knock.resolve();
      const platform = await opened;
      if (platform === null) return answer(response, 404, "This platform is not set up here.");
      await platform.handle(request, response);
    },
    ready: () => (room === undefined ? "starting" : (room?.ready() ?? true)),
    open(platform) {
      room = platform;
      resolve(platform);
    },
    stop: async () => room?.stop(),
  };
}
