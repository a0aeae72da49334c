/**
 * Names of the private topics, built nowhere else. Who may listen is decided by the policies on `realtime.messages`.
 * A message on any of them says what a transaction changed, to whoever may listen.
 */
export type AccountPresenceTopic = `account:${string}:${number}:presence`
export type InboxTopic = `inbox:${string}:${number}`
export type MemberTopic = `member:${string}`
export type Topic = AccountPresenceTopic | InboxTopic | MemberTopic

/**
 * Status and activity of every member of the account; every enabled member may listen. `epoch` is the account's present
 * one: it is raised when somebody is disabled, who is left behind on the old topic.
 */
export function accountPresenceTopic(account: { id: string; epoch: number }): AccountPresenceTopic {
  return `account:${account.id}:${account.epoch}:presence`
}

/**
 * Tickets, memos and calls of one inbox. `epoch` is the inbox's present one: it is raised with every change of
 * membership, so that somebody who was removed is left behind on the old topic.
 */
export function inboxTopic(inbox: { id: string; epoch: number }): InboxTopic {
  return `inbox:${inbox.id}:${inbox.epoch}`
}

/** Offers, calls, presence and rights of one member; only that member may listen. */
export function memberTopic(memberId: string): MemberTopic {
  return `member:${memberId}`
}
