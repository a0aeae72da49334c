import { describe, expect, test } from "vitest"
import { mapSocket, readSignalling } from "./plain-signalling"

class FakeSocket {
  readonly url: string
  readonly protocols: string | string[] | undefined
  constructor(url: string | URL, protocols?: string | string[]) {
    this.url = String(url)
    this.protocols = protocols
  }
}

function openedBy(url: string | URL, mapping: { from: string; to: string }): string {
  const Mapped = mapSocket(FakeSocket as unknown as typeof WebSocket, mapping)
  return new Mapped(url).url
}

describe("[K8] the signalling address", () => {
  test("plain and local is mapped", () => {
    expect(readSignalling("ws://localhost:3100/signal")).toEqual({
      host: "localhost:3100",
      plain: { from: "wss://localhost:3100/signal", to: "ws://localhost:3100/signal" },
    })
    expect(readSignalling("ws://127.0.0.1:9/signal").plain?.to).toBe("ws://127.0.0.1:9/signal")
  })

  test("with TLS is used as it is", () => {
    expect(readSignalling("wss://voice.example.com/signal")).toEqual({
      host: "voice.example.com",
      plain: null,
    })
  })

  test.each([
    "ws://voice.example.com/signal",
    "ws://localhost.example.com/signal",
    "ws://192.168.0.4:3100/signal",
    "http://localhost:3100/signal",
    "ws://localhost:3100/other",
    "ws://localhost:3100/signal?x=1",
  ])("%s is refused", (url) => {
    expect(() => readSignalling(url)).toThrow()
  })
})

describe("[K8] the mapped socket", () => {
  const { plain } = readSignalling("ws://localhost:3100/signal")
  if (!plain) throw new Error("expected a mapping")

  test("opens exactly the one address without TLS", () => {
    expect(openedBy("wss://localhost:3100/signal", plain)).toBe("ws://localhost:3100/signal")
  })

  test.each([
    "wss://localhost:3100/signal/",
    "wss://localhost:3100/signal?a=b",
    "wss://localhost:3101/signal",
    "wss://localhost:3100.example.com/signal",
    "wss://chunderw-vpc-gll.twilio.com/signal",
    "ws://localhost:3100/signal",
  ])("leaves %s alone", (url) => {
    expect(openedBy(url, plain)).toBe(url)
  })

  test("is a WebSocket and hands protocols on", () => {
    const Mapped = mapSocket(FakeSocket as unknown as typeof WebSocket, plain)
    const socket: unknown = new Mapped("wss://a/", ["x"])
    expect(socket).toBeInstanceOf(FakeSocket)
    expect(socket).toMatchObject({ protocols: ["x"] })
  })
})
