import { randomInt, randomUUID } from "node:crypto"
import type { Fixture } from "./fixture.ts"
import {
  adminOrOwner,
  inInbox,
  inInboxOrOwner,
  managers,
  members,
  nobody,
  operators,
  type Persona,
  signedIn,
  theOwner,
} from "./personas.ts"

/** Who may do what to a table's rows of the fixture. What is not named, nobody may. */
export interface TableRights {
  /** The fixture's row or rows, as a filter of the API. */
  row: (f: Fixture) => string
  select?: Persona[]
  /** The columns that may be read at all, where it is not all of them. */
  readable?: string[]
  insert?: { by: Persona[]; row: (f: Fixture) => Record<string, unknown> }
  /** `columns`: exactly those that may be written at all; `set`: a change to one of them. */
  update?: { by: Persona[]; columns: string[]; set: (f: Fixture) => Record<string, unknown> }
  delete?: { by: Persona[] }
}

const account = (f: Fixture) => `account_id=eq.${f.account.id}`
const inbox = (f: Fixture) => `inbox_id=eq.${f.inbox}`
const book = (f: Fixture) => `address_book_id=eq.${f.book}`
const flow = (f: Fixture) => `flow_id=eq.${f.flow}`
const call = (f: Fixture) => `call_id=eq.${f.call}`
const agent = (f: Fixture) => `member_id=eq.${f.member("assistant").id}`
const inAccount = (f: Fixture) => ({ account_id: f.account.id })
const inTheInbox = (f: Fixture) => ({ ...inAccount(f), inbox_id: f.inbox })
const inTheBook = (f: Fixture) => ({ ...inAccount(f), address_book_id: f.book })
const newName = () => ({ name: `New ${randomUUID().slice(0, 8)}` })
const newNumber = () => `+8190${randomInt(10_000_000, 100_000_000)}`

