import { z } from "zod"

/** Answer of `list_transfer_targets()`. */
export const targetsAnswer = z
  .object({
    member_ids: z.array(z.uuid()),
    queues: z.array(z.object({ id: z.uuid(), name: z.string() })),
  })
  .transform((row) => ({ memberIds: row.member_ids, queues: row.queues }))
/** To whom a call of an inbox may be handed: members with a role there, and queues that have such an agent. */
export type TransferTargets = z.infer<typeof targetsAnswer>
