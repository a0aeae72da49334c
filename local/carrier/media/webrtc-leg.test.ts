import { setImmediate as nextTurn } from "node:timers/promises"
import { afterEach, expect, test } from "vitest"
import { isDtls, MediaStreamTrack, RTCPeerConnection } from "werift"
import { MediaClock } from "./clock.ts"
import { findPrivateAddress } from "./private-address.ts"
import { WebRtcLeg } from "./webrtc-leg.ts"

/** Where in a DTLS packet the kind of a handshake message stands, and which one opens (RFC 6347, 4.2.2; RFC 5246, 7.4). */
const MESSAGE_AT = 13
const CLIENT_HELLO = 1

const closing: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

/** A browser that says its first hello once only: what is lost of it is lost. */
async function browserFor(offer: string, address: string) {
  const peer = new RTCPeerConnection({
    iceServers: [],
    iceUseIpv6: false,
    iceAdditionalHostAddresses: [address],
  })
  closing.push(() => peer.close())
  await peer.setRemoteDescription({ type: "offer", sdp: offer })
  peer.addTransceiver(new MediaStreamTrack({ kind: "audio" }), { direction: "sendrecv" })
  await peer.setLocalDescription(await peer.createAnswer())
  const connection = peer.iceTransports[0]?.connection
  if (!connection) throw new Error("no transport")
  const send = connection.send
  let said = 0
  const hello = new Promise<void>((resolve) => {
    connection.send = async (packet) => {
      const isHello = isDtls(packet) && packet[0] === 22 && packet[MESSAGE_AT] === CLIENT_HELLO
      // The second carries the cookie that answers the first.
      if (isHello && packet.readUInt16BE(17) === 0 && said++ > 0) return
      await send.call(connection, packet)
      if (isHello) resolve()
    }
  })
  const connected = new Promise<void>((resolve) => {
    peer.connectionStateChange.subscribe((state) => {
      if (state === "connected") resolve()
    })
  })
  return { sdp: peer.localDescription?.sdp ?? "", hello, connected }
}

test("[E4] a handshake that a browser begins before the carrier has read its answer is taken up where it is", async () => {
  const address = findPrivateAddress() ?? "127.0.0.1"
  const leg = new WebRtcLeg(new MediaClock(), address)
  closing.push(() => leg.close())
  const browser = await browserFor(await leg.offer(), address)
  await browser.hello
  // What was sent on this machine lies at its receiver; a whole turn of the event loop reads it.
  for (let turn = 0; turn < 2; turn++) await nextTurn()
  await leg.takeAnswer(browser.sdp)
  await expect(browser.connected).resolves.toBeUndefined()
})
