"use client"

import { useEffect, useState } from "react"
import { usePhone } from "@/components/softphone/own-phone/phone-context"
import { deferred, useDeferred } from "@/components/ui/use-deferred"
import { keptPhone } from "./kept-phone"

const dock = deferred(() => import("./softphone-dock").then((module) => module.SoftphoneDock))

/** How long, in ms, the page may stay busy before the phone is loaded all the same. */
const loadWithin = 2000
/** After a load that failed the next one follows this much later, in ms. */
const loadAgain = 5000

/**
 * Where the softphone lives: nothing until the member is signed in to the phone and the shell is usable, then the
 * dock with the Voice SDK. One a page; it outlives changes of route.
 */
export function SoftphoneHost() {
  const phone = usePhone()
  const [isIdle, setIdle] = useState(false)
  const [hasFailed, setFailed] = useState(false)

  const setMissing = phone?.setMissing
  const state = phone?.state?.isSignedIn ? phone.state : null
  const SoftphoneDock = useDeferred(dock, isIdle && !hasFailed && state !== null, () => {
    setFailed(true)
    setMissing?.(true)
  })

  useEffect(() => {
    if (typeof requestIdleCallback !== "function") {
      const timer = setTimeout(() => setIdle(true), 200)
      return () => clearTimeout(timer)
    }
    const request = requestIdleCallback(() => setIdle(true), { timeout: loadWithin })
    return () => cancelIdleCallback(request)
  }, [])

  const isSignedOut = phone?.state?.isSignedIn === false
  useEffect(() => {
    if (isSignedOut) keptPhone.end()
  }, [isSignedOut])

  const isLoaded = SoftphoneDock !== null
  useEffect(() => {
    if (isLoaded) setMissing?.(false)
  }, [isLoaded, setMissing])

  useEffect(() => {
    if (!hasFailed) return
    const timer = setTimeout(() => setFailed(false), loadAgain)
    return () => clearTimeout(timer)
  }, [hasFailed])

  return state && phone && SoftphoneDock && <SoftphoneDock phone={phone} state={state} />
}
