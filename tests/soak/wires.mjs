// Loaded by --import: what goes to the hosts named in SOAK_HOSTS arrives at fakes on this machine, and the process's wall
// clock is ahead by the milliseconds that stand in the file SOAK_CLOCK.
import { readFileSync } from "node:fs";
import { leadTo } from "#tests/fixtures/lead-to.mjs";

const hosts = JSON.parse(process.env["SOAK_HOSTS"] ?? "{}");

leadTo(hosts);

const RealDate = Date;
const { now } = RealDate;
const clock = process.env["SOAK_CLOCK"] ?? "";
let ahead = 0;
const look = () => void (ahead = Number(readFileSync(clock, "utf8")));
look();
setInterval(look, 250).unref();
RealDate.now = () => now() + ahead;
globalThis.Date = new Proxy(RealDate, {
  construct: (target, args, as) => Reflect.construct(target, args.length === 0 ? [now() + ahead] : args, as),
});
