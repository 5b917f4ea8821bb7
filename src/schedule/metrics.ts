/** What the schedule counts; whoever runs the server shows it. */
export interface DigestMetrics {
  /** Subscriptions whose time had come. */
  due(count: number): void;
  claimed(count: number): void;
  sent(count: number): void;
  /** Sent later than the policy calls punctual. */
  late(count: number): void;
  failed(count: number): void;
  /** It may or may not have arrived, and nobody can tell. */
  unknown(count: number): void;
  /** Somebody whose message got no answer was written to: `sent`, or why not. */
  interrupted(outcome: string): void;
  /** How far the oldest digest that is still open is behind its time, in seconds; 0 when none is. */
  lagSeconds(seconds: number): void;
}
