import { type RestRequest, resourceUri } from "./context.ts"
import type { Reply } from "./reply.ts"

/** GET /Accounts/{AC}: the account itself; of its resources those this carrier has. */
export function fetchAccount({ exchange }: RestRequest): Reply {
  const { accountSid } = exchange.options
  const resources = ["Applications", "Calls", "Conferences", "Recordings"]
  return {
    status: 200,
    body: {
      sid: accountSid,
      friendly_name: "local",
      status: "active",
      type: "Full",
      owner_account_sid: accountSid,
      uri: `/2010-04-01/Accounts/${accountSid}.json`,
      subresource_uris: Object.fromEntries(
        resources.map((name) => [name.toLowerCase(), resourceUri(exchange, name)]),
      ),
    },
  }
}
