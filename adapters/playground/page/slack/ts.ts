/** Slack's `ts` is seconds with a counter behind the point. */
export function timeOfTs(ts: string): number {
  return Number(ts) * 1000;
}