export const tables: Record<string, TableRights> = {
  accounts: {
    row: (f) => `id=eq.${f.account.id}`,
    select: members,
    update: {
      by: theOwner,
      columns: ["name", "time_zone", "locale", "is_phone_single_sign_on", "goes_offline_unanswered"],
      set: newName,
    },
  },
  entitlements: {
    row: account,
    select: members,
    update: {
      by: theOwner,
      columns: ["support_link"],
      set: () => ({ support_link: "mailto:help@test.example" }),
    },
  },
  members: {
    row: (f) => `id=eq.${f.account.member("spare").id}`,
    readable: ["id", "account_id", "name", "is_phone_user", "disabled_at", "created_at"],
    select: members,
    update: {
      by: theOwner,
      columns: ["name", "role", "dashboard_role", "is_phone_user", "disabled_at"],
      set: newName,
    },
  },
  inboxes: {
    row: (f) => `id=eq.${f.inbox}`,
    select: inInboxOrOwner,
    insert: { by: theOwner, row: (f) => ({ ...inAccount(f), ...newName() }) },
    update: { by: theOwner, columns: ["name", "position", "address_book_id"], set: newName },
    delete: { by: theOwner },
  },
  inbox_members: {
    row: inbox,
    select: inInboxOrOwner,
    insert: {
      by: theOwner,
      row: (f) => ({ ...inTheInbox(f), member_id: f.account.member("spare").id, role: "assistant" }),
    },
    update: { by: theOwner, columns: ["role"], set: () => ({ role: "admin" }) },
    delete: { by: theOwner },
  },
  labels: {
    row: inbox,
    select: inInboxOrOwner,
    insert: { by: adminOrOwner, row: (f) => ({ ...inTheInbox(f), ...newName() }) },
    update: { by: adminOrOwner, columns: ["name", "is_danger"], set: newName },
    delete: { by: adminOrOwner },
  },
  address_books: {
    row: (f) => `id=eq.${f.book}`,
    select: inInboxOrOwner,
    insert: { by: theOwner, row: (f) => ({ ...inAccount(f), ...newName() }) },
    update: { by: theOwner, columns: ["name"], set: newName },
    delete: { by: theOwner },
  },
  address_book_members: {
    row: book,
    select: inInboxOrOwner,
    insert: {
      by: theOwner,
      row: (f) => ({ ...inTheBook(f), member_id: f.account.member("spare").id, role: "assistant" }),
    },
    update: { by: theOwner, columns: ["role"], set: () => ({ role: "manager" }) },
    delete: { by: theOwner },
  },
  contacts: {
    row: book,
    select: inInbox,
    insert: { by: operators, row: (f) => ({ ...inTheBook(f), ...newName() }) },
    update: {
      by: operators,
      columns: ["name", "kana", "company", "customer_code", "address", "note"],
      set: newName,
    },
    delete: { by: managers },
  },
  contact_phones: {
    row: book,
    select: inInbox,
    insert: { by: operators, row: (f) => ({ ...inTheBook(f), contact_id: f.contact, number: newNumber() }) },
    update: { by: operators, columns: ["number", "label"], set: () => ({ label: "携帯" }) },
    delete: { by: operators },
  },
  contact_emails: {
    row: book,
    select: inInbox,
    insert: {
      by: operators,
      row: (f) => ({ ...inTheBook(f), contact_id: f.contact, email: `${randomUUID()}@customers.example` }),
    },
    update: { by: operators, columns: ["email", "label"], set: () => ({ label: "会社" }) },
    delete: { by: operators },
  },
  queues: {
    row: inbox,
    select: inInboxOrOwner,
    insert: { by: theOwner, row: (f) => ({ ...inTheInbox(f), ...newName() }) },
    update: {
      by: theOwner,
      columns: ["name", "offer_seconds", "max_wait_seconds", "after_call_seconds", "agent_order"],
      set: () => ({ offer_seconds: 30 }),
    },
    delete: { by: theOwner },
  },
  queue_agents: {
    row: agent,
    select: ["owner", "assistant"],
    insert: {
      by: theOwner,
      row: (f) => ({ ...inAccount(f), queue_id: f.queue, member_id: f.account.member("spare").id }),
    },
    delete: { by: theOwner },
  },
  flows: {
    row: (f) => `id=eq.${f.flow}`,
    select: theOwner,
    insert: { by: theOwner, row: (f) => ({ ...inAccount(f), ...newName() }) },
    update: { by: theOwner, columns: ["name"], set: newName },
    delete: { by: theOwner },
  },
  flow_versions: { row: flow, select: theOwner },
  flow_version_queues: { row: (f) => `queue_id=eq.${f.queue}`, select: theOwner },
  phone_numbers: {
    row: inbox,
    select: inInboxOrOwner,
    update: {
      by: theOwner,
      columns: [
        "inbox_id",
        "flow_id",
        "label",
        "is_recorded",
        "records_without_agent",
        "recording_days",
        "refusal_answers",
        "may_call_0800",
      ],
      set: () => ({ label: "代表" }),
    },
  },
  opening_hours: {
    row: flow,
    select: theOwner,
    insert: {
      by: theOwner,
      row: (f) => ({ ...inAccount(f), flow_id: f.flow, weekday: 1, opens: "09:00", closes: "18:00" }),
    },
    update: { by: theOwner, columns: ["weekday", "opens", "closes"], set: () => ({ closes: "17:00" }) },
    delete: { by: theOwner },
  },
  holidays: {
    row: flow,
    select: theOwner,
    insert: {
      by: theOwner,
      row: (f) => ({ ...inAccount(f), flow_id: f.flow, day: "2027-02-11", name: "建国記念の日" }),
    },
    update: { by: theOwner, columns: ["day", "name"], set: newName },
    delete: { by: theOwner },
  },
  blocked_numbers: {
    row: account,
    select: theOwner,
    insert: { by: theOwner, row: (f) => ({ ...inAccount(f), number: newNumber() }) },
    delete: { by: theOwner },
  },
  agent_presence: { row: agent, select: members },
  offline_reasons: {
    row: account,
    select: members,
    insert: { by: theOwner, row: (f) => ({ ...inAccount(f), ...newName() }) },
    update: { by: theOwner, columns: ["name", "position"], set: () => ({ position: 9 }) },
    delete: { by: theOwner },
  },
  phone_sessions: {
    row: agent,
    readable: ["id", "account_id", "member_id", "started_at", "heartbeat_at", "ended_at"],
    select: ["assistant"],
  },
  phone_credentials: { row: agent },
  calls: {
    row: inbox,
    readable: [
      "id",
      "account_id",
      "inbox_id",
      "phone_number_id",
      "flow_version_id",
      "queue_id",
      "ticket_id",
      "contact_id",
      "direction",
      "state",
      "outcome",
      "reason",
      "version",
      "customer_number",
      "customer_text",
      "contract_number",
      "is_recorded",
      "is_pause_asked",
      "is_recording_paused",
      "started_at",
      "queued_at",
      "answered_at",
      "ended_at",
    ],
    select: inInbox,
  },
  call_events: {
    row: call,
    readable: ["call_id", "account_id", "position", "kind", "occurred_at", "recorded_at"],
    select: inInbox,
  },
  call_offers: { row: inbox, select: inInbox },
  call_legs: {
    row: call,
    readable: [
      "id",
      "account_id",
      "call_id",
      "role",
      "purpose",
      "member_id",
      "state",
      "is_held",
      "is_hold_asked",
      "started_at",
      "joined_at",
      "left_at",
      "left_cause",
    ],
    select: inInbox,
  },
  call_effects: { row: call },
  call_deadlines: { row: call },
  provider_receipts: { row: call },
  tickets: {
    row: inbox,
    select: inInbox,
    update: {
      by: operators,
      columns: ["subject", "status", "contact_id", "assignee_id"],
      set: (f) => ({ subject: f.marker }),
    },
  },
  ticket_rows: { row: inbox, select: inInbox },
  timeline_rows: { row: inbox, select: inInbox },
  missed_rows: { row: inbox, select: inInbox },
  call_rows: { row: inbox, select: inInbox },
  ticket_labels: {
    row: inbox,
    select: inInbox,
    insert: {
      by: operators,
      row: (f) => ({ ...inTheInbox(f), ticket_id: f.ticket, label_id: f.spareLabel }),
    },
    delete: { by: operators },
  },
  messages: { row: inbox, select: inInbox },
  call_memos: { row: inbox, select: inInbox },
  recordings: {
    row: inbox,
    readable: [
      "id",
      "account_id",
      "inbox_id",
      "call_id",
      "state",
      "content_type",
      "size_bytes",
      "duration_ms",
      "expected_by",
      "started_at",
      "stored_at",
      "keep_until",
      "deleted_at",
      "deleted_by",
    ],
    select: inInbox,
  },
  inbox_counters: { row: inbox, select: inInbox },
  operation_log: { row: inbox, select: inInbox },
}

