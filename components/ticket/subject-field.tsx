"use client"

import { Pencil } from "lucide-react"
import { useTranslations } from "next-intl"
import { useEffect, useRef, useState } from "react"
import { Button } from "@/components/ui/button"
import { IconButton } from "@/components/ui/icon-button"
import { Input } from "@/components/ui/input"
import { keyOf } from "@/components/ui/key-press"
import { subjectLimit } from "@/lib/memos/rules"

type SubjectFieldProps = {
  subject: string
  canEdit: boolean
  /** Resolves to false when it could not be saved; the person is told elsewhere. */
  onSave: (subject: string) => Promise<boolean>
}

/** The ticket's heading; whoever may rename it does so here. Enter saves, Escape gives up. */
export function SubjectField({ subject, canEdit, onSave }: SubjectFieldProps) {
  const t = useTranslations("ticket")
  const [draft, setDraft] = useState<string | null>(null)
  const opener = useRef<HTMLButtonElement>(null)
  const wasOpen = useRef(false)

  useEffect(() => {
    // Focus returns to where the editing began.
    if (wasOpen.current && draft === null) opener.current?.focus()
    wasOpen.current = draft !== null
  }, [draft])

  async function save(text: string) {
    setDraft(null)
    if (text !== subject && !(await onSave(text))) setDraft(text)
  }

  if (draft !== null) {
    return (
      <form
        className="flex min-w-0 flex-1 items-center gap-2"
        onSubmit={(event) => {
          event.preventDefault()
          void save(draft.trim())
        }}
      >
        <Input
          autoFocus
          aria-label={t("subjectOf")}
          value={draft}
          maxLength={subjectLimit}
          onChange={(event) => setDraft(event.target.value)}
          onKeyDown={(event) => {
            if (keyOf(event) === "Escape") setDraft(null)
          }}
        />
        <SaveButtons onCancel={() => setDraft(null)} />
      </form>
    )
  }
  return (
    <div className="group flex min-w-0 flex-1 items-center gap-1">
      <h1 className="min-w-0 truncate text-16 font-semibold">
        {subject || <span className="text-ink-3">{t("noSubject")}</span>}
      </h1>
      {canEdit && (
        <IconButton
          ref={opener}
          label={t("editSubject")}
          size="small"
          side="right"
          className="opacity-0 group-hover:opacity-100 focus-visible:opacity-100 pointer-coarse:opacity-100"
          onClick={() => setDraft(subject)}
        >
          <Pencil aria-hidden className="size-3.5" />
        </IconButton>
      )}
    </div>
  )
}

function SaveButtons({ onCancel }: { onCancel: () => void }) {
  const t = useTranslations("common")
  return (
    <>
      <Button type="submit">{t("save")}</Button>
      <Button variant="quiet" onClick={onCancel}>
        {t("cancel")}
      </Button>
    </>
  )
}
