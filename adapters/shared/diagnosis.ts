/** What an examination of a deployment finds: whatever is not well says what to do about it. */

export type Diagnosis =
  | { readonly level: "ok"; readonly about: string; readonly says: string }
  | {
      /** `problem`: something does not work. `warning`: it works, with less than it could or not for long. */
      readonly level: "warning" | "problem";
      readonly about: string;
      readonly says: string;
      readonly todo: string;
    };

type Trouble = Omit<Extract<Diagnosis, { todo: string }>, "level">;

export function ok(about: string, says: string): Diagnosis {
  return { level: "ok", about, says };
}

export function warning(trouble: Trouble): Diagnosis {
  return { level: "warning", ...trouble };
}

export function problem(trouble: Trouble): Diagnosis {
  return { level: "problem", ...trouble };
}

/** Slack's signatures are taken for five minutes, and a digest is told the time by this clock. */
const LATE_MS = 30_000;
const WRONG_MS = 120_000;

/** This machine's clock beside that of `name`, as the `Date` header of one of its answers told it; none where it told none. */
export function diagnoseClock(name: string, header: string | null, now: number): readonly Diagnosis[] {
  const there = Date.parse(header ?? "");
  if (Number.isNaN(there)) return [];
  const offMs = now - there;
  const about = "clock";
  if (Math.abs(offMs) < LATE_MS) return [ok(about, `as ${name}'s`)];
  const seconds = Math.round(Math.abs(offMs) / 1000);
  const says = `${seconds} s ${offMs > 0 ? "ahead of" : "behind"} ${name}'s`;
  const todo = "Have this machine set its clock by NTP: what platforms sign is refused by a clock that is minutes off.";
  return [(Math.abs(offMs) < WRONG_MS ? warning : problem)({ about, says, todo })];
}

/** What to do where a host is not reached, for the network's `reason`. */
export function reachAdvice(host: string, reason: string): string {
  if (reason.startsWith("the proxy says"))
    return `Have the proxy open tunnels to ${host}:443; one that says 407 wants user:password@ in HTTPS_PROXY.`;
  return `Let this machine reach ${host} by HTTPS. Where that goes through a proxy, set HTTPS_PROXY, or put it right where it is set.`;
}
