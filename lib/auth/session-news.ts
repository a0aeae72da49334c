const channelName = "toritsugi.session"

/** Tells this browser's other tabs that somebody has signed in or out here. */
export function tellSessionChanged(): void {
  const channel = new BroadcastChannel(channelName)
  channel.postMessage("changed")
  channel.close()
}

/** Calls `listener` whenever another tab tells so, until the returned function is called. */
export function hearSessionChanged(listener: () => void): () => void {
  const channel = new BroadcastChannel(channelName)
  channel.addEventListener("message", listener)
  return () => channel.close()
}