/**
 * Who may call a function. `shows`: those allowed see the customer, all others must not, and get nothing instead.
 * `changes`: those allowed get no error, all others do. `self`: it answers about, and changes, the caller alone. `service`: routing's alone, not even granted to the signed-in.
 */
export interface FunctionRights {
  kind: "shows" | "changes" | "self" | "service"
  by: Persona[]
  args?: (f: Fixture) => Record<string, unknown> | Promise<Record<string, unknown>>
}

const revision = async (f: Fixture) => {
  const { rows } = await f.db.query("select revision from public.call_memos where message_id = $1", [
    f.message,
  ])
  return { p_message_id: f.message, p_revision: rows[0].revision, p_subject: f.marker, p_body: f.marker }
}
const saved = async (f: Fixture) => {
  const { rows } = await f.db.query("select revision from public.contacts where id = $1", [f.contact])
  return { p: { id: f.contact, revision: rows[0].revision, name: f.marker } }
}
const service: FunctionRights = { kind: "service", by: nobody }

export const functions: Record<string, FunctionRights> = {
  list_tickets: { kind: "shows", by: inInbox, args: (f) => ({ p_inbox: f.inbox, p_status: "open" }) },
  get_ticket: { kind: "shows", by: inInbox, args: (f) => ({ p_number: f.ticketNumber }) },
  list_timeline: { kind: "shows", by: inInbox, args: (f) => ({ p_ticket_id: f.ticket }) },
  list_missed: { kind: "shows", by: inInbox, args: (f) => ({ p_inbox: f.inbox, p_kind: "missed_call" }) },
  list_calls: { kind: "shows", by: inInbox, args: (f) => ({ p_inbox: f.inbox }) },
  get_call: { kind: "shows", by: inInbox, args: (f) => ({ p_call_id: f.call }) },
  my_member: { kind: "self", by: signedIn },
  topic_sequences: {
    kind: "self",
    by: signedIn,
    args: (f) => ({ p_topics: [`inbox:${f.inbox}:1`, `member:${f.member("assistant").id}`] }),
  },
  list_customer_tickets: {
    kind: "shows",
    by: inInbox,
    args: (f) => ({ p_inbox: f.inbox, p_number: f.customerNumber }),
  },
  list_customer_calls: {
    kind: "shows",
    by: inInbox,
    args: (f) => ({ p_inbox: f.inbox, p_number: f.customerNumber }),
  },
  contact_names: { kind: "shows", by: inInbox, args: (f) => ({ p_ids: [f.contact] }) },
  list_transfer_targets: { kind: "self", by: inInbox, args: (f) => ({ p_inbox: f.inbox }) },
  own_phone: { kind: "shows", by: ["assistant"] },
  sidebar: { kind: "self", by: signedIn },
  list_presence: { kind: "self", by: signedIn },
  phone_state: { kind: "self", by: signedIn },
  sign_out_phone: { kind: "self", by: signedIn },
  beat: { kind: "self", by: signedIn, args: () => ({ p_phone_session_id: randomUUID() }) },
  sign_in_phone: {
    kind: "self",
    by: signedIn.filter((persona) => persona !== "disabled"),
    args: () => ({ p_password: "not the one" }),
  },
  change_phone_password: {
    kind: "self",
    by: signedIn.filter((persona) => persona !== "disabled"),
    args: () => ({ p_old: "not the one", p_new: "something else" }),
  },
  // Nobody of the fixture has a phone session of this app sign-in, so these are refused; nobody else's state changes.
  finish_after_call: { kind: "self", by: nobody },
  extend_after_call: { kind: "self", by: nobody },
  set_agent_status: { kind: "self", by: nobody, args: () => ({ p_status: "available" }) },
  reissue_phone_password: {
    kind: "changes",
    by: theOwner,
    args: (f) => ({ p_member_id: f.account.member("spare").id }),
  },
  unlock_phone: {
    kind: "changes",
    by: theOwner,
    args: (f) => ({ p_member_id: f.account.member("spare").id }),
  },
  list_phone_users: { kind: "self", by: ["owner", "foreign"] },
  // They signed in with a password, not by a mailed link.
  set_mailed_phone_password: { kind: "self", by: nobody, args: () => ({ p_new: "something else" }) },
  save_memo_draft: { kind: "changes", by: inInbox, args: revision },
  record_memo: {
    kind: "changes",
    by: inInbox,
    args: async (f) => ({ ...(await revision(f)), p_status: "open" }),
  },
  handle_missed: {
    kind: "changes",
    by: inInbox,
    args: (f) => ({ p_message_id: f.missed, p_handled: false }),
  },
  delete_recording: {
    kind: "changes",
    by: ["admin"],
    // One of its own: what others read stays.
    args: async (f) => {
      const { rows } = await f.db.query<{ id: string }>(
        `insert into public.recordings (account_id, inbox_id, call_id, state, object_name, size_bytes, duration_ms, expected_by, started_at, stored_at)
         select account_id, inbox_id, call_id, 'stored', gen_random_uuid()::text, 44, 0, now(), now(), now()
         from public.recordings where call_id = $1 limit 1 returning id`,
        [f.call],
      )
      return { p_recording_id: rows[0]?.id }
    },
  },
  set_ticket_status: {
    kind: "changes",
    by: operators,
    args: (f) => ({ p_ticket_id: f.ticket, p_status: "open" }),
  },
  set_ticket_subject: {
    kind: "changes",
    by: operators,
    args: (f) => ({ p_ticket_id: f.ticket, p_subject: f.marker }),
  },
  label_ticket: {
    kind: "changes",
    by: operators,
    args: (f) => ({ p_ticket_id: f.ticket, p_label_id: f.label, p_on: true }),
  },
  save_contact: { kind: "changes", by: operators, args: saved },
  count_attempt: { ...service, args: () => ({ p_kind: "sign_in", p_address: "x", p_origin: "x" }) },
  forget_attempt: { ...service, args: () => ({ p_kind: "sign_in", p_address: "x", p_origin: "x" }) },
  load_call: { ...service, args: (f) => ({ p: { call_id: f.call } }) },
  append_call_events: { ...service, args: () => ({ p: {} }) },
  publish_flow: { ...service, args: (f) => ({ p: { flow_id: f.flow } }) },
  flow_surroundings: {
    ...service,
    args: (f) => ({ p_flow: f.flow, p_user: f.account.member("owner").userId }),
  },
  due_work: { ...service, args: () => ({ p_limit: 1 }) },
  take_effects: { ...service, args: () => ({ p_limit: 1 }) },
  check_live_calls: { ...service, args: () => ({}) },
  note_sweep: { ...service, args: () => ({}) },
  notice_lost_sessions: { ...service, args: () => ({}) },
  send_held_changes: { ...service, args: () => ({}) },
  finish_effect: { ...service, args: () => ({ p_id: randomUUID() }) },
}

