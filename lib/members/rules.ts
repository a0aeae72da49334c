import type { TicketStatus } from "@/lib/tickets/rules"

/** Roles in an inbox from least to most, as `inbox_role` orders them in the database. */
export const inboxRoles = ["assistant", "operator", "manager", "admin"] as const
export type InboxRole = (typeof inboxRoles)[number]

/** Roles in an address book from least to most, as `book_role` orders them. */
export const bookRoles = ["assistant", "operator", "manager"] as const
export type BookRole = (typeof bookRoles)[number]

/** Whether `role` reaches `least`; somebody without a role reaches nothing. */
function reaches(role: InboxRole | null, least: InboxRole): boolean {
  return role !== null && inboxRoles.indexOf(role) >= inboxRoles.indexOf(least)
}

/** Who may change a ticket's status outside of recording a memo (permissions.md). */
export function canSetStatus(role: InboxRole | null): boolean {
  return reaches(role, "operator")
}

/** Who may rename a ticket or change its labels (permissions.md). */
export function canEditTicket(role: InboxRole | null): boolean {
  return reaches(role, "operator")
}

/** Who may delete tickets and recordings (permissions.md). */
export function canDelete(role: InboxRole | null): boolean {
  return reaches(role, "admin")
}

type Person = { id: string; role: InboxRole | null }
type MemoOwner = { memberId: string | null }

/**
 * Who may write in a memo (permissions.md): its agent with any role in the inbox, anybody else from Operator up.
 * A missed call's memo has no agent.
 */
export function canEditMemo(person: Person, memo: MemoOwner): boolean {
  if (memo.memberId === person.id) return reaches(person.role, "assistant")
  return reaches(person.role, "operator")
}

/** Who may record a memo, and with it set the ticket's status: whoever may write in it. */
export function canRecord(person: Person, memo: MemoOwner): boolean {
  return canEditMemo(person, memo)
}

/**
 * What a memo may be recorded with. An assistant sets a status in the act of recording alone: once that is done, recording
 * anew keeps the ticket's (permissions.md). The first is what 「記録」 itself takes (H2).
 */
export function recordableStatuses(
  role: InboxRole | null,
  { isRecorded, status }: { isRecorded: boolean; status: TicketStatus },
): readonly [TicketStatus, ...TicketStatus[]] {
  if (isRecorded && !canSetStatus(role)) return [status]
  return ["done", "open", "on_hold", "no_action"]
}

/** Who may create and edit contacts of an address book (permissions.md, H8). */
export function canEditContacts(role: BookRole | null): boolean {
  return role === "operator" || role === "manager"
}

/** Why a member has no phone: their account has none, or they are no phone user (A2). Null for those who have one. */
export function whyNoPhone(member: {
  entitlements: { cloudPhone: boolean }
  isPhoneUser: boolean
}): "phone_off" | "not_a_phone_user" | null {
  if (!member.entitlements.cloudPhone) return "phone_off"
  return member.isPhoneUser ? null : "not_a_phone_user"
}
