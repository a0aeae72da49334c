import { expect, test } from "vitest"
import { type Broadcast, broadcastFrames, decodeFrame, encodeMessage } from "./frames.ts"

const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value))

test("a broadcast is encoded once for all clients of a version", () => {
  const frames = broadcastFrames("realtime:t", { event: "e", payload: json({ n: 1 }), isJson: true })
  expect(frames("2.0.0")).toBe(frames("2.0.0"))
  expect(frames("1.0.0")).toBe(
    '{"topic":"realtime:t","event":"broadcast","payload":{"type":"broadcast","event":"e","payload":{"n":1}},"ref":null,"join_ref":null}',
  )
})

test("a binary frame says how long its texts are in bytes", () => {
  const frame = broadcastFrames("realtime:部", { event: "é", payload: json({}), isJson: true, id: "x" })(
    "2.0.0",
  )
  const header = Buffer.from([4, 12, 2, 10, 1])
  expect(frame).toEqual(Buffer.concat([header, Buffer.from('realtime:部é{"id":"x"}{}')]))
})

test("texts too long for a binary frame go as text", () => {
  const event = "長".repeat(100)
  const frame = broadcastFrames("realtime:t", { event, payload: json({ n: 1 }), isJson: true })("2.0.0")
  expect(JSON.parse(String(frame))).toEqual([
    null,
    null,
    "realtime:t",
    "broadcast",
    { type: "broadcast", event, payload: { n: 1 } },
  ])
})

test("bytes have no form in the older version", () => {
  const bytes: Broadcast = { event: "e", payload: Buffer.from([0, 255]), isJson: false }
  expect(broadcastFrames("realtime:t", bytes)("1.0.0")).toBeNull()
})

test("a client's binary frame is read whole", () => {
  const header = Buffer.from([3, 1, 1, 10, 1, 2, 1])
  const frame = Buffer.concat([header, Buffer.from('12realtime:te{}{"n":1}')])
  expect(decodeFrame("2.0.0", frame, true)).toMatchObject({
    joinRef: "1",
    ref: "2",
    topic: "realtime:t",
    event: "broadcast",
    broadcast: { event: "e", payload: json({ n: 1 }), isJson: true },
  })
})

test("what others could not parse is not taken", () => {
  const frame = Buffer.concat([Buffer.from([3, 1, 1, 10, 1, 0, 1]), Buffer.from("12realtime:te{broken")])
  expect(() => decodeFrame("2.0.0", frame, true)).toThrow()
  for (const text of ["", "{}", "[1,2]", "[null,null,1,2,{}]"]) {
    expect(() => decodeFrame("2.0.0", Buffer.from(text), false), text).toThrow()
  }
})

test("messages survive both versions", () => {
  const message = {
    joinRef: "1",
    ref: "2",
    topic: "realtime:t",
    event: "phx_reply",
    payload: { status: "ok" },
  }
  for (const vsn of ["1.0.0", "2.0.0"] as const) {
    expect(decodeFrame(vsn, Buffer.from(encodeMessage(vsn, message)), false)).toEqual(message)
  }
})
