/**
 * Makes text safe for a TextBlock, the one element of ours that Teams reads as Markdown, so that it shows exactly these
 * characters. Everything else is a TextRun, which has no mark-up to escape.
 * https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format
 */
export function escapeMarkdown(text: string): string {
  return text
    .replaceAll(/[\\`*_[\]()~<>&#!|]/g, String.raw`\$&`)
    .replaceAll(/^(\s*)([-+])(?=\s)/gm, String.raw`$1\$2`)
    .replaceAll(/^(\s*\d+)([.)])(?=\s)/gm, String.raw`$1\$2`);
}
