/** The member of an identity as the provider writes it (`client:m_…`); null for anybody else. */
export function memberOf(client: string): string | null {
  const digits = /^client:m_([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/.exec(client)
  return digits ? digits.slice(1).join("-") : null
}

/** A member's name as a softphone: letters, digits and underscores only (at most 121, twilio.md 14). */
export function identityOf(memberId: string): string {
  return `m_${memberId.replaceAll("-", "")}`
}
