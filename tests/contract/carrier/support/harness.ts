import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import twilio from "twilio"
import { CarrierControl } from "../../../../local/carrier/control/client.ts"
import type { CarrierOptions } from "../../../../local/carrier/options.ts"
import { type Carrier, startCarrier } from "../../../../local/carrier/start.ts"
import { Application } from "./application.ts"
import { rewritingClient } from "./rewriting-client.ts"

export const ACCOUNT = `AC${"0".repeat(31)}1`
export const AUTH_TOKEN = "the-auth-token"
export const API_KEY = `SK${"0".repeat(31)}1`
export const API_SECRET = "the-api-key-secret"
export const APP = `AP${"0".repeat(31)}1`
export const CONTROL_TOKEN = "the-control-token"
export const NUMBER = "+81312345678"
export const CUSTOMER = "+819011112222"

/** A carrier, an application it calls, and the official helper pointed at it. */
export interface Harness {
  carrier: Carrier
  control: CarrierControl
  app: Application
  twilio: twilio.Twilio
  stop(): Promise<void>
}

/** Starts all of it on free ports. Every number's calls go to `/voice` of the application. */
export async function startHarness(options: Partial<CarrierOptions> = {}): Promise<Harness> {
  const app = new Application(AUTH_TOKEN)
  await app.start()
  const dataDir = await mkdtemp(join(tmpdir(), "carrier-"))
  const carrier = await startCarrier({
    port: 0,
    dataDir,
    accountSid: ACCOUNT,
    authToken: AUTH_TOKEN,
    apiKeySid: API_KEY,
    apiKeySecret: API_SECRET,
    applications: { [APP]: { voiceUrl: `${app.url}/client` } },
    numbers: [{ e164: NUMBER, voiceUrl: `${app.url}/voice`, statusCallback: `${app.url}/number-status` }],
    controlToken: CONTROL_TOKEN,
    callsPerSecond: 0,
    speech: "tones",
    toneMsPerCharacter: 5,
    log: process.env.CARRIER_LOG ? (line) => process.stderr.write(`${line}\n`) : () => undefined,
    ...options,
  })
  const httpClient = rewritingClient(carrier.url)
  return {
    carrier,
    app,
    control: new CarrierControl(carrier.url, CONTROL_TOKEN),
    twilio: twilio(ACCOUNT, AUTH_TOKEN, { httpClient }),
    stop: async () => {
      await carrier.stop()
      await app.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** An access token as the product makes one for an agent's browser; its outgoing calls go through `application`. */
export function accessToken(identity: string, ttl = 3600, application = APP): string {
  const token = new twilio.jwt.AccessToken(ACCOUNT, API_KEY, API_SECRET, { identity, ttl })
  token.addGrant(
    new twilio.jwt.AccessToken.VoiceGrant({ outgoingApplicationSid: application, incomingAllow: true }),
  )
  return token.toJwt()
}

/** TwiML of the given verbs. */
export function response(...verbs: string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?><Response>${verbs.join("")}</Response>`
}
