"use client"

import { unstable_rethrow } from "next/navigation"
import { Component, type ReactNode, useEffect } from "react"

/** A part that threw while it was drawn or removed. */
export type Failure = {
  /** How often it was tried again. */
  retries: number
  retry(): void
}

type Props = {
  fallback(failure: Failure): ReactNode
  /** Told once a failure. */
  onFailed?(): void
  children: ReactNode
}

/** Keeps what throws below it from taking the rest of the page, and a call above all, with it. */
export class Boundary extends Component<Props, { hasFailed: boolean; retries: number }> {
  override state = { hasFailed: false, retries: 0 }

  static getDerivedStateFromError(error: unknown) {
    // Redirects and "not found" travel as errors; they are the router's.
    unstable_rethrow(error)
    return { hasFailed: true }
  }

  override componentDidCatch() {
    this.props.onFailed?.()
  }

  private readonly retry = () => this.setState(({ retries }) => ({ hasFailed: false, retries: retries + 1 }))

  override render() {
    const { hasFailed, retries } = this.state
    return hasFailed ? this.props.fallback({ retries, retry: this.retry }) : this.props.children
  }
}

/** Pause before the first try by itself, in ms, and how often it is tried with growing ones. */
const [firstPause, triesByItself] = [500, 4]

/** Has a failed part tried again by itself for a while; most of what throws works when it is drawn anew. */
export function useRetry({ retries, retry }: Failure) {
  useEffect(() => {
    if (retries >= triesByItself) return
    const timer = setTimeout(retry, firstPause * 4 ** retries)
    return () => clearTimeout(timer)
  }, [retries, retry])
}
