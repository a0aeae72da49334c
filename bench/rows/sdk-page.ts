import { readFileSync } from "node:fs"
import { createServer } from "node:http"
import { createRequire } from "node:module"
import type { AddressInfo } from "node:net"
import type { Browser } from "@playwright/test"
import { SignJWT } from "jose"
import { encodeWav } from "../../local/carrier/media/wav.ts"
import type { Product } from "../../local/product/types.ts"
import { overhear } from "../../tests/e2e/pages/tones.ts"
import { rest } from "./carrier-rest.ts"
import { now } from "./clock.ts"
import { firstSound, listenFor } from "./first-sound.ts"

declare global {
  interface Window {
    incomingAt: Record<string, number>
    /** Answers a call that is ringing; returns when it did, in milliseconds since 1970. */
    accept(callSid: string): number
    register(token: string, options: object): Promise<void>
  }
}

const identity = "m_bench"
const tones = ["disconnect", "incoming", "outgoing", ...[..."0123456789sh"].map((key) => `dtmf${key}`)]

/** The unmodified Voice SDK on a page with nothing else, rung by the carrier without the product in between. */
export interface SdkPage {
  /** Milliseconds from asking the carrier for a call until the SDK's `incoming`. */
  ring(): Promise<number>
  /** Milliseconds from answering a call into the conference of that name until somebody who says `hz` there is heard. */
  accept(conference: string, from: string, hz: number): Promise<number>
  close(): Promise<void>
}

export async function openSdkPage(browser: Browser, product: Product): Promise<SdkPage> {
  const origin = await serve()
  const page = await (await browser.newContext({ permissions: ["microphone"] })).newPage()
  await overhear(page)
  await page.goto(`${origin.url}/?signal=${encodeURIComponent(product.carrier.signalUrl)}`)
  await page.evaluate(([token, options]) => window.register(token, options), [
    await accessToken(product),
    {
      chunderw: new URL(product.carrier.signalUrl).host,
      publishEvents: false,
      sounds: Object.fromEntries(tones.map((name) => [name, "/silence.wav"])),
    },
  ] as const)
  return {
    ring: async () => {
      const begun = now()
      const sid = await createCall(product)
      const at = await page.waitForFunction((callSid) => window.incomingAt[callSid], sid)
      await endCall(product, sid)
      return Number(await at.jsonValue()) - begun
    },
    accept: async (conference, from, hz) => {
      const { call_sid: sid } = await rest(product, `Conferences/${conference}/Participants.json`, {
        From: from,
        To: `client:${identity}`,
        EarlyMedia: "false",
      })
      await page.waitForFunction((callSid) => window.incomingAt[callSid], sid)
      await listenFor(page, hz)
      const begun = await page.evaluate((callSid) => window.accept(callSid), sid)
      const at = await firstSound(page, hz, begun)
      await endCall(product, sid)
      return at - begun
    },
    close: async () => {
      await page.context().close()
      origin.close()
    },
  }
}

function accessToken({ env }: Product): Promise<string> {
  const grants = { identity, voice: { incoming: { allow: true } } }
  return new SignJWT({ grants, jti: `${env.TWILIO_API_KEY}-bench` })
    .setProtectedHeader({ alg: "HS256", typ: "JWT", cty: "twilio-fpa;v=1" })
    .setIssuer(env.TWILIO_API_KEY ?? "")
    .setSubject(env.TWILIO_ACCOUNT_SID ?? "")
    .setIssuedAt()
    .setExpirationTime("1h")
    .sign(new TextEncoder().encode(env.TWILIO_API_SECRET))
}

async function createCall(product: Product): Promise<string> {
  const twiml = '<Response><Pause length="60"/></Response>'
  const { sid } = await rest(product, "Calls.json", {
    To: `client:${identity}`,
    From: "+819011112222",
    Twiml: twiml,
  })
  return sid
}

async function endCall(product: Product, sid: string): Promise<void> {
  await rest(product, `Calls/${sid}.json`, { Status: "completed" })
}

/** Serves the page, the SDK's own bundle and silence from an origin that may use a microphone. */
async function serve(): Promise<{ url: string; close(): void }> {
  const entry = createRequire(import.meta.url).resolve("@twilio/voice-sdk")
  const files: Record<string, [string, Buffer]> = {
    "/": ["text/html", readFileSync(new URL("../fixtures/sdk-page.html", import.meta.url))],
    "/twilio.min.js": ["text/javascript", readFileSync(new URL("../dist/twilio.min.js", `file://${entry}`))],
    // A tenth of a second of silence: with a file it cannot decode, the SDK tells of a call two seconds late.
    "/silence.wav": ["audio/wav", encodeWav(new Int16Array(800))],
  }
  const server = createServer((request, response) => {
    const [type, body] = files[new URL(request.url ?? "/", "http://localhost").pathname] ?? [
      "text/plain",
      Buffer.alloc(0),
    ]
    response.setHeader("content-type", type)
    response.end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    close: () => void server.close(),
  }
}
