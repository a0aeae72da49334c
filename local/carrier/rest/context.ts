import type { Exchange } from "../exchange.ts"
import type { Form } from "./form.ts"
import type { FileReply, Reply } from "./reply.ts"

/** A REST request inside the account, its parameters from query or body. */
export interface RestRequest {
  exchange: Exchange
  method: string
  /** The path as it was asked for, for error messages and paging. */
  path: string
  query: URLSearchParams
  form: Form
  /** Path segments below the account, the last without `.json`. */
  segments: string[]
}

export type RestHandler = (request: RestRequest) => Reply | FileReply | Promise<Reply | FileReply>

/** The address of a resource below the account, as `uri` fields carry it. */
export function resourceUri({ options }: Pick<Exchange, "options">, ...segments: string[]): string {
  return `/2010-04-01/Accounts/${options.accountSid}/${segments.join("/")}.json`
}
