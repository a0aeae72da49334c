import { randomUUID } from "node:crypto"
import { appendFileSync, mkdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { z } from "zod"

export const mailSchema = z.object({
  to: z.string().min(3),
  subject: z.string().min(1),
  text: z.string(),
  html: z.string().optional(),
})
export type Mail = z.infer<typeof mailSchema>

const keptSchema = mailSchema.extend({ id: z.string(), sentAt: z.string() })
/** A mail in the outbox. `sentAt` is ISO 8601. */
export type KeptMail = z.infer<typeof keptSchema>

/** Keeps mails instead of sending them. */
export interface Mailer {
  send: (mail: Mail) => Promise<KeptMail>
  /** Newest first. */
  list: () => KeptMail[]
  find: (id: string) => KeptMail | null
}

/** The outbox of a data directory: one JSON line a mail in `mail/outbox.jsonl`, read once at start. */
export function openOutbox(dataDir: string, now: () => Date = () => new Date()): Mailer {
  const folder = join(dataDir, "mail")
  const file = join(folder, "outbox.jsonl")
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const mails = readOutbox(file)
  return {
    send: async (mail) => {
      const kept = { ...mail, id: randomUUID(), sentAt: now().toISOString() }
      appendFileSync(file, `${JSON.stringify(kept)}\n`, { mode: 0o600 })
      mails.push(kept)
      return kept
    },
    list: () => mails.toReversed(),
    find: (id) => mails.find((mail) => mail.id === id) ?? null,
  }
}

function readOutbox(file: string): KeptMail[] {
  let text: string
  try {
    text = readFileSync(file, "utf8")
  } catch {
    return []
  }
  // A line cut short by a crash is left out.
  return text.split("\n").flatMap((line) => {
    try {
      return [keptSchema.parse(JSON.parse(line))]
    } catch {
      return []
    }
  })
}
