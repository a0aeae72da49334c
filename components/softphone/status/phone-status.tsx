"use client"

import { ChevronDown, NotebookPen, Phone } from "lucide-react"
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
import { ownActivity } from "@/lib/phone/rules"
import type { SignedInPhone } from "@/lib/phone/schema"

const menu = deferred(() => import("./status-menu").then((module) => module.StatusMenu))

const shapes: Record<ReturnType<typeof ownActivity>["state"], StatusShapeName | null> = {
  available: "available",
  offline: "offline",
  dialling: "ringing",
  talking: "talking",
  after_call: null,
}

type Props = { phone: PhoneContextValue; state: SignedInPhone }

/** The phone in the header: 「ログイン」 when signed out (B2), else own status or what one is doing, with the time in it (B6). */
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

function SignedIn({ phone, state }: Props) {
  const t = useTranslations("phone.status")
  const [isOpen, setOpen] = useState(false)
  const close = () => setOpen(false)
  const StatusMenu = useDeferred(menu, isOpen, close)
  return (
    <Popover open={isOpen} onOpenChange={setOpen}>
      <OwnStatus phone={phone} state={state} />
      <PopoverContent aria-label={t("label")}>
        {StatusMenu && <StatusMenu phone={phone} state={state} close={close} />}
      </PopoverContent>
    </Popover>
  )
}

/** Opens the menu, and says how one stands and for how long; the clock moves nothing else. */
function OwnStatus({ phone, state }: Props) {
  const t = useTranslations("phone.status")
  const team = useTranslations("phone.team.states")
  const words = useTranslations("phone.states")
  const view = useSoftphoneView(phone.softphone)
  const now = useNow(1000)
  const calls = phone.ownPhone.own?.calls
  const { state: doing, since, left } = ownActivity(state, calls?.call ?? null, now)
  // Whoever has lost their call is neither free nor talking.
  const isInterrupted = calls?.call === null && calls.offer?.purpose === "resume"
  const isTroubled = doing === "available" && (view ? isInTrouble(view) : phone.isMissing)
  const shape = isTroubled || isInterrupted ? "trouble" : shapes[doing]
  const chosen = doing === "available" || doing === "offline" ? t(doing) : team(doing)
  const status = isInterrupted ? words("interrupted") : isTroubled ? t("trouble") : chosen
  return (
    <PopoverTrigger
      aria-label={t("open", { status })}
      className={cn(buttonVariants(), "px-2.5 [--shape-cut:var(--surface)]")}
    >
      {shape === null ? <NotebookPen aria-hidden className="text-ink-3" /> : <StatusShape shape={shape} />}
      <span className="font-semibold">{status}</span>
      <span className="hidden min-w-9 text-right text-ink-2 tabular-nums wide:inline">
        {!isInterrupted &&
          (left !== null || since !== null) &&
          duration((left ?? now - (since ?? now)) / 1000)}
      </span>
      <ChevronDown aria-hidden className="text-ink-3" />
    </PopoverTrigger>
  )
}
