/** A member's name as a softphone: letters, digits and underscores only (at most 121, twilio.md 14). */
export function identityOf(memberId: string): string {
  return `m_${memberId.replaceAll("-", "")}`
}
