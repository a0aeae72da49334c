import { z } from "zod"

/** A contact as `get_ticket` embeds it. */
export const contactRow = z
  .object({
    id: z.uuid(),
    revision: z.int(),
    name: z.string(),
    kana: z.string().nullable(),
    company: z.string().nullable(),
    customer_code: z.string().nullable(),
    address: z.string().nullable(),
    note: z.string().nullable(),
    phones: z.array(z.object({ id: z.uuid(), number: z.string(), label: z.string().nullable() })),
    emails: z.array(z.object({ id: z.uuid(), email: z.string(), label: z.string().nullable() })),
  })
  .transform(({ customer_code: customerCode, ...row }): Contact => ({ ...row, customerCode }))

export type Contact = {
  id: string
  /** Rises with every save; a save names the one it started from. */
  revision: number
  name: string
  kana: string | null
  company: string | null
  customerCode: string | null
  address: string | null
  note: string | null
  phones: { id: string; number: string; label: string | null }[]
  emails: { id: string; email: string; label: string | null }[]
}

export const contactNameRow = z.object({ id: z.uuid(), name: z.string(), company: z.string().nullable() })

/** What a contact is called, for whoever may read it. */
export type ContactName = z.infer<typeof contactNameRow>
