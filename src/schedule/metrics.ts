/** What the schedule counts; whoever runs the server shows it. */
export interface Metrics {
  /** Subscriptions whose time had come. */
  due(count: number): void;
  claimed(count: number): void;
  sent(count: number): void;
  /** Sent later than the policy calls punctual. */
  late(count: number): void;
  failed(count: number): void;
  /** How far the oldest digest just claimed is behind its time, in seconds. */
  lagSeconds(seconds: number): void;
}

export const NO_METRICS: Metrics = {
  due: () => undefined,
  claimed: () => undefined,
  sent: () => undefined,
  late: () => undefined,
  failed: () => undefined,
  lagSeconds: () => undefined,
};
