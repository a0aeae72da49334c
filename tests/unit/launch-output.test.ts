import { createServer } from "node:net"
import { afterEach, describe, expect, it, vi } from "vitest"
import { demoBlock } from "../../local/launch/demo-block.ts"
import { Steps } from "../../local/launch/steps.ts"
import { PortTakenError, settlePorts } from "../../local/product/ports.ts"

afterEach(() => vi.useRealTimers())

describe("progress", () => {
  it("names each step, and its time only when it was worth noticing", () => {
    const lines: string[] = []
    let now = 0
    const steps = new Steps(
      (line) => lines.push(line),
      () => now,
    )
    steps.begin("building the app")
    now = 31_000
    steps.begin("starting the carrier")
    now = 31_400
    steps.end()
    expect(lines).toEqual(["• Building the app …", "  done in 31 s", "• Starting the carrier …"])
  })

  it("says that it still works while a step takes long", () => {
    vi.useFakeTimers()
    const lines: string[] = []
    const steps = new Steps(
      (line) => lines.push(line),
      () => Date.now(),
    )
    steps.begin("building the app")
    vi.advanceTimersByTime(15_000)
    expect(lines.at(-1)).toBe("  still building the app, 15 s")
    steps.end()
    vi.advanceTimersByTime(60_000)
    expect(lines.at(-1)).toBe("  done in 15 s")
  })
})

describe("the block a person reads", () => {
  it("has every address, number and sign-in", () => {
    const block = demoBlock({
      appUrl: "http://localhost:3000",
      carrier: { url: "http://127.0.0.1:3100" },
      mailUrl: "http://127.0.0.1:54321/mail",
      numbers: [{ e164: "+81312345678", label: "代表", voiceUrl: "" }],
      seconds: 4.21,
    })
    const wanted = ["http://localhost:3000", ":3100", "/mail", "03-1234-5678  代表", "phone-demo", "(4.2 s)"]
    for (const text of [...wanted, "sato@", "tanaka@", "suzuki@", "takahashi@"]) expect(block).toContain(text)
  })
})

describe("ports", () => {
  it("become free ones where 0 was asked, all different", async () => {
    const ports = await settlePorts({ app: 0, supabase: 0, postgres: 0, carrier: 0 })
    expect(Object.values(ports).every((port) => port > 0)).toBe(true)
    expect(new Set(Object.values(ports)).size).toBe(4)
  })

  it("that something else listens on are named with their role and variable", async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve))
    const address = other.address()
    const port = typeof address === "object" && address !== null ? address.port : 0
    try {
      const settling = settlePorts({ app: 0, supabase: 0, postgres: 0, carrier: port })
      await expect(settling).rejects.toThrow(PortTakenError)
      await expect(settling).rejects.toThrow(
        `Port ${port}, meant for the local carrier, is in use. Choose another with CARRIER_PORT=`,
      )
    } finally {
      other.close()
    }
  })
})
