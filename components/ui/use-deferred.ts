"use client"

import { useTranslations } from "next-intl"
import { type ComponentType, useEffect, useRef, useState } from "react"
import { toast } from "./toast"

/** Code of a component that is fetched with its first use. */
export type Deferred<Props> = {
  load: () => Promise<ComponentType<Props>>
  loaded: ComponentType<Props> | null
}

/** A component to be fetched by `load` once `useDeferred` wants it. */
export function deferred<Props>(load: () => Promise<ComponentType<Props>>): Deferred<Props> {
  return { load, loaded: null }
}

/** The one notice of a failure: the next takes its place. */
let told: string | null = null

/**
 * The component, fetched while `isWanted`; null until it is there. A fetch that fails is said in a notice and to
 * `onFailed`, and leaves the rest of the page, a call above all, as it is. Wanted anew, it is tried again.
 */
export function useDeferred<Props>(
  source: Deferred<Props>,
  isWanted: boolean,
  onFailed: () => void,
): ComponentType<Props> | null {
  const t = useTranslations("common")
  const [part, setPart] = useState(() => source.loaded)
  const failed = useRef(() => {})
  useEffect(() => {
    failed.current = () => {
      if (told !== null) toast.dismiss(told)
      told = toast.error(t("notLoaded"))
      onFailed()
    }
  })
  const isMissing = isWanted && part === null
  useEffect(() => {
    if (!isMissing) return
    let isMounted = true
    const fetch = async () => {
      try {
        const found = await source.load()
        source.loaded = found
        if (isMounted) setPart(() => found)
      } catch (error) {
        console.error("a part of the page was not loaded", error)
        if (isMounted) failed.current()
      }
    }
    void fetch()
    return () => {
      isMounted = false
    }
  }, [source, isMissing])
  return isWanted ? part : null
}
