"use client"

import { useEffect, useRef } from "react"
import { useRegistry } from "./realtime-provider"
import type { TopicListener } from "./topic-line"
import type { Topic } from "./topics"

/**
 * Listens to `topic` while the component is mounted; null listens to nothing. Components share one channel a topic.
 * The handlers may change with every render; each of them should lead to reading again, because a message is a hint.
 */
export function useTopic(topic: Topic | null, handlers: TopicListener) {
  const registry = useRegistry()
  const latest = useRef(handlers)
  useEffect(() => {
    latest.current = handlers
  })
  useEffect(() => {
    if (topic === null) return
    return registry.listen(topic, {
      onEvent: (change) => latest.current.onEvent(change),
      onSubscribed: () => latest.current.onSubscribed(),
      onGap: (missed) => latest.current.onGap(missed),
    })
  }, [registry, topic])
}
