"use client"

import { useRouter } from "next/navigation"
import { useTranslations } from "next-intl"
import { useEffect, useRef } from "react"
import { usePublicConfig } from "@/components/shell/config-provider"
import type { SignedInPhone } from "@/lib/phone/schema"
import { useRegistry } from "@/lib/realtime/realtime-provider"
import { memberTopic } from "@/lib/realtime/topics"
import { useTopic } from "@/lib/realtime/use-topic"
import { Softphone } from "@/lib/softphone/softphone"
import type { PhoneContextValue } from "./phone-context"
import { useCallerName } from "./use-caller-name"

/** Runs the softphone for this phone session while mounted; null for the moment before it stands. */
export function useSoftphone(
  phone: PhoneContextValue,
  { phoneSessionId, afterCall, readAt }: SignedInPhone & { readAt: number },
): Softphone | null {
  const config = usePublicConfig()
  const router = useRouter()
  const registry = useRegistry()
  const t = useTranslations("phone.ringing")
  const callerName = useCallerName()
  const latest = useRef({ phone, router, t, callerName })
  useEffect(() => {
    latest.current = { phone, router, t, callerName }
  })

  const { client, setSoftphone, softphone } = phone
  const memberId = phone.member.id
  useEffect(() => {
    let running: Softphone | null = null
    let isMounted = true
    const begin = async () => {
      const database = await client()
      if (!isMounted) return
      running = new Softphone({
        memberId,
        phoneSessionId,
        config,
        client: database,
        openTicket: (number) => latest.current.router.push(`/tickets/${number}`),
        ringText: (offer) => {
          const { t, callerName } = latest.current
          const who = callerName(offer.facts)
          const flow = offer.flowName ?? offer.queueName ?? ""
          return {
            title: t("tabTitle", { who }),
            heading: t("notification", { who }),
            body: t("notificationBody", { inbox: offer.facts.inboxName, flow }),
          }
        },
        readState: () => latest.current.phone.readState(),
        onSignedOut: () => latest.current.phone.readState(),
        onTick: () => {
          registry.retryNow()
          // Hints do not come now; offers still might.
          if (registry.currentHealth() !== "live") void running?.read()
        },
      })
      setSoftphone(running)
    }
    void begin()
    return () => {
      isMounted = false
      running?.end()
      setSoftphone(null)
    }
  }, [client, setSoftphone, memberId, phoneSessionId, config, registry])

  useEffect(() => softphone?.takeAfterCall(afterCall, readAt), [softphone, afterCall, readAt])

  const read = () => void softphone?.read()
  useTopic(memberTopic(memberId), {
    onEvent: (change) => softphone?.hear(change),
    onSubscribed: read,
    onGap: read,
  })
  return softphone
}
