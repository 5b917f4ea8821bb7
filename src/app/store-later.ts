/** The store behind its own door: loading a database's driver must not delay the first answer, which needs none. */
import type { Store } from "./store.ts";

/** A `Store` that is opened by the first call that needs it; every call waits until it is open. */
export function keepLater(open: () => Promise<Store>): Store {
  let opening: Promise<Store> | null = null;
  const opened = async (): Promise<Store> => {
    opening ??= open();
    try {
      return await opening;
    } catch (error) {
      // A folder that cannot be written now may be there at the next call.
      opening = null;
      throw error;
    }
  };
  return {
    answers: waiting(async () => (await opened()).answers),
    digests: {
      subscriptions: waiting(async () => (await opened()).digests.subscriptions),
      ledger: waiting(async () => (await opened()).digests.ledger),
      contents: waiting(async () => (await opened()).digests.contents),
    },
    references: waiting(async () => (await opened()).references),
    migrate: async () => (await opened()).migrate(),
    ready: async () => (await opened()).ready(),
    close: async () => (await opening)?.close(),
  };
}

/** Stands for an object whose methods are all asynchronous. */
function waiting<T extends object>(find: () => Promise<T>): T {
  return new Proxy<T>(Object.create(null), {
    get: (_target, name) =>
      // Whoever awaits this stand-in itself must not take it for a promise.
      name === "then"
        ? undefined
        : async (...values: readonly unknown[]): Promise<unknown> => {
            const found = await find();
            const method: unknown = Reflect.get(found, name);
            if (typeof method !== "function") throw new TypeError(`The store has no ${String(name)}`);
            return Reflect.apply(method, found, values);
          },
  });
}
