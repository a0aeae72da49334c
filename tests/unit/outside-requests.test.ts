import { EventEmitter } from "node:events"
import type { BrowserContext } from "@playwright/test"
import { describe, expect, it } from "vitest"
import { OutsideRequests } from "../e2e/fixtures/outside-requests.ts"

function fakeContext(): { context: BrowserContext; emitter: EventEmitter } {
  const emitter = Object.assign(new EventEmitter(), { pages: () => [] })
  return { context: emitter as unknown as BrowserContext, emitter }
}

describe("the watch over requests to other machines", () => {
  it("finds requests and sockets that leave the machine", () => {
    const { context, emitter } = fakeContext()
    const outside = new OutsideRequests()
    outside.watch(context)
    const page = new EventEmitter()
    emitter.emit("page", page)
    emitter.emit("request", { url: () => "https://sdk.example.com/sound.mp3" })
    page.emit("websocket", { url: () => "wss://signal.example.com/" })
    expect(outside.found).toEqual(["https://sdk.example.com/sound.mp3", "wss://signal.example.com/"])
  })

  it("lets everything on this machine pass", () => {
    const { context, emitter } = fakeContext()
    const outside = new OutsideRequests()
    outside.watch(context)
    for (const url of [
      "http://localhost:3000/",
      "http://127.0.0.1:1/x",
      "data:,a",
      "blob:http://localhost/1",
    ])
      emitter.emit("request", { url: () => url })
    expect(outside.found).toEqual([])
  })
})