/** Who may listen to a topic. Each kind of topic is one policy on `realtime.messages`, and one name in lib/realtime/topics.ts. */
export interface TopicRights {
  policy: string
  madeBy: string
  topic: (f: Fixture & { epoch: number; accountEpoch: number }) => string
  listen: Persona[]
}

export const topics: Record<string, TopicRights> = {
  "account:<id>:<epoch>:presence": {
    policy: "topics_select_account_member",
    madeBy: "accountPresenceTopic",
    topic: (f) => `account:${f.account.id}:${f.accountEpoch}:presence`,
    listen: members,
  },
  "account:<id>:<an earlier epoch>:presence": {
    policy: "topics_select_account_member",
    madeBy: "accountPresenceTopic",
    topic: (f) => `account:${f.account.id}:${f.accountEpoch - 1}:presence`,
    listen: nobody,
  },
  "inbox:<id>:<epoch>": {
    policy: "topics_select_inbox_member",
    madeBy: "inboxTopic",
    topic: (f) => `inbox:${f.inbox}:${f.epoch}`,
    listen: inInbox,
  },
  "inbox:<id>:<an earlier epoch>": {
    policy: "topics_select_inbox_member",
    madeBy: "inboxTopic",
    topic: (f) => `inbox:${f.inbox}:${f.epoch - 1}`,
    listen: nobody,
  },
  "member:<id>": {
    policy: "topics_select_self",
    madeBy: "memberTopic",
    topic: (f) => `member:${f.member("assistant").id}`,
    listen: ["assistant"],
  },
  "anything else": { policy: "", madeBy: "", topic: () => "everybody", listen: nobody },
}

