/** What a process has open, as Linux tells it: https://man7.org/linux/man-pages/man5/proc_pid_fd.5.html */
import { readdirSync, readFileSync, readlinkSync } from "node:fs";

export interface Descriptors {
  /** All but those below: files, what it listens on, its own connections, and those that their client left but it did not. */
  readonly files: number;
  /** Connections to the port that it listens on and that the other side holds: how many these are is the client's choice. */
  readonly keptOpen: number;
}

/** https://docs.kernel.org/networking/proc_net_tcp.html */
const ESTABLISHED = "01";
const TABLES = ["/proc/net/tcp", "/proc/net/tcp6"];

export function countDescriptors(pid: number, port: number): Descriptors {
  const fromClients = new Set(TABLES.flatMap((table) => inodesOf(readFileSync(table, "utf8"), port)));
  const folder = `/proc/${pid}/fd`;
  const open = readdirSync(folder).map((descriptor) => targetOf(`${folder}/${descriptor}`));
  const keptOpen = open.filter((target) => fromClients.has(target)).length;
  return { files: open.length - keptOpen, keptOpen };
}

/** As a descriptor names them. */
function inodesOf(table: string, port: number): readonly string[] {
  const local = port.toString(16).toUpperCase().padStart(4, "0");
  return table.split("\n").flatMap((line) => {
    const [, address = "", , state, , , , , , inode] = line.trim().split(/\s+/u);
    return state === ESTABLISHED && address.endsWith(`:${local}`) ? [`socket:[${inode}]`] : [];
  });
}

/** One that was closed meanwhile was open a moment ago. */
function targetOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return "closed";
    throw error;
  }
}
