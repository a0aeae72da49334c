import twilio from "twilio"

type Client = InstanceType<typeof twilio.RequestClient>

/** The helper's own HTTP client with the carrier's address in place of Twilio's: it has no option for that. */
export function rewritingClient(carrierUrl: string): Client {
  const client = new twilio.RequestClient()
  const send = client.request.bind(client)
  client.request = (options) => {
    const uri = options.uri.replace(/^https:\/\/api(\.[a-z0-9.-]+)?\.twilio\.com/, carrierUrl)
    return send({ ...options, uri })
  }
  return client
}
