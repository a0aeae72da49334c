import { storableText } from "@/lib/storable"

/** What a person writes in a memo. */
export type MemoText = { subject: string; body: string }

/** A text as the database has it. */
export type SavedText = MemoText & { revision: number }

/** A save on its way: the text, and the revision it was written on top of. */
export type MemoWrite = SavedText & { messageId: string }

/** A version somebody else saved meanwhile. */
export type Theirs = SavedText & { savedByName: string | null }

/** What the database is sent of a text, and gives back: the text without what no database can hold. */
export function storable({ subject, body }: MemoText): MemoText {
  return { subject: storableText(subject), body: storableText(body) }
}

/** Whether two texts are the same, letter by letter. */
export function isSameText(a: MemoText, b: MemoText): boolean {
  return a.subject === b.subject && a.body === b.body
}

/**
 * Brings two texts together that were both made from `base`: each field is taken from whoever changed it. Null when
 * both changed the same field differently; then a person has to choose.
 */
export function mergeTexts(base: MemoText, mine: MemoText, theirs: MemoText): MemoText | null {
  const subject = mergeField(base.subject, mine.subject, theirs.subject)
  const body = mergeField(base.body, mine.body, theirs.body)
  return subject === null || body === null ? null : { subject, body }
}

function mergeField(base: string, mine: string, theirs: string): string | null {
  if (mine === theirs || theirs === base) return mine
  return mine === base ? theirs : null
}

/** Both bodies, one after the other, mine first; my subject unless I have none. */
export function joinTexts(mine: MemoText, theirs: MemoText): MemoText {
  const bodies = [mine.body, theirs.body].map((body) => body.trimEnd()).filter((body) => body !== "")
  return { subject: mine.subject || theirs.subject, body: bodies.join("\n\n") }
}
