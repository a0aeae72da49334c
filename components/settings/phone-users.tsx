"use client"

import { useTranslations } from "next-intl"
import { useId, useState } from "react"
import { Badge } from "@/components/ui/badge"
import { Button } from "@/components/ui/button"
import { toast } from "@/components/ui/toast"
import { useMoments } from "@/lib/i18n/use-moments"
import { useNow } from "@/lib/i18n/use-now"
import { unlockPhone } from "@/lib/phone-settings/mutations"
import type { PhoneUser } from "@/lib/phone-settings/schema"
import { ReissueDialog } from "./reissue-dialog"
import { useSaving } from "./use-saving"

/** Who uses the phone: a new password for who forgot theirs, and the end of a lock (B4, B5). */
export function PhoneUsers({ users }: { users: PhoneUser[] }) {
  const t = useTranslations("settings.phone.users")
  const title = useId()
  return (
    <div className="flex flex-col gap-2">
      <h3 id={title}>{t("title")}</h3>
      {users.length === 0 && <p className="text-ink-2">{t("empty")}</p>}
      <ul aria-labelledby={title} className="divide-y rounded-md border empty:hidden">
        {users.map((user) => (
          <PhoneUserRow key={user.memberId} user={user} />
        ))}
      </ul>
    </div>
  )
}

function PhoneUserRow({ user }: { user: PhoneUser }) {
  const t = useTranslations("settings.phone.users")
  const moments = useMoments()
  const now = useNow(60_000)
  const { save, isSaving } = useSaving()
  const [isReissuing, setReissuing] = useState(false)
  const [kept, setKept] = useState(user)
  const { memberId, name, email, hasPassword, lockedUntil } = kept
  const isLocked = lockedUntil !== null && lockedUntil > now

  async function unlock() {
    if (isSaving || !(await save((client) => unlockPhone(client, memberId)))) return
    setKept({ ...kept, lockedUntil: null })
    toast.success(t("unlocked", { name }))
  }

  return (
    <li className="flex flex-wrap items-center gap-2 px-3 py-2">
      <div className="min-w-40 grow">
        <p className="flex items-center gap-2">
          <span>{name}</span>
          {isLocked && <Badge tone="alert">{t("locked", { time: moments.clock(lockedUntil) })}</Badge>}
          {!hasPassword && <Badge tone="wait">{t("noPassword")}</Badge>}
        </p>
        <p className="text-12 text-ink-3">{email}</p>
      </div>
      {isLocked && (
        <Button size="small" aria-label={t("unlockOf", { name })} onClick={() => void unlock()}>
          {t("unlock")}
        </Button>
      )}
      <Button size="small" aria-label={t("reissueOf", { name })} onClick={() => setReissuing(true)}>
        {t("reissue")}
      </Button>
      {isReissuing && (
        <ReissueDialog
          user={kept}
          onReissued={() => setKept({ ...kept, hasPassword: true, lockedUntil: null })}
          onClose={() => setReissuing(false)}
        />
      )}
    </li>
  )
}
