/** Whoever reads what a command line prints, and may have had enough, as `head` has. */

/** Ends this process quietly when its reader goes. Output that fails otherwise, on a full disk, is said and ends it with 1. */
export function endWithReader(): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (isReaderGone(error)) process.exit();
    console.error(`What was asked for cannot be written: ${error.message}`);
    process.exit(1);
  });
}

export function isReaderGone(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EPIPE";
}
