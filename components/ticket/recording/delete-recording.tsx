"use client"

import { Trash2 } from "lucide-react"
import { useTranslations } from "next-intl"
import { useRef, useState } from "react"
import { useDatabase } from "@/components/session/use-database"
import { Button } from "@/components/ui/button"
import { Dialog, DialogContent, DialogDescription, DialogTitle } from "@/components/ui/dialog"
import { IconButton } from "@/components/ui/icon-button"
import { toast } from "@/components/ui/toast"
import { toAppError } from "@/lib/errors"
import { duration } from "@/lib/i18n/format"
import type { Recording } from "@/lib/memos/schema"

/** Deletes a recording after saying what is lost with it. That it is gone is told by the inbox's topic. */
export function DeleteRecording({ recording }: { recording: Recording }) {
  const t = useTranslations("ticket.recording")
  const common = useTranslations("common")
  const errors = useTranslations("errors")
  const database = useDatabase()
  const button = useRef<HTMLButtonElement>(null)
  const [isAsking, setAsking] = useState(false)
  const [isBusy, setBusy] = useState(false)

  async function submit() {
    if (isBusy) return
    setBusy(true)
    try {
      const { deleteRecording } = await import("@/lib/recordings/mutations")
      await deleteRecording(await database(), recording.id)
      setAsking(false)
      toast.success(t("deleteAsked"))
    } catch (error) {
      toast.error(errors(toAppError(error).code))
    } finally {
      setBusy(false)
    }
  }

  return (
    <>
      <IconButton ref={button} label={t("delete")} size="small" onClick={() => setAsking(true)}>
        <Trash2 aria-hidden />
      </IconButton>
      <Dialog open={isAsking} onOpenChange={setAsking}>
        <DialogContent
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            button.current?.focus()
          }}
        >
          <DialogTitle>{t("deleteTitle")}</DialogTitle>
          <DialogDescription>
            {t("deleteDescription", { length: duration((recording.durationMs ?? 0) / 1000) })}
          </DialogDescription>
          <div className="flex justify-end gap-2">
            <Button size="large" onClick={() => setAsking(false)}>
              {common("cancel")}
            </Button>
            <Button size="large" variant="end" aria-disabled={isBusy} onClick={() => void submit()}>
              {t("deleteSubmit")}
            </Button>
          </div>
        </DialogContent>
      </Dialog>
    </>
  )
}
