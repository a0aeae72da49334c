"use client"

import { useState } from "react"
import { startClock } from "@/lib/clock/page-clock"

/** Starts the page's clock before anything below or beside it asks; `renderedAt` is the server's time (ms since 1970). */
export function ClockStart({ renderedAt }: { renderedAt: number }) {
  useState(() => startClock(renderedAt))
  return null
}
