/** The rows of each table. Times are milliseconds since 1970 UTC, days are `YYYY-MM-DD`, lists and the like are JSON. */

export interface Tables {
  subscriptions: SubscriptionRow;
  deliveries: DeliveryRow;
  notes: NoteRow;
  contents: ContentRow;
  /** What the bot remembers of itself: `zone-rules` is the tz database that the agendas were reckoned by. */
  settings: { name: string; value: string };
  installations: SealedRow;
  conversation_references: SealedRow & { channel: string };
  /** `place` says where an answer is still owed: a `Message` without its key; null once it is settled. */
  seen_messages: { key: string; at: number; place: string | null };
  /** `frame` is a `Frame` as JSON. */
  frames: { place: string; at: number; frame: string };
  channel_packs: { place: string; pack: string };
  /** The log of what channels chose. `place` is platform, tenant and channel as JSON. */
  channel_pack_notes: {
    place: string;
    at: number;
    by_id: string;
    by_name: string;
    before: string | null;
    after: string | null;
  };
  /** `chart` is a `Chart` as JSON. */
  charts: { name: string; chart: string };
  /** `figures` is an `ImportedCountry` as JSON. */
  country_figures: { slug: string; figures: string };
  /** Ids of messages: which of ours answers which of theirs. */
  given_answers: { question: string; answer: string; at: number };
  /**
   * Short lines by name, which are forgotten after 30 days: which answer a message in Teams gave, and what the probe of
   * readiness writes. The names are those of its first use; what a conversation is about stands in `frames`.
   */
  thread_topics: { thread: string; slug: string; at: number };
  feedback: FeedbackRow;
  reports: ReportRow;
  unanswered: { pack: string; reason: string; topic: string; count: number; last_at: number };
}

export interface SubscriptionRow {
  id: string;
  pack: string;
  platform: string;
  tenant: string;
  channel: string;
  /** Which of the few of its place and pack, from 0 on: a number is given again once it is free. */
  slot: number;
  /** `channel`, `group` or `direct`. */
  place: string;
  zone: string;
  time: string;
  rhythm: string;
  /** Weekday or day of the month; 0 for a daily one; below 0 see `digests/rhythm-columns.ts`. */
  rhythm_day: number;
  topics: string;
  /** `active`, `paused` or `refused`. */
  standing: string;
  /** Who paused it, or the platform's word for refusing. */
  standing_reason: string;
  standing_advice: string;
  created_by: string;
  created_by_name: string;
  created_at: number;
  number: number;
  /** Null for one that began under the first rotation, until the end of that cycle is known. */
  rotation_from: number | null;
  /** Null, as is what stands below it, for one that began under a former rotation. */
  facts_from: number | null;
  openings_from: number | null;
  last_day: string | null;
  content: string | null;
  next_day: string | null;
  /** Null when nothing is to come, which keeps it out of the index. */
  next_due_at: number | null;
}

export interface DeliveryRow {
  subscription: string;
  day: string;
  number: number;
  platform: string;
  tenant: string;
  due_at: number;
  state: string;
  attempt: number;
  /** When it may be tried or looked up; also the order in which it is. */
  after_at: number;
  /** Who has claimed it, and until when. */
  owner: string | null;
  lease_until: number | null;
  message_id: string | null;
  late: number;
  reason: string | null;
  settled_at: number | null;
}

/** What people and platforms did to a subscription. An older version writes the first five columns. */
export interface NoteRow {
  place: string;
  at: number;
  what: string;
  by_id: string;
  by_name: string;
  /** Its id. */
  subscription: string | null;
  /** Names the command that did it. */
  act: string | null;
  /** The subscription's row as JSON; null where there was none. */
  before: string | null;
  after: string | null;
  /** The command that undid it. */
  undone_by: string | null;
}

export interface ContentRow {
  version: string;
  pack: string;
  findings: string;
}

export interface SealedRow {
  platform: string;
  tenant: string;
  sealed: string;
  at: number;
}

export interface FeedbackRow {
  answer: string;
  asker: string;
  pack: string;
  topic: string | null;
  findings: string;
  helpful: number;
  comment: string;
  at: number;
  /** Where it was said; null for what an older version wrote. */
  place: string | null;
}

export interface ReportRow {
  id: string;
  pack: string;
  topic: string | null;
  findings: string;
  comment: string;
  at: number;
  /** As of feedback. */
  place: string | null;
}
