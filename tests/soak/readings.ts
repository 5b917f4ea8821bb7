/** What each process holds of memory and files, read every fifteen seconds: neither may grow for ever. */
import { readFileSync } from "node:fs";
import { countDescriptors } from "./descriptors.ts";
import type { Replica } from "./replica.ts";

export interface Series {
  readonly who: string;
  readonly pid: number;
  readonly megabytes: number[];
  /** But for connections that clients keep open. */
  readonly files: number[];
  readonly keptOpen: number[];
}

const EVERY_MS = 15_000;
/** Fewer readings have no thirds to compare. */
const ENOUGH = 9;
const MORE = 1.15;
const MEGABYTES_MORE = 20;
const FILES_MORE = 10;
/** As many people at most wait at once while a replica hangs, each by a connection that is kept open afterwards. */
const CLIENTS = 150;

/** Reads until it is stopped; each life of a process is a series of its own. */
export function startReadings(replicas: readonly Replica[]): { readonly series: readonly Series[]; stop(): void } {
  const series: Series[] = [];
  const timer = setInterval(() => replicas.forEach((replica) => read(replica, series)), EVERY_MS);
  return { series, stop: () => clearInterval(timer) };
}

function read({ name, pid, url }: Replica, all: Series[]): void {
  const resident = residentMegabytes(pid);
  if (resident === null) return;
  let series = all.find((one) => one.pid === pid);
  if (series === undefined) all.push((series = { who: name, pid, megabytes: [], files: [], keptOpen: [] }));
  series.megabytes.push(resident);
  const { files, keptOpen } = countDescriptors(pid, Number(new URL(url).port));
  series.files.push(files);
  series.keptOpen.push(keptOpen);
}

/** Null for a process that has just been killed. */
function residentMegabytes(pid: number): number | null {
  try {
    const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    return kilobytes === undefined ? null : Math.round(Number(kilobytes) / 1024);
  } catch {
    return null;
  }
}

/** A sentence for each series whose last third is well above its middle third. */
export function findGrowth(all: readonly Series[]): readonly string[] {
  return all.flatMap(({ who, pid, megabytes, files, keptOpen }) => [
    ...growth(`${who} (${pid}) holds more and more memory, in MB`, megabytes, MEGABYTES_MORE),
    ...growth(`${who} (${pid}) holds more and more files`, files, FILES_MORE),
    ...keptOpen
      .filter((count) => count > CLIENTS)
      .map((count) => `${who} (${pid}) has ${count} connections of clients`),
  ]);
}

function growth(what: string, values: readonly number[], allowed: number): readonly string[] {
  if (values.length < ENOUGH) return [];
  const third = Math.floor(values.length / 3);
  const middle = mean(values.slice(-2 * third, -third));
  const last = mean(values.slice(-third));
  return last > middle * MORE + allowed ? [`${what}: ${Math.round(middle)}, then ${Math.round(last)}`] : [];
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
