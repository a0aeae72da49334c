import { randomBytes } from "node:crypto"
import { signRequest } from "../../local/carrier/webhooks/signature.ts"
import { createAccount, freeCustomerNumber } from "../../tests/support/accounts.ts"
import { compare, type Row, timed } from "../measure.ts"
import type { Bench } from "../stack.ts"

/**
 * A signed inbound webhook to TwiML: verified, decided by the edge function, appended with offer, effects and
 * deadlines. One agent is free for every call; each call is ended before the next.
 */
export async function webhookToTwiml({ product, database }: Bench): Promise<Row[]> {
  const account = await createAccount(database, { members: { agent: { inboxes: { 0: "operator" } } } })
  const { number } = account.inbox()
  await database.query(
    `insert into public.phone_sessions (account_id, member_id, auth_session_id, heartbeat_at)
     values ($1, $2, gen_random_uuid(), now() + interval '1 hour')`,
    [account.id, account.member("agent").id],
  )
  await database.query("update public.agent_presence set status = 'available' where account_id = $1", [
    account.id,
  ])

  const post = async (path: string, form: Record<string, string>) => {
    const response = await fetch(`${product.appUrl}${path}`, {
      method: "POST",
      headers: {
        "content-type": "application/x-www-form-urlencoded",
        "x-twilio-signature": signRequest(
          product.env.TWILIO_AUTH_TOKEN ?? "",
          `${product.appUrl}${path}`,
          form,
        ),
      },
      body: new URLSearchParams(form),
    })
    const body = await response.text()
    if (!response.ok) throw new Error(`${path}: ${response.status} ${body}`)
    return body
  }

  const floorOf = async (path: string) => {
    const response = await fetch(path)
    await response.arrayBuffer()
    if (!response.ok) throw new Error(`${path}: ${response.status}`)
  }

  return [
    await compare({
      name: "webhook_to_twiml",
      floor: "an empty route handler plus an empty edge function, one after the other",
      n: 200,
      aim: 4,
      sample: async () => {
        const call = {
          CallSid: `CA${randomBytes(16).toString("hex")}`,
          AccountSid: product.env.TWILIO_ACCOUNT_SID ?? "",
          From: freeCustomerNumber(),
          To: number,
          Direction: "inbound",
          ApiVersion: "2010-04-01",
        }
        let answer = ""
        const milliseconds = await timed(async () => {
          answer = await post("/api/twilio/voice/inbound", { ...call, CallStatus: "ringing" })
        })
        if (!answer.includes("<Response>")) throw new Error(`not TwiML: ${answer}`)
        await post("/api/twilio/status/call", { ...call, CallStatus: "completed", CallDuration: "0" })
        return milliseconds
      },
      floorSample: () =>
        timed(async () => {
          await floorOf(`${product.appUrl}/api/health`)
          await floorOf(`${product.supabase.url}/functions/v1/empty`)
        }),
    }),
  ]
}
