import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { createTicker } from "./ticker.ts"

let url: string
let waiting: ServerResponse[]
let seen: IncomingMessage[]
let close: () => void
let lines: string[]
let ticker: ReturnType<typeof createTicker>

const everyMs = 2_000

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] })
  waiting = []
  seen = []
  lines = []
  const server = createServer((request, response) => {
    seen.push(request)
    waiting.push(response)
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const address = server.address()
  url = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/api/tick`
  close = () => {
    server.closeAllConnections()
    server.close()
  }
  ticker = createTicker((line) => lines.push(line))
})
afterEach(async () => {
  await ticker.stop()
  close()
  vi.useRealTimers()
})

/** Lets `turns` of the interval pass at once. */
const pass = (turns: number) => vi.advanceTimersByTime(turns * everyMs)

test("it calls with the secret, and not again while a call is under way", async () => {
  ticker.set({ url, secret: "s3cret", everyMs })
  pass(10)
  await vi.waitFor(() => expect(seen).toHaveLength(1))
  expect(seen[0]?.method).toBe("POST")
  expect(seen[0]?.headers.authorization).toBe("Bearer s3cret")
  pass(10)
  waiting[0]?.end()
  await vi.waitFor(() => {
    pass(1)
    expect(seen).toHaveLength(2)
  })
})

test("trouble is said once, and that it is over", async () => {
  ticker.set({ url, secret: "x", everyMs })
  const answer = async (call: number, status: number) => {
    await vi.waitFor(() => {
      pass(1)
      expect(waiting).toHaveLength(call + 1)
    })
    waiting[call]?.writeHead(status).end()
  }
  for (const call of [0, 1, 2]) await answer(call, 500)
  await answer(3, 204)
  await vi.waitFor(() => expect(lines).toHaveLength(2))
  expect(lines).toEqual([expect.stringContaining("status 500"), expect.stringContaining("takes calls again")])
})

test("nothing is called after it was told to stop", async () => {
  ticker.set({ url, secret: "x", everyMs })
  pass(1)
  await vi.waitFor(() => expect(waiting).toHaveLength(1))
  await ticker.stop()
  pass(10)
  await new Promise((resolve) => setImmediate(resolve))
  void fetch(`${url}/marker`).catch(() => {})
  await vi.waitFor(() => expect(seen.at(-1)?.url).toBe("/api/tick/marker"))
  expect(seen).toHaveLength(2)
})
