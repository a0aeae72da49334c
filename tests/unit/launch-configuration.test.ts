import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { readPorts, readSettings, wantsHosted } from "../../local/launch/configuration.ts"

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "settings-"))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe("settings", () => {
  it("take what is set in the environment over the file, and leave out what is empty", () => {
    const file = join(folder, ".env")
    writeFileSync(file, "APP_PORT=4000\nAPP_URL=https://a.example\nSUPABASE_URL=\n")
    expect(readSettings(file, { APP_PORT: "5000" })).toEqual({
      APP_PORT: "5000",
      APP_URL: "https://a.example",
    })
  })

  it("do without a file", () => {
    expect(readSettings(join(folder, "none"), { A: "1" })).toEqual({ A: "1" })
  })
})

describe("hosted or local", () => {
  it.each(["SUPABASE_URL", "SUPABASE_SECRET_KEY", "TWILIO_ACCOUNT_SID"])("%s means hosted", (name) => {
    expect(wantsHosted({ [name]: "x" })).toBe(true)
  })

  it.each(["SUPABASE_PORT", "SUPABASE_ACCESS_TOKEN", "APP_URL"])("%s alone does not", (name) => {
    expect(wantsHosted({ [name]: "x" })).toBe(false)
  })
})

describe("ports", () => {
  it("are the usual ones unless chosen", () => {
    expect(readPorts({ CARRIER_PORT: "3200" })).toEqual({
      app: 3000,
      supabase: 54321,
      postgres: 54322,
      carrier: 3200,
    })
  })

  it.each(["none", "70000", "-1", "3000.5"])("refuse %s, naming the variable", (value) => {
    expect(() => readPorts({ APP_PORT: value })).toThrow(/APP_PORT/)
  })

  it("refuse the same number twice", () => {
    expect(() => readPorts({ CARRIER_PORT: "3000" })).toThrow(/same/)
  })
})
