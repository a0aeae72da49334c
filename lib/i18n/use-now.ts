"use client"

import { useNow as useRequestNow } from "next-intl"
import { useCallback, useSyncExternalStore } from "react"
import { now } from "@/lib/clock/page-clock"

/** One timer a rhythm for the whole page, so that two clocks on it never disagree. */
class Ticker {
  #now = 0
  #timer: ReturnType<typeof setInterval> | undefined
  readonly #listeners = new Set<() => void>()
  readonly #every: number

  constructor(every: number) {
    this.#every = every
  }

  readonly watch = (listener: () => void) => {
    if (this.#listeners.size === 0) {
      this.#now = now()
      this.#timer = setInterval(() => this.#tick(), this.#every)
    }
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
      if (this.#listeners.size === 0) clearInterval(this.#timer)
    }
  }

  readonly read = () => {
    if (this.#listeners.size === 0) this.#now = now()
    return Math.floor(this.#now / this.#every) * this.#every
  }

  #tick() {
    this.#now = now()
    for (const listener of this.#listeners) listener()
  }
}

const tickers = new Map<number, Ticker>()

function ticker(every: number) {
  const known = tickers.get(every)
  if (known) return known
  const made = new Ticker(every)
  tickers.set(every, made)
  return made
}

/**
 * The present time in ms as the servers have it, down to whole steps of `every` ms, renewed that often. While a page is
 * taken over from the server it is the time of the request, so that both render the same.
 */
export function useNow(every: 1_000 | 60_000): number {
  const atRequest = useRequestNow().getTime()
  const { watch, read } = ticker(every)
  return useSyncExternalStore(
    watch,
    read,
    useCallback(() => atRequest, [atRequest]),
  )
}
