import { describe, expect, test } from "vitest"
import { readBody, readJson } from "./read-body.ts"

const address = "https://app.example.com/"

/** A request whose length nobody announces: `chunk` again and again, counted as it is taken. */
function endless(chunk: Uint8Array) {
  let taken = 0
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        taken++
        controller.enqueue(chunk)
      },
    },
    { highWaterMark: 0 },
  )
  const init: RequestInit & { duplex: "half" } = { method: "POST", body, duplex: "half" }
  return { request: new Request(address, init), taken: () => taken }
}

describe("a body is read up to its limit", () => {
  test("and no further: an endless one is given up", async () => {
    const { request, taken } = endless(new Uint8Array(1024))
    expect(await readBody(request, 64 * 1024)).toBeNull()
    expect(taken()).toBe(65)
  })

  test("one that announces too much is not read at all", async () => {
    const { request, taken } = endless(new Uint8Array(1))
    request.headers.set("content-length", "65537")
    expect(await readBody(request, 64 * 1024)).toBeNull()
    expect(taken()).toBe(0)
  })

  test("one of exactly the limit is whole, characters across chunks too", async () => {
    const bytes = new TextEncoder().encode("取次".repeat(10))
    const chunks = [...bytes].map((byte) => Uint8Array.of(byte))
    const body = new ReadableStream({
      start(controller) {
        for (const chunk of chunks) controller.enqueue(chunk)
        controller.close()
      },
    })
    const init: RequestInit & { duplex: "half" } = { method: "POST", body, duplex: "half" }
    expect(await readBody(new Request(address, init), 60)).toBe("取次".repeat(10))
    expect(await readBody(new Request(address, { method: "POST" }), 60)).toBe("")
  })

  test("as JSON it is nothing when it is too long or none", async () => {
    const json = (body: string) => readJson(new Request(address, { method: "POST", body }), 10)
    expect([await json('{"a":1}'), await json('{"a":12345}'), await json("{")]).toEqual([
      { a: 1 },
      undefined,
      undefined,
    ])
  })
})
