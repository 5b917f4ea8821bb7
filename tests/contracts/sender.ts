/** What every sender promises, whatever the platform: one attempt a call, and the truth about what became of it. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Sender, SendOutcome } from "#core/ports.ts";
import type { Conversation } from "#core/request.ts";
import { everyBlock } from "./briefings.ts";

export interface SenderUnderTest {
  readonly sender: Sender;
  /** The same, of a platform where nothing listens. */
  readonly unreachable: Sender;
  readonly to: Conversation;
  /** How many messages people see in `to`. */
  readonly arrived: () => number;
  /** How many attempts the platform heard of. */
  readonly attempts: () => number;
  /** What the platform does with the next attempt. */
  readonly failNext: (how: Failing) => void;
  readonly close: () => Promise<void>;
}

export type Failing =
  /** Turned away for now: 429, come back in 2 s. */
  | "held back"
  /** Done, but the connection breaks before the answer. */
  | "answer lost"
  /** An answer of 5xx from something in between. */
  | "gateway fault";

export function senderContract(open: () => Promise<SenderUnderTest>): void {
  let at: SenderUnderTest;
  beforeAll(async () => {
    at = await open();
  });
  afterAll(() => at.close());

  describe("as every sender", () => {
    it("sends once and names the message", async () => {
      const before = at.arrived();
      const outcome = await send(at, "delivery-1");
      expect(outcome).toEqual({ kind: "sent", messageId: expect.stringMatching(/\S/u) });
      expect(at.arrived()).toBe(before + 1);
    });

    it("says when to come back if the platform holds it back, and does not try again by itself", async () => {
      const [attempts, arrived] = [at.attempts(), at.arrived()];
      at.failNext("held back");
      expect(await send(at, "delivery-2")).toMatchObject({ kind: "later", afterMs: 2000, wholeTenant: true });
      expect([at.attempts(), at.arrived()]).toEqual([attempts + 1, arrived]);
    });

    it("does not know whether it arrived when the answer was lost, and does not try again by itself", async () => {
      const [attempts, arrived] = [at.attempts(), at.arrived()];
      at.failNext("answer lost");
      expect(await send(at, "delivery-3")).toMatchObject({ kind: "unknown" });
      expect([at.attempts(), at.arrived()]).toEqual([attempts + 1, arrived + 1]);
    });

    it("does not know whether it arrived when something in between failed", async () => {
      at.failNext("gateway fault");
      expect(await send(at, "delivery-4")).toMatchObject({ kind: "unknown" });
    });

    it("will try later when nothing listens", async () => {
      expect(await send({ ...at, sender: at.unreachable }, "delivery-5")).toMatchObject({
        kind: "later",
        afterMs: null,
      });
    });
  });
}

/** Of senders whose platform has a way to look for a delivery afterwards. */
export function findContract(open: () => Promise<SenderUnderTest>): void {
  let at: SenderUnderTest;
  beforeAll(async () => {
    at = await open();
  });
  afterAll(() => at.close());

  describe("as every sender that can look back", () => {
    it("finds what arrived after all, and only that", async () => {
      at.failNext("answer lost");
      await send(at, "delivery-6");
      expect(await at.sender.find(at.to, "delivery-6")).toMatchObject({ kind: "found" });
      expect(await at.sender.find(at.to, "delivery-7")).toEqual({ kind: "absent" });
    });

    it("wants to be asked again when the platform does not answer", async () => {
      expect(await at.unreachable.find(at.to, "delivery-1")).toMatchObject({ kind: "later" });
    });
  });
}

function send({ sender, to }: Pick<SenderUnderTest, "sender" | "to">, delivery: string): Promise<SendOutcome> {
  return sender.send({ to, delivery, briefing: everyBlock() });
}
