"use client"

import { ChevronDown, Phone } from "lucide-react"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { isInTrouble, useSoftphoneView } from "@/components/softphone/dock/use-softphone-view"
import { type PhoneContextValue, usePhone } from "@/components/softphone/own-phone/phone-context"
import { Button, buttonVariants } from "@/components/ui/button"
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover"
import { Skeleton } from "@/components/ui/skeleton"
import { StatusShape, type StatusShapeName } from "@/components/ui/status-shape"
import { deferred, useDeferred } from "@/components/ui/use-deferred"
import { cn } from "@/lib/cn"
import { duration } from "@/lib/i18n/format"
import { useNow } from "@/lib/i18n/use-now"
import type { SignedInPhone } from "@/lib/phone/schema"

const menu = deferred(() => import("./status-menu").then((module) => module.StatusMenu))

/** The phone in the header: 「ログイン」 when signed out (B2), else own status with the time in it (B6). */
export function PhoneStatus() {
  const t = useTranslations("phone.status")
  const phone = usePhone()
  if (!phone) return null
  if (!phone.state) return <Skeleton className="h-8 w-28" />
  if (!phone.state.isSignedIn) {
    return (
      <Button onClick={() => phone.setSignInOpen(true)}>
        <Phone aria-hidden />
        <span>{t("signIn")}</span>
      </Button>
    )
  }
  return <SignedIn phone={phone} state={phone.state} />
}

function SignedIn({ phone, state }: { phone: PhoneContextValue; state: SignedInPhone }) {
  const t = useTranslations("phone.status")
  const view = useSoftphoneView(phone.softphone)
  const [isOpen, setOpen] = useState(false)
  const hasTrouble = state.status === "available" && (view ? isInTrouble(view) : phone.isMissing)
  const shape: StatusShapeName = hasTrouble ? "trouble" : state.status
  const status = hasTrouble ? t("trouble") : t(state.status)
  const close = () => setOpen(false)
  const StatusMenu = useDeferred(menu, isOpen, close)
  return (
    <Popover open={isOpen} onOpenChange={setOpen}>
      <PopoverTrigger
        aria-label={t("open", { status })}
        className={cn(buttonVariants(), "px-2.5 [--shape-cut:var(--surface)]")}
      >
        <StatusShape shape={shape} />
        <span className="font-semibold">{status}</span>
        <TimeIn since={state.statusSince} />
        <ChevronDown aria-hidden className="text-ink-3" />
      </PopoverTrigger>
      <PopoverContent aria-label={t("label")}>
        {StatusMenu && <StatusMenu phone={phone} state={state} close={close} />}
      </PopoverContent>
    </Popover>
  )
}

function TimeIn({ since }: { since: number }) {
  const now = useNow(1000)
  return (
    <span className="hidden min-w-9 text-right text-ink-2 tabular-nums wide:inline">
      {duration((now - since) / 1000)}
    </span>
  )
}
