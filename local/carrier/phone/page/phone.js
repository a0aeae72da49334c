import { closeAudio, openAudio } from "./call-audio.js"
import { toDomestic, toE164 } from "./number-format.js"
import { listNumbers } from "./number-list.js"
import { playKey, playRing, playRingback, stopSound } from "./sounds.js"
import { translatePage, word } from "./words.js"

const RECONNECT_MS = 1000
const DEFAULT_NUMBER = "090-1111-2222"
const STORED_NUMBER = "customer-number"

const byId = (id) => document.getElementById(id)
const from = byId("from")
const to = byId("to")

/** Everything about the call there is: none, or one in the states dialing, ringing, incoming, talking. */
let call = null
let socket = null

function notice(key) {
  byId("notice").textContent = key ? word(key) : ""
}

function send(message) {
  if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message))
}

function show() {
  const state = call?.state
  byId("idle").hidden = Boolean(call)
  byId("call").hidden = !call
  if (!call) return
  byId("call-state").textContent = word(`state_${state}`)
  byId("peer").textContent = call.peer
  byId("incoming").hidden = state !== "incoming"
  byId("keypad").hidden = state !== "talking"
  byId("hangup").hidden = state === "incoming"
  byId("time").hidden = state !== "talking"
}

function setState(state) {
  call.state = state
  if (state === "talking") call.since = Date.now()
  show()
  if (state === "ringing") playRingback()
  else if (state === "incoming") playRing()
  else stopSound()
}

/** The connection for the call at hand, or null (with a notice) when there is no microphone or no call any more. */
async function audioFor(current) {
  const audio = await openAudio().catch(() => null)
  if (audio && call === current) {
    current.audio = audio
    return audio
  }
  closeAudio(audio)
  if (!audio) notice("no_microphone")
  return null
}

async function dial() {
  const own = toE164(from.value)
  const other = toE164(to.value)
  if (!own || !other) return notice("bad_number")
  notice("")
  const current = { state: "dialing", peer: toDomestic(other) }
  call = current
  show()
  byId("hangup").focus()
  const audio = await audioFor(current)
  if (!audio) return finish(current)
  await audio.peer.setLocalDescription(await audio.peer.createOffer())
  if (call !== current) return
  send({
    type: "dial",
    from: own,
    to: other,
    withheld: byId("withheld").checked,
    sdp: audio.peer.localDescription.sdp,
  })
}

async function accept() {
  const current = call
  const audio = await audioFor(current)
  if (!audio) return send({ type: "decline" })
  await audio.peer.setRemoteDescription({ type: "offer", sdp: current.sdp })
  await audio.peer.setLocalDescription(await audio.peer.createAnswer())
  if (call !== current) return
  send({ type: "accept", sdp: audio.peer.localDescription.sdp })
  setState("talking")
  byId("hangup").focus()
}

function finish(current, status) {
  if (call !== current || !current) return
  closeAudio(current.audio)
  call = null
  stopSound()
  show()
  if (status) notice(`ended_${status}`)
  to.focus()
}

function hangUp() {
  send({ type: "hangup" })
  // Without a word from the carrier (it may not know the call yet) the page ends it by itself.
  if (call.state === "dialing") finish(call)
}

function press(key) {
  if (call?.state !== "talking") return
  playKey(key)
  send({ type: "press", digits: key })
}

async function receive(message) {
  if (message.type === "numbers") listNumbers(byId("numbers"), to, message.numbers)
  if (message.type === "reachable") byId("waiting").textContent = message.number ? word("waiting") : ""
  if (message.type === "ringing" && call) setState("ringing")
  if (message.type === "answered" && call?.audio) {
    await call.audio.peer.setRemoteDescription({ type: "answer", sdp: message.sdp })
    setState("talking")
  }
  if (message.type === "incoming" && !call) {
    notice("")
    call = {
      peer: message.from.startsWith("+266") ? word("hidden") : toDomestic(message.from),
      sdp: message.sdp,
    }
    setState("incoming")
    byId("accept").focus()
  }
  if (message.type === "ended") finish(call, message.status)
}

function announceNumber() {
  const number = toE164(from.value)
  if (number) sessionStorage.setItem(STORED_NUMBER, from.value)
  send({ type: "reachable", number: byId("reachable").checked ? number : null })
}

function connect() {
  socket = new WebSocket(`ws://${location.host}/phone`)
  socket.addEventListener("open", () => {
    notice("")
    announceNumber()
  })
  socket.addEventListener("message", ({ data }) => void receive(JSON.parse(data)))
  socket.addEventListener("close", () => {
    finish(call, "failed")
    notice("offline")
    setTimeout(connect, RECONNECT_MS)
  })
}

function tick() {
  if (call?.state !== "talking") return
  const seconds = Math.floor((Date.now() - call.since) / 1000)
  byId("time").textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`
}

function buildKeypad() {
  for (const key of "123456789*0#") {
    const button = document.createElement("button")
    button.type = "button"
    button.textContent = key
    button.addEventListener("click", () => press(key))
    byId("keypad").append(button)
  }
}

translatePage()
buildKeypad()
from.value = sessionStorage.getItem(STORED_NUMBER) ?? DEFAULT_NUMBER
from.addEventListener("change", announceNumber)
byId("reachable").addEventListener("change", announceNumber)
byId("dial").addEventListener("submit", (event) => {
  event.preventDefault()
  void dial()
})
byId("hangup").addEventListener("click", hangUp)
byId("accept").addEventListener("click", () => void accept())
byId("decline").addEventListener("click", () => send({ type: "decline" }))
document.addEventListener("keydown", ({ key, target, ctrlKey, metaKey }) => {
  const typing = target instanceof HTMLInputElement
  if (!typing && !ctrlKey && !metaKey && /^[0-9*#]$/.test(key)) press(key)
})
setInterval(tick, 250)
connect()
show()
