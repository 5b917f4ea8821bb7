/** What answering remembers: never the words of a question, only keys, topics and counts. */
export const ANSWER_TABLES: readonly string[] = [
  `create table if not exists seen_messages (key text primary key, at bigint not null)`,
  `create index if not exists seen_messages_at on seen_messages (at)`,
  `create table if not exists thread_topics (thread text primary key, slug text not null, at bigint not null)`,
  `create index if not exists thread_topics_at on thread_topics (at)`,
  `create table if not exists feedback (
    answer text not null,
    asker text not null,
    pack text not null,
    topic text,
    findings text not null,
    helpful integer not null,
    comment text not null,
    at bigint not null,
    primary key (answer, asker)
  )`,
  `create table if not exists reports (
    id text primary key,
    pack text not null,
    topic text,
    findings text not null,
    comment text not null,
    at bigint not null
  )`,
  `create table if not exists unanswered (
    pack text not null,
    reason text not null,
    topic text not null,
    count integer not null,
    last_at bigint not null,
    primary key (pack, reason, topic)
  )`,
];
