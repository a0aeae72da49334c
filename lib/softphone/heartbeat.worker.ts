import { type BeatOrder, Heartbeat } from "./heartbeat"

const heartbeat = new Heartbeat({
  fetch: (...request) => fetch(...request),
  report: (report) => postMessage(report),
  now: () => performance.now(),
})

addEventListener("message", (event: MessageEvent<BeatOrder>) => heartbeat.order(event.data))
