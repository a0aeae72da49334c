import { createClient } from "@supabase/supabase-js"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { backend } from "./support/backend.ts"
import { newPerson, type Person, removePeople, service } from "./support/clients.ts"

interface Mail {
  id: string
  to: string
  subject: string
  text: string
}

let person: Person
beforeAll(async () => {
  person = await newPerson()
})
afterAll(() => removePeople(person))

async function mailsTo(address: string): Promise<Mail[]> {
  const { url, secretKey } = backend()
  const answer = await fetch(`${url}/mail/v1/messages?to=${encodeURIComponent(address)}`, {
    headers: { apikey: secretKey },
  })
  return (await answer.json()) as Mail[]
}
const linkIn = (mail: Mail | undefined) => /https?:\/\/\S+/.exec(mail?.text ?? "")?.[0] ?? ""

describe.skipIf(!backend().isLocal)("mails of the local stack", () => {
  test("the link of a reset leads back with a code that the asking browser alone can exchange", async () => {
    const { url, publishableKey } = backend()
    const kept = new Map<string, string>()
    const storage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
    }
    const browser = createClient(url, publishableKey, {
      auth: { flowType: "pkce", storage, autoRefreshToken: false, detectSessionInUrl: false },
    })
    const redirectTo = "http://127.0.0.1:3000/auth/confirm?next=%2Freset"
    expect((await browser.auth.resetPasswordForEmail(person.email, { redirectTo })).error).toBeNull()
    const [mail] = await mailsTo(person.email)
    expect(mail?.subject).toBe("パスワードの再設定")
    const opened = await fetch(linkIn(mail), { redirect: "manual" })
    const target = new URL(opened.headers.get("location") ?? "")
    expect(target.searchParams.get("next")).toBe("/reset")
    const code = target.searchParams.get("code") ?? ""
    const stranger = await fetch(`${url}/auth/v1/token?grant_type=pkce`, {
      method: "POST",
      headers: { apikey: publishableKey },
      body: JSON.stringify({ auth_code: code, code_verifier: "another verifier" }),
    })
    expect(await stranger.json()).toMatchObject({ error_code: "bad_code_verifier" })
    const { data, error } = await browser.auth.exchangeCodeForSession(code)
    expect(error).toBeNull()
    expect(data.user?.id).toBe(person.id)
    expect((await browser.auth.updateUser({ password: "a better password" })).error).toBeNull()
  })

  test("an invitation arrives in the invited person's language", async () => {
    const email = `contract-invited-${Date.now()}@example.invalid`
    const { data, error } = await service().auth.admin.inviteUserByEmail(email, { data: { locale: "en" } })
    expect(error).toBeNull()
    const [mail] = await mailsTo(email)
    expect(mail?.subject).toBe("You have been invited")
    expect((await fetch(linkIn(mail), { redirect: "manual" })).headers.get("location")).toContain(
      "access_token=",
    )
    await service().auth.admin.deleteUser(data.user?.id ?? "")
  })

  test("the app puts its own mails there, with the secret key only", async () => {
    const { url, secretKey, publishableKey } = backend()
    const mail = {
      to: "who@example.invalid",
      subject: "件名 <b>",
      text: "本文 http://127.0.0.1:3000/x",
      html: "<script>1</script>",
    }
    const send = (apikey: string) =>
      fetch(`${url}/mail/v1/send`, { method: "POST", headers: { apikey }, body: JSON.stringify(mail) })
    expect((await send(publishableKey)).status).toBe(403)
    expect((await send(secretKey)).status).toBe(202)
    const [kept] = await mailsTo("WHO@example.invalid")
    expect(kept).toMatchObject({ subject: mail.subject, text: mail.text })
    const list = await (await fetch(`${url}/mail`)).text()
    expect(list).toContain("件名 &#60;b&#62;")
    const page = await fetch(`${url}/mail/${kept?.id}`)
    expect(page.headers.get("content-security-policy")).toContain("default-src 'none'")
    const html = await page.text()
    expect(html).toContain('<a href="http://127.0.0.1:3000/x">')
    expect(html).not.toContain("<script>")
  })
})
