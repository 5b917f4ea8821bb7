import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { countDescriptors } from "./descriptors.ts";

/** Listens, and never closes its side of a connection. */
const SERVER = `
const server = require("node:net").createServer({ allowHalfOpen: true }, (socket) => socket.resume());
server.listen(0, "::", () => console.log(server.address().port));
`;

describe.runIf(process.platform === "linux")("What a process has open", () => {
  it("is told apart from what its clients keep open, and holds what they have left and it has not", async () => {
    const child = spawn(process.execPath, ["-e", SERVER], { stdio: ["ignore", "pipe", "inherit"] });
    onTestFinished(() => void child.kill("SIGKILL"));
    const [line] = await once(child.stdout, "data");
    const port = Number(String(line));
    const count = () => countDescriptors(child.pid ?? 0, port);
    const before = count();
    expect(before).toMatchObject({ keptOpen: 0 });

    const clients = Array.from({ length: 5 }, () => connect({ host: "127.0.0.1", port, allowHalfOpen: true }));
    onTestFinished(() => clients.forEach((client) => client.destroy()));
    await Promise.all(clients.map((client) => once(client, "connect")));
    await expect.poll(count).toEqual({ files: before.files, keptOpen: 5 });

    clients.slice(0, 3).forEach((client) => client.end());
    await expect.poll(count).toEqual({ files: before.files + 3, keptOpen: 2 });
  });
});
