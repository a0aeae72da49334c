import { EventEmitter } from "node:events"
import { afterEach, describe, expect, test } from "vitest"
import type { WebSocket } from "ws"
import { MediaClock } from "../media/clock.ts"
import { WebRtcLeg } from "../media/webrtc-leg.ts"
import { CallTab, TabOffers } from "./call-tabs.ts"
import { Session } from "./session.ts"

const clock = new MediaClock()
const sockets: EventEmitter[] = []
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.emit("close")
})

/** A tab's connection, and the kinds of messages sent to it. */
function tab(): { session: Session; sent: string[] } {
  const sent: string[] = []
  const send = (frame: string) => sent.push(JSON.parse(frame).type)
  const socket = Object.assign(new EventEmitter(), { OPEN: 1, readyState: 1, send })
  sockets.push(socket)
  return { session: new Session(socket as unknown as WebSocket, () => undefined), sent }
}

const leg = () => new WebRtcLeg(clock, "127.0.0.1")
const goesOn = () => false

describe("a call offered to several tabs", () => {
  test("belongs to the first that answers; the others are told that it is over", async () => {
    const [first, second] = [tab(), tab()]
    const offers = new TabOffers()
    const mine = leg()
    expect(await offers.make(first.session, mine, goesOn)).toContain("PCMU")
    expect(await offers.make(second.session, leg(), goesOn)).toContain("PCMU")
    expect(offers.accept(first.session, "CA1")).toBe(mine)
    expect([first.sent, second.sent]).toEqual([[], ["cancel"]])
    expect(offers.accept(second.session, "CA1")).toBeNull()
    await mine.close()
  })

  test.each([
    ["is cancelled", (offers: TabOffers) => offers.cancel("CA1"), goesOn],
    ["is withdrawn with its tab", (offers: TabOffers, of: Session) => offers.withdraw(of), goesOn],
    ["ends", () => undefined, () => true],
  ])("makes no offer when it %s before that is made, and nothing fails", async (_what, act, isOver) => {
    const { session } = tab()
    const offers = new TabOffers()
    const made = offers.make(session, leg(), isOver)
    act(offers, session)
    expect(await made).toBeNull()
    expect(offers.has(session)).toBe(false)
  })

  test("whose leg cannot make an offer says so", async () => {
    const broken = leg()
    await broken.close()
    await expect(new TabOffers().make(tab().session, broken, goesOn)).rejects.toThrow()
  })
})

test("a tab takes its call up again with the token of now, and with none of before", () => {
  const call = new CallTab()
  const [before, after] = [tab().session, tab().session]
  call.attach(before)
  const token = call.reconnectToken
  expect([call.resume(after, "another"), call.isOn(before)]).toEqual([false, true])
  expect([call.resume(after, token), call.isOn(before), call.isOn(after)]).toEqual([true, false, true])
  expect(call.resume(before, token)).toBe(false)
})
