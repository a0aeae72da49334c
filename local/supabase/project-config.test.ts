import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterEach, beforeEach, expect, test } from "vitest"
import { bytesOf, readProjectConfig, secondsOf } from "./project-config.ts"

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

const own = fileURLToPath(new URL("../../supabase/config.toml", import.meta.url))

test("the project's own file is understood", () => {
  expect(readProjectConfig(own).auth.enable_signup).toBe(false)
})

test("no redirect to this machine can reach a hosted project with the project's own file", () => {
  const { site_url, additional_redirect_urls } = readProjectConfig(own).auth
  expect([site_url, ...additional_redirect_urls].join()).not.toMatch(/localhost|127\.|\*/)
})

test("the project's links wait for the press of a button, and no mail carries one that a look uses up", () => {
  const { templates } = readProjectConfig(own)
  expect(Object.keys(templates).sort()).toEqual([
    "confirmation",
    "email_change",
    "invite",
    "magic_link",
    "recovery",
  ])
  for (const [kind, { html }] of Object.entries(templates)) {
    expect(html, kind).not.toMatch(/ConfirmationURL|RedirectTo|\.Token\b/)
    const isMailed = kind === "invite" || kind === "recovery" || kind === "magic_link"
    const type = kind.replace("_", "")
    expect(html.includes(`{{ .SiteURL }}/auth/confirm?type=${type}&amp;token_hash=`), kind).toBe(isMailed)
    expect(html.includes("href="), kind).toBe(isMailed)
  }
})

test("a template that is not there is named", () => {
  writeFileSync(file, '[auth.email.template.invite]\ncontent_path = "./templates/none.html"\n')
  expect(() => readProjectConfig(file)).toThrow(/none\.html/)
})

test("durations are read as config.toml writes them", () => {
  expect(["90s", "1m", "2h"].map(secondsOf)).toEqual([90, 60, 7200])
})

test("sizes are read as config.toml writes them", () => {
  expect(["50MiB", "1KB", 7, "2 GiB"].map(bytesOf)).toEqual([52_428_800, 1000, 7, 2_147_483_648])
  expect(() => bytesOf("many")).toThrow("not a size")
})
