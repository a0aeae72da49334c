"use client"

import { Copy } from "lucide-react"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { Button } from "@/components/ui/button"
import { Dialog, DialogContent, DialogDescription, DialogTitle } from "@/components/ui/dialog"
import { Field } from "@/components/ui/field"
import { IconButton } from "@/components/ui/icon-button"
import { Input } from "@/components/ui/input"
import { toast } from "@/components/ui/toast"
import { reissuePhonePassword } from "@/lib/phone-settings/mutations"
import type { PhoneUser } from "@/lib/phone-settings/schema"
import { useSaving } from "./use-saving"

type Props = { user: PhoneUser; onReissued: () => void; onClose: () => void }

/** Says what a new phone password ends before it is made, then shows it, this once (B5). */
export function ReissueDialog({ user, onReissued, onClose }: Props) {
  const t = useTranslations("settings.phone.reissue")
  const common = useTranslations("common")
  const [password, setPassword] = useState<string | null>(null)
  const { save, isSaving } = useSaving()

  async function reissue() {
    if (isSaving) return
    const isDone = await save(async (client) =>
      setPassword(await reissuePhonePassword(client, user.memberId)),
    )
    if (isDone) onReissued()
  }

  async function copy(text: string) {
    try {
      await navigator.clipboard.writeText(text)
      toast.success(t("copied"))
    } catch {
      toast.error(t("notCopied"))
    }
  }

  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent>
        <DialogTitle>{t("title", { name: user.name })}</DialogTitle>
        <DialogDescription>
          {t(password === null ? "before" : "after", { name: user.name })}
        </DialogDescription>
        {password !== null && (
          <div role="status" className="flex items-end gap-2">
            <Field label={t("password")} className="grow">
              <Input readOnly value={password} className="h-10 font-mono" />
            </Field>
            <IconButton label={t("copy")} size="large" onClick={() => void copy(password)}>
              <Copy aria-hidden />
            </IconButton>
          </div>
        )}
        <div className="flex justify-end gap-2">
          <Button size="large" onClick={onClose}>
            {password === null ? common("cancel") : common("close")}
          </Button>
          {password === null && (
            <Button size="large" variant="primary" aria-disabled={isSaving} onClick={() => void reissue()}>
              {t("submit")}
            </Button>
          )}
        </div>
      </DialogContent>
    </Dialog>
  )
}
