"use client"

import { useRouter } from "next/navigation"
import { useTranslations } from "next-intl"
import { useEffect, useRef } from "react"
import { usePublicConfig } from "@/components/session/config-provider"
import type { PhoneContextValue } from "@/components/softphone/own-phone/phone-context"
import { useCallerName } from "@/components/softphone/panel/use-caller-name"
import type { SignedInPhone } from "@/lib/phone/schema"
import type { PublicConfig } from "@/lib/public-config"
import { useRegistry } from "@/lib/realtime/realtime-provider"
import type { PhoneOwner } from "@/lib/softphone/kept"
import { Softphone } from "@/lib/softphone/softphone"
import type { BrowserClient } from "@/lib/supabase/browser"
import { type DrawnPhone, keptPhone } from "./kept-phone"
import { PlainPhone } from "./plain-phone"

/** What a softphone asks of the page it is shown on, which may be another one later. */
type Page = {
  phone: PhoneContextValue
  router: ReturnType<typeof useRouter>
  registry: ReturnType<typeof useRegistry>
  t: ReturnType<typeof useTranslations<"phone.ringing">>
  callerName: ReturnType<typeof useCallerName>
}
type RunningPhone = DrawnPhone & { page: Page }

function start(owner: PhoneOwner, config: PublicConfig, client: BrowserClient, first: Page): RunningPhone {
  const running: RunningPhone = {
    ...owner,
    page: first,
    Plain: PlainPhone,
    softphone: new Softphone({
      ...owner,
      config,
      client,
      openTicket: (number) => running.page.router.push(`/tickets/${number}`),
      ringText: (offer) => {
        const { t, callerName } = running.page
        const who = callerName(offer.facts)
        const flow = offer.consult?.memberName ?? offer.flowName ?? offer.queueName ?? ""
        return {
          title: t("tabTitle", { who }),
          heading: t("notification", { who }),
          body: t("notificationBody", { inbox: offer.facts.inboxName, flow }),
        }
      },
      readState: () => running.page.phone.readState(),
      showFinished: () => running.page.phone.ownPhone.showFinished(),
      onSignedOut: () => running.page.phone.readState(),
      onTick: () => {
        const { registry } = running.page
        registry.retryNow()
        // Nothing is heard now; offers still might come.
        if (registry.currentHealth() !== "live") running.page.phone.readState()
      },
    }),
  }
  return running
}

/**
 * Runs the softphone for this phone session while mounted; null for the moment before it stands. A call is kept when the
 * page is taken down around it, and taken over by the next page.
 */
export function useSoftphone(phone: PhoneContextValue, { phoneSessionId }: SignedInPhone): Softphone | null {
  const config = usePublicConfig()
  const router = useRouter()
  const registry = useRegistry()
  const t = useTranslations("phone.ringing")
  const callerName = useCallerName()
  const latest = useRef({ phone, router, registry, t, callerName })
  const running = useRef<RunningPhone | null>(null)
  useEffect(() => {
    latest.current = { phone, router, registry, t, callerName }
    if (running.current) running.current.page = latest.current
  })

  const { client, setSoftphone, softphone } = phone
  const memberId = phone.member.id
  useEffect(() => {
    let isMounted = true
    const begin = async () => {
      const owner = { memberId, phoneSessionId }
      const database = await client()
      if (!isMounted) return
      const before = keptPhone.take(owner)
      running.current = before
        ? Object.assign(before, { page: latest.current })
        : start(owner, config, database, latest.current)
      setSoftphone(running.current.softphone)
    }
    void begin()
    return () => {
      isMounted = false
      const left = running.current
      running.current = null
      if (left) keptPhone.leave(left)
      setSoftphone(null)
    }
  }, [client, setSoftphone, memberId, phoneSessionId, config])

  const { own } = phone.ownPhone
  useEffect(() => {
    if (!softphone || !own) return
    const { version, calls, state } = own
    softphone.takeOwnPhone({ version, calls, afterCall: state.isSignedIn ? state.afterCall : null })
  }, [softphone, own])
  return softphone
}