/** What a message carries of a table's row, and by which question whoever may listen reads the same with their own rights. */
export interface SaidRights {
  topic: keyof typeof topics
  /** The fixture's row. */
  id: (f: Fixture) => string
  /** Every column, those inside of JSON by their path. A column that is not named here may not be said. */
  columns: string[]
  read: (f: Fixture) => {
    path: string
    method?: "POST"
    body?: Record<string, unknown>
    rows: (answer: never) => unknown[]
  }
}

const asRows = (answer: unknown[]) => answer

export const said: Record<string, SaidRights> = {
  tickets: {
    topic: "inbox:<id>:<epoch>",
    id: (f) => f.ticket,
    columns: [
      "id",
      "account_id",
      "inbox_id",
      "number",
      "subject",
      "status",
      "status_rank",
      "customer_number",
      "contact_id",
      "assignee_id",
      "assignee_name",
      "last_message_at",
      "last_message_kind",
      "last_message_preview",
      "created_at",
      "has_missed",
      "labels[].id",
      "labels[].name",
      "labels[].is_danger",
      "live_call.call_id",
      "live_call.state",
      "live_call.started_at",
      "live_call.answered_at",
      "live_call.is_recorded",
    ],
    read: (f) => ({ path: `/rest/v1/ticket_rows?id=eq.${f.ticket}`, rows: asRows }),
  },
  messages: {
    topic: "inbox:<id>:<epoch>",
    id: (f) => f.message,
    columns: [
      "message_id",
      "inbox_id",
      "ticket_id",
      "ticket_number",
      "ticket_status",
      "ticket_contact_id",
      "kind",
      "customer_number",
      "author_name",
      "body",
      "occurred_at",
      "recording.id",
      "recording.state",
      "recording.keep_until",
      "recording.deleted_at",
      "recording.deleted_by_name",
      "recording.duration_ms",
      "recording.from_ms",
      "recording.until_ms",
      "memo.call_id",
      "memo.member_id",
      "memo.member_name",
      "memo.direction",
      "memo.customer_number",
      "memo.customer_text",
      "memo.contract_number",
      "memo.contact_id",
      "memo.reason",
      "memo.started_at",
      "memo.answered_at",
      "memo.ended_at",
      "memo.subject",
      "memo.body",
      "memo.revision",
      "memo.saved_at",
      "memo.saved_by_name",
      "memo.recorded_at",
      "memo.recorded_by_name",
      "memo.handled_at",
      "memo.handled_by_name",
    ],
    read: (f) => ({ path: `/rest/v1/timeline_rows?message_id=eq.${f.message}`, rows: asRows }),
  },
  missed_callers: {
    topic: "inbox:<id>:<epoch>",
    id: (f) => `missed_call:${f.customerNumber}`,
    columns: [
      "id",
      "inbox_id",
      "kind",
      "message_id",
      "ticket_id",
      "ticket_number",
      "ticket_contact_id",
      "contact_id",
      "customer_number",
      "reason",
      "started_at",
      "wait_seconds",
      "times",
      "calling_back_by",
    ],
    read: (f) => ({ path: `/rest/v1/missed_rows?message_id=eq.${f.missed}`, rows: asRows }),
  },
  inboxes: {
    topic: "inbox:<id>:<epoch>",
    id: (f) => f.inbox,
    columns: [
      "inbox_id",
      "name",
      "position",
      "address_book_id",
      "open_tickets",
      "on_hold_tickets",
      "missed_calls",
      "voicemails",
    ],
    read: () => ({
      path: "/rest/v1/rpc/sidebar",
      method: "POST",
      body: {},
      rows: (answer: { row: unknown }[]) => answer.map(({ row }) => row),
    }),
  },
  agent_presence: {
    topic: "account:<id>:<epoch>:presence",
    id: (f) => f.member("assistant").id,
    columns: [
      "account_id",
      "member_id",
      "name",
      "status",
      "status_reason",
      "status_since",
      "is_signed_in",
      "activity",
      "activity_since",
    ],
    read: (f) => ({
      path: "/rest/v1/rpc/list_presence",
      method: "POST",
      body: {},
      rows: ({ rows }: { rows: { member_id: string }[] }) =>
        rows.filter(({ member_id: id }) => id === f.member("assistant").id),
    }),
  },
  phone: {
    topic: "member:<id>",
    id: (f) => f.member("assistant").id,
    columns: [
      "now",
      "version",
      "member_id",
      "session.id",
      "status.value",
      "status.reason",
      "status.cause",
      "status.since",
      "after_call.until",
      "after_call.call_id",
      "after_call.reason",
      "after_call.party.call_id",
      "after_call.party.direction",
      "after_call.party.inbox_id",
      "after_call.party.inbox_name",
      "after_call.party.ticket_id",
      "after_call.party.ticket_number",
      "after_call.party.customer_number",
      "after_call.party.contact_name",
      "after_call.party.company",
      "after_call.party.contract_number",
      "after_call.talked_from",
      "after_call.talked_until",
      "offer.call_id",
      "offer.direction",
      "offer.inbox_id",
      "offer.inbox_name",
      "offer.ticket_id",
      "offer.ticket_number",
      "offer.customer_number",
      "offer.contact_name",
      "offer.company",
      "offer.contract_number",
      "offer.offer_id",
      "offer.leg_id",
      "offer.state",
      "offer.purpose",
      "offer.flow_name",
      "offer.queue_name",
      "offer.announced_at",
      "offer.expires_at",
      "offer.last_exchange.at",
      "offer.last_exchange.member_name",
      "offer.last_exchange.subject",
      "offer.consult.member_name",
      "offer.consult.subject",
      "offer.consult.body",
      "call.call_id",
      "call.direction",
      "call.inbox_id",
      "call.inbox_name",
      "call.ticket_id",
      "call.ticket_number",
      "call.customer_number",
      "call.contact_name",
      "call.company",
      "call.contract_number",
      "call.state",
      "call.my_leg",
      "call.recording",
      "call.is_pause_asked",
      "call.is_pause_refused",
      "call.message_id",
      "call.answered_at",
      "call.invited.leg_id",
      "call.invited.member_id",
      "call.invited.member_name",
      "call.invited.state",
      "call.invited.announced_at",
      "call.legs[].id",
      "call.legs[].role",
      "call.legs[].purpose",
      "call.legs[].state",
      "call.legs[].is_held",
      "call.legs[].is_hold_asked",
      "call.legs[].held_since",
      "call.legs[].is_hold_refused",
      "call.legs[].member_id",
      "call.legs[].member_name",
      "call.legs[].number",
      "call.legs[].started_at",
      "call.legs[].joined_at",
      "call.legs[].left_at",
      "call.legs[].left_cause",
      "supervision",
    ],
    read: () => ({
      path: "/rest/v1/rpc/own_phone",
      method: "POST",
      body: {},
      rows: ({ row }: { row: unknown }) => [row],
    }),
  },
}

