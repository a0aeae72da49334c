import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterEach, beforeEach, expect, test } from "vitest"
import { bytesOf, readProjectConfig } from "./project-config.ts"

let dir: string
let file: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "config-"))
  file = join(dir, "config.toml")
})
afterEach(() => rmSync(dir, { recursive: true }))

test("a project without a file has the CLI's defaults", () => {
  const config = readProjectConfig(file)
  expect(config.auth).toMatchObject({
    jwt_expiry: 3600,
    refresh_token_reuse_interval: 10,
    enable_signup: true,
  })
  expect(config.api.schemas).toEqual(["public"])
})

test("settings are read, unknown ones left alone", () => {
  writeFileSync(file, "[auth]\njwt_expiry = 60\n[functions.open]\nverify_jwt = false\n[studio]\nport = 1\n")
  const config = readProjectConfig(file)
  expect(config.auth.jwt_expiry).toBe(60)
  expect(config.functions.open).toEqual({ verify_jwt: false, enabled: true })
})

test("a setting of the wrong type is named with its file", () => {
  writeFileSync(file, '[auth]\njwt_expiry = "soon"\n')
  expect(() => readProjectConfig(file)).toThrow(/config\.toml: .*jwt_expiry/s)
})

test("a setting this stack has not got is refused by name, and not taken for its default", () => {
  writeFileSync(file, "[auth]\nenable_anonymous_sign_ins = true\n")
  expect(() => readProjectConfig(file)).toThrow(
    /not implemented by the local stack.*enable_anonymous_sign_ins/s,
  )
})

test("the project's own file is understood", () => {
  const own = fileURLToPath(new URL("../../supabase/config.toml", import.meta.url))
  expect(readProjectConfig(own).auth.enable_signup).toBe(false)
})

test("sizes are read as config.toml writes them", () => {
  expect(["50MiB", "1KB", 7, "2 GiB"].map(bytesOf)).toEqual([52_428_800, 1000, 7, 2_147_483_648])
  expect(() => bytesOf("many")).toThrow("not a size")
})
