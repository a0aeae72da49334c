import "server-only"
import twilio from "twilio"
import { environment } from "@/lib/env"
import { identityOf } from "@/lib/twilio/identity"

const lifetimeSeconds = 3_600

/** A token that lets a member's page receive calls and ask to make them for an hour, and nothing else. `expiresAt` is ISO 8601. */
export function softphoneToken(
  memberId: string,
  now: Date,
): { token: string; identity: string; expiresAt: string } {
  const { TWILIO_ACCOUNT_SID, TWILIO_API_KEY, TWILIO_API_SECRET, TWILIO_APPLICATION_SID, TWILIO_REGION } =
    environment()
  const identity = identityOf(memberId)
  const { AccessToken } = twilio.jwt
  const token = new AccessToken(TWILIO_ACCOUNT_SID, TWILIO_API_KEY, TWILIO_API_SECRET, {
    identity,
    ttl: lifetimeSeconds,
    region: TWILIO_REGION,
  })
  token.addGrant(
    new AccessToken.VoiceGrant({ incomingAllow: true, outgoingApplicationSid: TWILIO_APPLICATION_SID }),
  )
  const expiresAt = new Date(now.getTime() + lifetimeSeconds * 1000).toISOString()
  return { token: token.toJwt(), identity, expiresAt }
}
