"use client"

import { usePathname } from "next/navigation"
import { type ReactNode, useCallback, useState } from "react"
import { useShortcut } from "@/components/session/use-shortcut"
import { usePhone } from "@/components/softphone/own-phone/phone-context"
import { Boundary } from "@/components/ui/boundary"
import { deferred, useDeferred } from "@/components/ui/use-deferred"
import { DialContext, type DialStart } from "./dial-context"

const dialWindow = deferred(() => import("./dial-window").then((module) => module.DialWindow))

/** Gives everything below it the dial window; nothing to people without a phone (A2). Inside of `PhoneProvider`. */
export function DialProvider({ children }: { children: ReactNode }) {
  const phone = usePhone()
  const inboxId = /^\/inboxes\/([^/]+)/.exec(usePathname())?.[1] ?? null
  const [start, setStart] = useState<DialStart | null>(null)
  const open = useCallback((from: DialStart = {}) => setStart({ inboxId, ...from }), [inboxId])
  const close = () => setStart(null)
  const DialWindow = useDeferred(dialWindow, start !== null, close)
  useShortcut("dial", () => open(), phone !== null)
  if (!phone) return children
  return (
    <DialContext value={open}>
      {children}
      {DialWindow && start && (
        <Boundary fallback={() => null} onFailed={close}>
          <DialWindow phone={phone} start={start} onClose={close} />
        </Boundary>
      )}
    </DialContext>
  )
}