/** What the phone of somebody who supervises says besides, where another says null: nobody supervises while they talk. */
export const supervisionColumns = [
  "call_id",
  "direction",
  "inbox_id",
  "inbox_name",
  "ticket_id",
  "ticket_number",
  "customer_number",
  "contact_name",
  "company",
  "contract_number",
  "leg_id",
  "mode",
  "joined_at",
  "agent_names[]",
]

/** Tables of which a topic says that something changed, and nothing more: the row is `null`. */
export const saidWithoutRow: Record<string, (keyof typeof topics)[]> = {
  contacts: ["inbox:<id>:<epoch>"],
  members: ["member:<id>"],
}

/** Who may read an object of a bucket; nobody but the service writes, lists others' or makes addresses for strangers. */
export const buckets: Record<string, { read: Persona[] }> = {
  // Audio is served by the app's endpoint alone (D1), which asks anew each time.
  recordings: { read: nobody },
}

/**
 * Ways around what the tables, functions, topics and endpoints guard, each with what may be there. A policy of the storage
 * would open objects and the addresses signed for them; a table published for realtime is sent row by row beside the
 * topics; a further schema of the API would show what has no row here.
 */
export const waysAround = {
  storagePolicies: [] as string[],
  publishedTables: [] as string[],
  apiSchemas: ["public"],
}

