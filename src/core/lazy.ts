/** Something that is made when it is first needed, because making it takes time that an answer may not have. */
export interface Lazy<T> {
  /** The same for every caller; one that failed to be made is made anew at the next call. */
  get(): Promise<T>;
  /** What has been made already; undefined before, and while it is being made. */
  peek(): T | undefined;
}

export function lazy<T>(make: () => Promise<T>): Lazy<T> {
  let making: Promise<T> | null = null;
  let made: T | undefined;
  const begin = async (): Promise<T> => {
    try {
      made = await make();
      return made;
    } catch (error) {
      // What is away now may be there at the next call.
      making = null;
      throw error;
    }
  };
  return {
    get: () => (making ??= begin()),
    peek: () => made,
  };
}

/** The same for what is made in one go. */
export function onFirstUse<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
