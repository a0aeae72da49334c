import {
  isDtls,
  MediaStreamTrack,
  RTCPeerConnection,
  RTCRtpCodecParameters,
  RtpHeader,
  RtpPacket,
} from "werift"
import type { MediaClock } from "./clock.ts"
import { decodeMulaw, encodeMulaw, MULAW_SILENCE } from "./g711.ts"
import { FRAME_SAMPLES, type Source } from "./source.ts"

const PCMU_PAYLOAD_TYPE = 0
/** Frames gathered before the first is played: 40 ms against jitter. */
const PRIMING_FRAMES = 2
/** More than this is late speech; it is cut back to the priming length. */
const MAX_QUEUED_FRAMES = 10
/** Where a DTLS handshake packet says which part of its message it carries: record header 13 bytes, then 6 (RFC 6347, 4.2.2). */
const FRAGMENT_OFFSET_AT = 19

/**
 * Audio between the carrier and one browser: PCMU both ways, ICE-lite on one private address, no telephone-event,
 * so that the Voice SDK sends keys as messages. Silence is sent too, or browsers conceal loss.
 */
export class WebRtcLeg implements Source {
  readonly #peer: RTCPeerConnection
  readonly #clock: MediaClock
  readonly #track = new MediaStreamTrack({ kind: "audio" })
  readonly #queue: Int16Array[] = []
  #primed = false
  #tick = -1
  #frame: Int16Array | null = null
  #unlisten: (() => void) | null = null
  #sequence = 0
  #timestamp = 0
  #closed = false
  /** RTP packets received, for tests and the state view. */
  received = 0

  constructor(clock: MediaClock, mediaAddress: string) {
    this.#clock = clock
    this.#peer = new RTCPeerConnection({
      iceLite: true,
      iceServers: [],
      iceUseIpv6: false,
      iceInterfaceAddresses: { udp4: mediaAddress },
      iceAdditionalHostAddresses: [mediaAddress],
      codecs: { audio: [pcmu()], video: [] },
      headerExtensions: { audio: [], video: [] },
    })
    this.#peer.onTrack.subscribe((track) => {
      track.onReceiveRtp.subscribe((packet) => this.#receive(packet.payload, packet.header.payloadType))
    })
  }

  /** An SDP offer with the leg's candidate in it. */
  async offer(): Promise<string> {
    this.#peer.addTransceiver(this.#track, { direction: "sendrecv" })
    await this.#peer.setLocalDescription(await this.#peer.createOffer())
    this.#keepEarlyHandshake()
    return this.#localSdp()
  }

  /** Takes the browser's answer to `offer`. Rejects when the SDP cannot be used. */
  async takeAnswer(sdp: string): Promise<void> {
    await this.#peer.setRemoteDescription({ type: "answer", sdp })
  }

  /** The SDP answer to the browser's own offer. Rejects when the SDP cannot be used. */
  async answer(sdp: string): Promise<string> {
    this.#peer.addTransceiver(this.#track, { direction: "sendrecv" })
    await this.#peer.setRemoteDescription({ type: "offer", sdp })
    await this.#peer.setLocalDescription(await this.#peer.createAnswer())
    this.#keepEarlyHandshake()
    return this.#localSdp()
  }

  /** Sends the party what it should hear, from the moment its connection stands. */
  send(heard: Source): void {
    const begin = (): void => {
      if (this.#closed || this.#unlisten) return
      this.#unlisten = this.#clock.listen((tick) => this.#sendFrame(heard.frame(tick)))
    }
    if (this.#peer.connectionState === "connected") begin()
    else
      this.#peer.connectionStateChange.subscribe((state) => {
        if (state === "connected") begin()
      })
  }

  /** What the browser said in this tick. */
  frame(tick: number): Int16Array | null {
    if (tick === this.#tick) return this.#frame
    this.#tick = tick
    if (!this.#primed && this.#queue.length >= PRIMING_FRAMES) this.#primed = true
    this.#frame = this.#primed ? (this.#queue.shift() ?? null) : null
    if (this.#frame === null) this.#primed = false
    return this.#frame
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#unlisten?.()
    await this.#peer.close().catch(() => undefined)
  }

  #receive(payload: Buffer, payloadType: number): void {
    if (payloadType !== PCMU_PAYLOAD_TYPE) return
    this.received++
    for (let at = 0; at + FRAME_SAMPLES <= payload.length; at += FRAME_SAMPLES) {
      this.#queue.push(decodeMulaw(payload.subarray(at, at + FRAME_SAMPLES)))
    }
    if (this.#queue.length > MAX_QUEUED_FRAMES) this.#queue.splice(0, this.#queue.length - PRIMING_FRAMES)
  }

  #sendFrame(frame: Int16Array | null): void {
    this.#sequence = (this.#sequence + 1) & 0xffff
    this.#timestamp = (this.#timestamp + FRAME_SAMPLES) >>> 0
    const header = new RtpHeader({
      payloadType: PCMU_PAYLOAD_TYPE,
      sequenceNumber: this.#sequence,
      timestamp: this.#timestamp,
      ssrc: 1,
      marker: false,
    })
    // A new packet each time: werift's sender rewrites the header it is given.
    this.#track.writeRtp(new RtpPacket(header, frame ? encodeMulaw(frame) : MULAW_SILENCE))
  }

  /**
   * A browser begins the DTLS handshake once its own side of ICE stands. werift listens only once its side does, and
   * drops what came before: the browser would say it again after a second or two, and both be deaf until then.
   */
  #keepEarlyHandshake(): void {
    const [ice] = this.#peer.iceTransports
    const [dtls] = this.#peer.dtlsTransports
    if (!ice || !dtls) return
    let hello: Buffer[] = []
    const early = ice.connection.onData.subscribe((packet) => {
      if (!isDtls(packet)) return
      // A hello that is longer than a packet comes in fragments; one at offset 0 begins it anew.
      hello = packet.readUIntBE(FRAGMENT_OFFSET_AT, 3) === 0 ? [packet] : [...hello, packet]
    })
    dtls.onStateChange.once(() => {
      early.unSubscribe()
      // Having said so, `dtls` begins to listen in the same turn; before the next packet comes, for fragments must stay in order.
      queueMicrotask(() => {
        for (const packet of hello) ice.connection.onData.execute(packet)
      })
    })
  }

  async #localSdp(): Promise<string> {
    await this.#gathered()
    const sdp = this.#peer.localDescription?.sdp ?? ""
    // werift writes a=ice-lite into the media section; browsers look for it at session level.
    return sdp.replaceAll("a=ice-lite\r\n", "").replace("t=0 0\r\n", "t=0 0\r\na=ice-lite\r\n")
  }

  #gathered(): Promise<void> {
    if (this.#peer.iceGatheringState === "complete") return Promise.resolve()
    return new Promise((resolve) => {
      this.#peer.iceGatheringStateChange.subscribe((state) => {
        if (state === "complete") resolve()
      })
    })
  }
}

function pcmu(): RTCRtpCodecParameters {
  return new RTCRtpCodecParameters({
    mimeType: "audio/PCMU",
    clockRate: 8000,
    payloadType: PCMU_PAYLOAD_TYPE,
  })
}
