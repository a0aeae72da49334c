import { expect, test, vi } from "vitest"
import { sendingStorable, storableBody, storableText } from "./storable"

test("drops what no database text can hold, and nothing else", () => {
  expect(storableText("お\0湯\ud83dが\udc00出ない")).toBe("お湯が出ない")
  const kept = "絵文字😀 改行\n タブ\t 全角　 \u200d家族👨‍👩‍👧 \\u0000 \ufffd"
  expect(storableText(kept)).toBe(kept)
})

test("reaches every string of a JSON body, however deep", () => {
  const body = JSON.stringify({ p: { name: "a\0b", phones: [{ label: "\ud800x" }], id: null, revision: 3 } })
  expect(JSON.parse(storableBody(body))).toEqual({
    p: { name: "ab", phones: [{ label: "x" }], id: null, revision: 3 },
  })
})

test("leaves a backslash that somebody typed before u0000 alone", () => {
  const body = JSON.stringify({ p_body: "C:\\u0000 and \\ud800" })
  expect(JSON.parse(storableBody(body))).toEqual({ p_body: "C:\\u0000 and \\ud800" })
})

test("what is no JSON goes as it is", () => {
  expect(storableBody("name=\\u0000")).toBe("name=\\u0000")
})

test("a client's requests go out storable, with everything else of them unchanged", async () => {
  const send = vi.fn<typeof fetch>(async () => new Response())
  const stream = new Blob(["\0"])
  await sendingStorable(send)("/rpc", { method: "POST", body: JSON.stringify({ p_subject: "\0件名" }) })
  await sendingStorable(send)("/object", { method: "PUT", body: stream })
  await sendingStorable(send)("/plain")
  expect(send.mock.calls).toEqual([
    ["/rpc", { method: "POST", body: '{"p_subject":"件名"}' }],
    ["/object", { method: "PUT", body: stream }],
    ["/plain", undefined],
  ])
})
