"use client"

import { useEffect, useRef } from "react"
import { useRegistry } from "./realtime-provider"
import { type TopicListener, TopicSignal } from "./topic-signal"
import type { Topic } from "./topics"

/**
 * Tells of changes on `topic` whose rows it does not carry, while the component is mounted; null listens to nothing. The
 * handlers may change with every render; each of them leads to reading. What has rows is a `useLiveList`.
 */
export function useTopic(topic: Topic | null, handlers: TopicListener) {
  const registry = useRegistry()
  const latest = useRef(handlers)
  useEffect(() => {
    latest.current = handlers
  })
  useEffect(() => {
    if (topic === null) return
    return registry.listen(
      topic,
      new TopicSignal({
        onEvent: (change) => latest.current.onEvent(change),
        onSubscribed: () => latest.current.onSubscribed(),
        onGap: () => latest.current.onGap(),
      }),
    )
  }, [registry, topic])
}
