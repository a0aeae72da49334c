"use client"

import { useTranslations } from "next-intl"
import { useId } from "react"
import type { MemoText } from "@/lib/memos/draft/memo-text"
import { bodyLimit, subjectLimit } from "@/lib/memos/rules"

type MemoFieldsProps = {
  text: MemoText
  isReadOnly: boolean
  onType: (change: Partial<MemoText>) => void
}

/** Where the memo is written: subject and body, without boxes, like paper. */
export function MemoFields({ text, isReadOnly, onType }: MemoFieldsProps) {
  const t = useTranslations("ticket.memo")
  const subjectId = useId()
  return (
    <>
      <div className="mx-4 flex h-10 shrink-0 items-center gap-2 border-y">
        <label htmlFor={subjectId} className="text-12 text-ink-3">
          {t("subject")}
        </label>
        <input
          id={subjectId}
          value={text.subject}
          maxLength={subjectLimit}
          readOnly={isReadOnly}
          autoComplete="off"
          className="h-8 min-w-0 flex-1 rounded-sm bg-transparent px-1 font-semibold -outline-offset-2"
          onChange={(event) => onType({ subject: event.target.value })}
        />
      </div>
      <textarea
        aria-label={t("body")}
        placeholder={t("bodyHint")}
        value={text.body}
        maxLength={bodyLimit}
        readOnly={isReadOnly}
        rows={3}
        className="mx-3 my-1 field-sizing-content max-h-72 min-h-20 shrink-0 resize-none rounded-sm bg-transparent px-1 py-1 text-14 -outline-offset-2 wide:min-h-29"
        onChange={(event) => onType({ body: event.target.value })}
      />
    </>
  )
}
