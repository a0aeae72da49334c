export type InboxRole = "assistant" | "operator" | "manager" | "admin"
export type BookRole = "assistant" | "operator" | "manager"

export interface MemberOptions {
  name?: string
  /** Account role; `member` when absent. */
  role?: "member" | "owner"
  /** Role per inbox, by the inbox's place in `inboxes`; none when absent. */
  inboxes?: Record<number, InboxRole>
  /** Role in the account's one address book. */
  book?: BookRole
  dashboard?: "operator" | "manager"
  isPhoneUser?: boolean
  isDisabled?: boolean
  /** Answers the queues of these inboxes, by place; those where they have a role when absent. */
  queues?: number[]
}

export interface AccountOptions {
  name?: string
  /** One name an inbox. */
  inboxes?: string[]
  /** By any key; the same keys name them in the result. */
  members?: Record<string, MemberOptions>
  cloudPhone?: boolean
  /** `closed` has no opening hours at all: every day is a closed day. */
  hours?: "always" | "closed"
  isRecorded?: boolean
  offerSeconds?: number
  maxWaitSeconds?: number
  afterCallSeconds?: number
  greeting?: string | null
}

export interface TestInbox {
  id: string
  name: string
  queueId: string
  flowId: string
  flowVersionId: string
  /** The inbox's own contract number, E.164. */
  number: string
  phoneNumberId: string
}

export interface TestMember {
  id: string
  userId: string
  name: string
  email: string
  password: string
  phonePassword: string
  /** What the softphone is called towards the provider. */
  identity: string
}

export interface TestAccount {
  id: string
  addressBookId: string
  inboxes: TestInbox[]
  members: Record<string, TestMember>
  /** The inbox at that place; throws when the account has none. */
  inbox(place?: number): TestInbox
  /** The member of that key; throws when there is none. */
  member(key: string): TestMember
}
