import type { WebSocket } from "ws"
import { withheldNumber } from "../control/withheld.ts"
import type { Exchange } from "../exchange.ts"
import { receiveCall } from "../instructions/receive-call.ts"
import { silence } from "../media/source.ts"
import type { Call, Line } from "../state/call.ts"
import type { PhoneMessage, PhoneRequest } from "./messages.ts"
import { PhoneLine } from "./phone-line.ts"

/** The open phone pages: each dials, and can be called under the number it chose. */
export class Phones {
  readonly #exchange: Exchange

  constructor(exchange: Exchange) {
    this.#exchange = exchange
  }

  /** A page opened its connection; its call ends and its number is withdrawn with it. */
  connect(socket: WebSocket): void {
    const phone = new Phone(this.#exchange, (message) => {
      if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message))
    })
    socket.on("message", (data) => {
      const request = readRequest(String(data))
      if (request) phone.obey(request)
    })
    socket.on("error", () => socket.terminate())
    this.#exchange.numbers.on("replaced", phone.greet)
    socket.on("close", () => {
      this.#exchange.numbers.off("replaced", phone.greet)
      phone.close()
    })
    phone.greet()
  }
}

function readRequest(text: string): PhoneRequest | null {
  try {
    const request = JSON.parse(text) as PhoneRequest
    return typeof request === "object" && request !== null && typeof request.type === "string"
      ? request
      : null
  } catch {
    return null
  }
}

class Phone {
  readonly #exchange: Exchange
  readonly #send: (message: PhoneMessage) => void
  #withdraw: () => void = () => undefined
  #call: Call | null = null
  #line: PhoneLine | null = null

  constructor(exchange: Exchange, send: (message: PhoneMessage) => void) {
    this.#exchange = exchange
    this.#send = send
  }

  /** Tells the page which numbers it may call; again whenever they change. */
  readonly greet = (): void => {
    const numbers = this.#exchange.numbers.list().map(({ e164, label }) => ({
      e164,
      label: label ?? "",
    }))
    this.#send({ type: "numbers", numbers })
  }

  obey(request: PhoneRequest): void {
    if (request.type === "reachable") this.#beReachable(request.number)
    else if (request.type === "dial") this.#dial(request)
    else if (request.type === "accept") this.#line?.accept(request.sdp)
    else if (request.type === "decline") this.#call?.partyEnds("busy")
    else if (request.type === "press") this.#call?.partyPresses(request.digits)
    else if (request.type === "hangup") this.#hangUp()
  }

  close(): void {
    this.#withdraw()
    this.#hangUp()
  }

  #hangUp(): void {
    this.#call?.partyEnds(this.#call.answered ? "completed" : "canceled")
  }

  #beReachable(number: string | null): void {
    this.#withdraw()
    this.#withdraw = number
      ? this.#exchange.directory.register(number, () => this.#lineForIncoming())
      : () => undefined
    this.#send({ type: "reachable", number })
  }

  #dial({ from, to, withheld, sdp }: Extract<PhoneRequest, { type: "dial" }>): void {
    if (this.#line) return
    const line = this.#newLine(sdp)
    this.#line = line
    this.#call = receiveCall(this.#exchange, { from: withheld ? withheldNumber(true) : from, to, line })
    this.#send({ type: "ringing", callSid: this.#call.sid })
  }

  /** One call at a time: a second one is busy. */
  #lineForIncoming(): Line {
    if (this.#line) return busy
    const line = this.#newLine(null)
    this.#line = line
    return {
      kind: "phone",
      spoken: line.spoken,
      ring: (call) => {
        this.#call = call
        line.ring(call)
      },
      answer: (call) => line.answer(call),
      end: (call, status) => line.end(call, status),
    }
  }

  #newLine(ownOffer: string | null): PhoneLine {
    const onEnd = (): void => {
      this.#line = null
      this.#call = null
    }
    return new PhoneLine(this.#exchange, this.#send, onEnd, ownOffer)
  }
}

const busy: Line = {
  kind: "phone",
  spoken: silence,
  ring: (call) => {
    setImmediate(() => call.partyEnds("busy"))
  },
  answer: () => undefined,
  end: () => undefined,
}