/**
 * Who gets what from the app's endpoints. `signed`: requests signed by the provider; `ticker`: whoever knows the ticker's
 * secret; `password`: whoever knows the app password of the account it is for; `own`: the signed-in, about their own phone, offer and call alone; personas: those who see the fixture's rows.
 */
export const endpoints: Record<string, "anybody" | "signed" | "ticker" | "password" | "own" | Persona[]> = {
  "GET /api/health": "anybody",
  "GET /api/recordings/[id]/audio": inInbox,
  "POST /api/flows/[id]/publish": ["owner"],
  "POST /api/phone/dial": "own",
  "POST /api/phone/token": "own",
  "POST /api/phone/leave": "own",
  "POST /api/phone/hangup": "own",
  "POST /api/phone/cancel": "own",
  "POST /api/phone/consult": "own",
  "POST /api/phone/hold": "own",
  "POST /api/phone/lost": "own",
  "POST /api/phone/recording": "own",
  "POST /api/phone/resume": "own",
  "POST /api/phone/supervise": "own",
  "POST /api/phone/transfer": "own",
  "POST /api/phone/offers/[id]/acknowledge": "own",
  "POST /api/phone/offers/[id]/ringing": "own",
  "POST /api/phone/offers/[id]/decline": "own",
  "POST /api/session": "password",
  "POST /api/tick": "ticker",
  "POST /api/twilio/status/call": "signed",
  "POST /api/twilio/status/conference": "signed",
  "POST /api/twilio/status/leg": "signed",
  "POST /api/twilio/status/recording": "signed",
  "POST /api/twilio/voice/fallback": "signed",
  "POST /api/twilio/voice/goodbye": "signed",
  "POST /api/twilio/voice/inbound": "signed",
  "POST /api/twilio/voice/join": "signed",
  "POST /api/twilio/voice/music": "signed",
  "POST /api/twilio/voice/outgoing": "signed",
  "POST /api/twilio/voice/wait": "signed",
}
