import type { RealtimeChannel } from "@supabase/supabase-js"

export interface Joined {
  status: string
  message: string
}

/** Subscribes and resolves to the first status, with the error's message. Later statuses go to `onStatus`. */
export function join(
  channel: RealtimeChannel,
  onStatus: (status: string) => void = () => {},
): Promise<Joined> {
  return new Promise((resolve) => {
    channel.subscribe((status, error) => {
      resolve({ status, message: error?.message ?? "" })
      onStatus(status)
    })
  })
}

/** Everything broadcast on a channel, in order of arrival. */
export function recordBroadcasts(
  channel: RealtimeChannel,
): { event: string; payload: Record<string, unknown> }[] {
  const seen: { event: string; payload: Record<string, unknown> }[] = []
  channel.on("broadcast", { event: "*" }, (message) =>
    seen.push({ event: message.event, payload: message.payload }),
  )
  return seen
}
