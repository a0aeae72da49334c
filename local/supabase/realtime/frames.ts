/** Versions of Phoenix' serialisation a client may ask for with `?vsn=`. */
export type Vsn = "1.0.0" | "2.0.0"

export interface Message {
  joinRef: string | null
  ref: string | null
  /** With its prefix, `realtime:<name>`. */
  topic: string
  event: string
  payload: unknown
}

/** What a broadcast carries, ready to be put into a frame: JSON text, or bytes as they came. */
export interface Broadcast {
  event: string
  payload: Buffer
  isJson: boolean
  /** Of a message that went through the database. */
  id?: string
}

/** A message from a client; `broadcast` is set instead of `payload` when it came as a binary frame. */
export interface Incoming extends Message {
  broadcast?: Broadcast
}

// Binary frames (realtime-js, serializer.ts): kind, lengths of the header's texts (one byte each), encoding, texts, payload.
const pushKind = 3
const broadcastKind = 4
const jsonEncoding = 1

/** Reads one frame. @throws Error when it is not what the version prescribes. */
export function decodeFrame(vsn: Vsn, data: Buffer, isBinary: boolean): Incoming {
  if (isBinary) return decodePush(data)
  const value: unknown = JSON.parse(data.toString("utf8"))
  if (vsn === "1.0.0") {
    const { topic, event, payload, ref, join_ref } = value as Record<string, unknown>
    return message(join_ref, ref, topic, event, payload)
  }
  if (!Array.isArray(value) || value.length !== 5) throw new Error("not a message")
  const [joinRef, ref, topic, event, payload] = value as unknown[]
  return message(joinRef, ref, topic, event, payload)
}

export function encodeMessage(vsn: Vsn, { joinRef, ref, topic, event, payload }: Message): string {
  if (vsn === "1.0.0") return JSON.stringify({ topic, event, payload, ref, join_ref: joinRef })
  return JSON.stringify([joinRef, ref, topic, event, payload])
}

/** The frames of one broadcast, each made when the first client needs it: encoded once, however many receive it. */
export function broadcastFrames(topic: string, broadcast: Broadcast): (vsn: Vsn) => Buffer | string | null {
  const made = new Map<Vsn, Buffer | string | null>()
  return (vsn) => {
    let frame = made.get(vsn)
    if (frame === undefined) {
      frame = vsn === "2.0.0" ? binaryFrame(topic, broadcast) : textFrame(vsn, topic, broadcast)
      made.set(vsn, frame)
    }
    return frame
  }
}

function binaryFrame(topic: string, broadcast: Broadcast): Buffer | string | null {
  const texts = [
    topic,
    broadcast.event,
    broadcast.id === undefined ? "" : JSON.stringify({ id: broadcast.id }),
  ].map((text) => Buffer.from(text))
  // A length is one byte; what does not fit goes as text.
  if (texts.some((text) => text.length > 255)) return textFrame("2.0.0", topic, broadcast)
  const header = Buffer.from([
    broadcastKind,
    ...texts.map((text) => text.length),
    broadcast.isJson ? jsonEncoding : 0,
  ])
  return Buffer.concat([header, ...texts, broadcast.payload])
}

/** null for bytes: text has no form for them. */
function textFrame(vsn: Vsn, topic: string, { event, payload, isJson, id }: Broadcast): string | null {
  if (!isJson) return null
  const meta = id === undefined ? {} : { meta: { id } }
  const body = { type: "broadcast", event, payload: JSON.parse(payload.toString("utf8")) as unknown, ...meta }
  return encodeMessage(vsn, { joinRef: null, ref: null, topic, event: "broadcast", payload: body })
}

function decodePush(data: Buffer): Incoming {
  if (data[0] !== pushKind || data.length < 7) throw new Error("not a broadcast frame")
  let at = 7
  const [joinRef = "", ref = "", topic = "", event = ""] = [1, 2, 3, 4, 5].map((position) => {
    const length = data[position] ?? 0
    at += length
    return data.toString("utf8", at - length, at)
  })
  const payload = data.subarray(at)
  const isJson = data[6] === jsonEncoding
  // Others will parse it: what is not JSON must not reach them.
  if (isJson) JSON.parse(payload.toString("utf8"))
  const broadcast = { event, payload, isJson }
  return { joinRef: joinRef || null, ref: ref || null, topic, event: "broadcast", payload: null, broadcast }
}

function message(joinRef: unknown, ref: unknown, topic: unknown, event: unknown, payload: unknown): Incoming {
  if (typeof topic !== "string" || typeof event !== "string") throw new Error("not a message")
  const text = (value: unknown) => (value === null || value === undefined ? null : String(value))
  return { joinRef: text(joinRef), ref: text(ref), topic, event, payload }
}
