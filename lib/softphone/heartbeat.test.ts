import { afterEach, beforeEach, describe, expect, test, vi } from "vitest"
import { type BeatReport, beatEvery, Heartbeat } from "./heartbeat"

const target = { url: "http://db", publishableKey: "pk", phoneSessionId: "s1" }
const start = { kind: "start", target, accessToken: "t1" } as const

function setUp(answers: (() => Response | Promise<Response>)[] = []) {
  const requests: { url: string; token: string | null; body: string }[] = []
  const reports: BeatReport["kind"][] = []
  const heartbeat = new Heartbeat({
    fetch: async (url, init) => {
      requests.push({
        url: String(url),
        token: new Headers(init?.headers).get("authorization"),
        body: String(init?.body),
      })
      return (answers.shift() ?? (() => Response.json({ ok: true, status: "available" })))()
    },
    report: ({ kind }) => {
      reports.push(kind)
      if (kind === "tick" && isPageAlive) heartbeat.order({ kind: "alive" })
    },
    now: () => Date.now(),
  })
  let isPageAlive = true
  const freezePage = () => {
    isPageAlive = false
  }
  return { heartbeat, requests, reports, freezePage }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe("[K3] the heartbeat", () => {
  test("beats at once and every five seconds, as the member, for its phone session", async () => {
    const { heartbeat, requests, reports } = setUp()
    heartbeat.order(start)
    await vi.advanceTimersByTimeAsync(0)
    expect(requests).toEqual([
      { url: "http://db/rest/v1/rpc/beat", token: "Bearer t1", body: '{"p_phone_session_id":"s1"}' },
    ])
    await vi.advanceTimersByTimeAsync(beatEvery * 2)
    expect(requests).toHaveLength(3)
    expect(reports).toEqual(["tick", "beaten", "tick", "beaten", "tick", "beaten"])
  })

  test("falls silent when the page no longer answers", async () => {
    const { heartbeat, requests, freezePage } = setUp()
    heartbeat.order(start)
    freezePage()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(requests).toHaveLength(3)
    heartbeat.order({ kind: "alive" })
    await vi.advanceTimersByTimeAsync(beatEvery)
    expect(requests).toHaveLength(4)
  })

  test("asks for a new token when the old one is refused, and beats with it at once", async () => {
    const { heartbeat, requests, reports } = setUp([() => new Response(null, { status: 401 })])
    heartbeat.order(start)
    await vi.advanceTimersByTimeAsync(0)
    heartbeat.order({ kind: "token", accessToken: "t2" })
    await vi.advanceTimersByTimeAsync(0)
    expect(reports).toEqual(["tick", "token_needed", "tick", "beaten"])
    expect(requests.map((request) => request.token)).toEqual(["Bearer t1", "Bearer t2"])
  })

  test("ends with its phone session", async () => {
    const { heartbeat, requests, reports } = setUp([() => Response.json({ ok: false, status: null })])
    heartbeat.order(start)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(requests).toHaveLength(1)
    expect(reports).toEqual(["tick", "ended"])
  })

  test("goes on after a failure", async () => {
    const { heartbeat, reports } = setUp([
      () => Promise.reject(new TypeError("network")),
      () => new Response(null, { status: 503 }),
    ])
    heartbeat.order(start)
    await vi.advanceTimersByTimeAsync(beatEvery * 2)
    expect(reports).toEqual(["tick", "unanswered", "tick", "unanswered", "tick", "beaten"])
  })

  test("stops when told, also in the middle of a beat", async () => {
    const answer = Promise.withResolvers<Response>()
    const { heartbeat, requests, reports } = setUp([() => answer.promise])
    heartbeat.order(start)
    heartbeat.order({ kind: "stop" })
    answer.resolve(Response.json({ ok: true }))
    await vi.advanceTimersByTimeAsync(60_000)
    expect(requests).toHaveLength(1)
    expect(reports).toEqual(["tick"])
  })
})
