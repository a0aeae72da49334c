import type { Product } from "../../local/product/types.ts"

/** A request to the carrier's REST API with nothing of the product in between. Throws when it is refused. */
export async function rest(
  { env, carrier }: Product,
  path: string,
  form: Record<string, string>,
): Promise<{ sid: string; call_sid: string }> {
  const account = `${env.TWILIO_ACCOUNT_SID}`
  const response = await fetch(`${carrier.url}/2010-04-01/Accounts/${account}/${path}`, {
    method: "POST",
    headers: { authorization: `Basic ${btoa(`${account}:${env.TWILIO_AUTH_TOKEN}`)}` },
    body: new URLSearchParams(form),
  })
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  return (await response.json()) as { sid: string; call_sid: string }
}
