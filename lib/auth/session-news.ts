import { sessionChannel } from "./keys"

/** Tells this browser's other tabs that somebody has signed in or out here. */
export function tellSessionChanged(): void {
  const channel = new BroadcastChannel(sessionChannel)
  channel.postMessage("changed")
  channel.close()
}

/** Calls `listener` whenever another tab tells so, until the returned function is called. */
export function hearSessionChanged(listener: () => void): () => void {
  const channel = new BroadcastChannel(sessionChannel)
  channel.addEventListener("message", listener)
  return () => channel.close()
}
