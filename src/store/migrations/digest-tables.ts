/** Subscriptions, the ledger of deliveries, and what sending needs, in the SQL that both databases read alike. */
export const DIGEST_TABLES: readonly string[] = [
  `create table if not exists subscriptions (
    id text primary key,
    pack text not null,
    platform text not null,
    tenant text not null,
    channel text not null,
    place text not null,
    zone text not null,
    time text not null,
    rhythm text not null,
    rhythm_day integer not null,
    topics text not null,
    standing text not null,
    standing_reason text not null,
    standing_advice text not null,
    created_by text not null,
    created_by_name text not null,
    created_at bigint not null,
    number integer not null,
    last_day text,
    content text,
    next_day text,
    next_due_at bigint
  )`,
  // Two people who subscribe the same channel at once get one subscription.
  `create unique index if not exists subscriptions_place on subscriptions (platform, tenant, channel, pack)`,
  // A tick looks at what is due and at nothing else, however many subscriptions there are.
  `create index if not exists subscriptions_due on subscriptions (next_due_at) where next_due_at is not null`,
  `create table if not exists deliveries (
    subscription text not null,
    day text not null,
    number integer not null,
    platform text not null,
    tenant text not null,
    due_at bigint not null,
    state text not null,
    attempt integer not null,
    after_at bigint not null,
    owner text,
    lease_until bigint,
    message_id text,
    late integer not null,
    reason text,
    settled_at bigint,
    primary key (subscription, day)
  )`,
  // Only what is still to be done is indexed: the ledger may grow for years.
  `create index if not exists deliveries_open on deliveries (state, after_at) where settled_at is null`,
  `create table if not exists notes (
    place text not null,
    at bigint not null,
    what text not null,
    by_id text not null,
    by_name text not null
  )`,
  `create index if not exists notes_place on notes (place, at)`,
  `create table if not exists contents (version text primary key, pack text not null, findings text not null)`,
  `create table if not exists installations (
    platform text not null,
    tenant text not null,
    sealed text not null,
    at bigint not null,
    primary key (platform, tenant)
  )`,
  `create table if not exists conversation_references (
    platform text not null,
    tenant text not null,
    channel text not null,
    sealed text not null,
    at bigint not null,
    primary key (platform, tenant, channel)
  )`,
];
