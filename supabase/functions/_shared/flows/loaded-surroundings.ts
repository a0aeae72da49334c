import { z } from "zod"
import { camelCased } from "../calls/spelling.ts"
import type { FlowSurroundings } from "./validate.ts"

const id = z.uuid()
const agent = z
  .object({ name: z.string(), can_answer: z.boolean(), inbox_ids: z.array(id) })
  .transform(camelCased)
const number = z
  .object({ number: z.string(), may_call_0800: z.boolean(), inbox: z.object({ id, name: z.string() }) })
  .transform(({ may_call_0800: mayCall0800, ...rest }) => ({ ...rest, mayCall0800 }))

/** What the SQL function `flow_surroundings` answers, in the app's spelling. No account has audio of its own yet. */
export const flowSurroundings = z
  .object({
    time_zone: z.string(),
    has_voicemail: z.boolean(),
    queues: z.array(z.object({ id, agents: z.array(agent) })),
    numbers: z.array(number),
    own_numbers: z.array(z.string()),
  })
  .transform((row): FlowSurroundings & { timeZone: string } => ({ ...camelCased(row), audioIds: [] }))
