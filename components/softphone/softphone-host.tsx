"use client"

import dynamic from "next/dynamic"
import { useEffect, useState } from "react"
import { usePhone } from "./phone-context"

const SoftphoneDock = dynamic(() => import("./softphone-dock").then((module) => module.SoftphoneDock), {
  ssr: false,
})

/** How long, in ms, the page may stay busy before the phone is loaded all the same. */
const loadWithin = 2000

/**
 * Where the softphone lives: nothing until the member is signed in to the phone and the shell is usable, then the
 * dock with the Voice SDK. One a page; it outlives changes of route.
 */
export function SoftphoneHost() {
  const phone = usePhone()
  const [isIdle, setIdle] = useState(false)

  useEffect(() => {
    if (typeof requestIdleCallback !== "function") {
      const timer = setTimeout(() => setIdle(true), 200)
      return () => clearTimeout(timer)
    }
    const request = requestIdleCallback(() => setIdle(true), { timeout: loadWithin })
    return () => cancelIdleCallback(request)
  }, [])

  if (!isIdle || !phone?.state?.isSignedIn) return null
  return <SoftphoneDock phone={phone} state={phone.state} />
}
