import { describe, expect, test } from "vitest"
import { withBuckets } from "./support/buckets.ts"
import { anonymous, service } from "./support/clients.ts"

const { bucket, small, owner, other, files, newPath, stored } = withBuckets()

describe("limits", () => {
  test("of a bucket on size and type are kept", async () => {
    const from = service().storage.from(small)
    const big = await from.upload("big.txt", "x".repeat(1001), { contentType: "text/plain" })
    expect(big.error).toMatchObject({ statusCode: "413" })
    const blob = await from.upload("big.wav", new Blob([new Uint8Array(1001)], { type: "audio/wav" }))
    expect(blob.error).toMatchObject({ statusCode: "413" })
    const type = await from.upload("page.html", "<p>", { contentType: "text/html" })
    expect(type.error).toMatchObject({ statusCode: "415" })
    expect((await from.upload("ok.wav", "RIFF", { contentType: "audio/wav" })).error).toBeNull()
    expect((await from.list()).data?.map((file) => file.name)).toEqual(["ok.wav"])
  })

  test("on names keep them from being paths or anything odd", async () => {
    for (const name of ["日本.txt", "a\u0000b", "a%00b"]) {
      const { error } = await service().storage.from(small).upload(name, "x", { contentType: "text/plain" })
      expect(error, name).not.toBeNull()
    }
  })
})

describe("signed URLs", () => {
  const urlFor = async (path: string, seconds = 60) =>
    (await files(owner()).createSignedUrl(path, seconds)).data?.signedUrl ?? ""

  test("open their object for whoever holds them", async () => {
    const answer = await fetch(await urlFor(await stored("signed")))
    expect(answer.status).toBe(200)
    expect(await answer.text()).toBe("signed")
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff")
  })

  test("open nothing else: another object, changed or missing token", async () => {
    const [one, two] = [await stored("one"), await stored("two")]
    const url = new URL(await urlFor(one))
    const token = url.searchParams.get("token") ?? ""
    const swapped = url.href.replace(one, two)
    const [header, payload, signature] = token.split(".")
    const claims = JSON.parse(Buffer.from(payload ?? "", "base64url").toString("utf8")) as { url: string }
    const changed = Buffer.from(JSON.stringify({ ...claims, url: claims.url.replace(one, two) })).toString(
      "base64url",
    )
    const forged = swapped.replace(token, `${header}.${changed}.${signature}`)
    for (const wrong of [swapped, forged, url.href.replace(token, ""), url.href.split("?")[0] ?? ""]) {
      const answer = await fetch(wrong)
      expect(answer.status, wrong).toBe(400)
      expect(await answer.text()).not.toContain("two")
    }
  })

  test("of a session's token open nothing", async () => {
    const url = new URL(await urlFor(await stored("x")))
    url.searchParams.set("token", owner().session.access_token)
    expect((await fetch(url)).status).toBe(400)
  })

  test("end with their time", async () => {
    const path = await stored("short")
    const url = await urlFor(path, 1)
    expect((await fetch(url)).status).toBe(200)
    await expect.poll(async () => (await fetch(url)).status, { timeout: 5_000 }).toBe(400)
  })

  test("for several objects leave out what the caller may not see", async () => {
    const mine = await stored("mine")
    const { data } = await files(owner()).createSignedUrls([mine, `${other().id}/theirs.txt`], 60)
    expect(data?.map((entry) => [entry.path, entry.error === null])).toEqual([
      [mine, true],
      [`${other().id}/theirs.txt`, false],
    ])
  })

  test("for uploads take one object and do not read", async () => {
    const path = newPath()
    const { data } = await files(owner()).createSignedUploadUrl(path)
    const token = data?.token ?? ""
    const from = anonymous().storage.from(bucket)
    expect((await from.uploadToSignedUrl(newPath(), token, "elsewhere")).error).not.toBeNull()
    const read = await fetch((data?.signedUrl ?? "").replace("/object/upload/sign/", "/object/sign/"))
    expect(read.status).toBe(400)
    expect(
      (await from.uploadToSignedUrl(path, token, "here", { contentType: "text/plain" })).error,
    ).toBeNull()
    expect(await (await files(owner()).download(path)).data?.text()).toBe("here")
    const download = new URL(await urlFor(path))
    const used = await from.uploadToSignedUrl(path, download.searchParams.get("token") ?? "", "x")
    expect(used.error).not.toBeNull()
    expect((await files(other()).createSignedUploadUrl(newPath())).error).toMatchObject({ statusCode: "403" })
  })
})

describe("ranges", () => {
  test("give the bytes asked for, and 416 beyond the end", async () => {
    const path = await stored("0123456789")
    const url = (await files(owner()).createSignedUrl(path, 60)).data?.signedUrl ?? ""
    const get = async (range: string) => {
      const answer = await fetch(url, { headers: { range } })
      return [answer.status, await answer.text(), answer.headers.get("content-range")]
    }
    expect(await get("bytes=2-4")).toEqual([206, "234", "bytes 2-4/10"])
    expect(await get("bytes=7-")).toEqual([206, "789", "bytes 7-9/10"])
    expect(await get("bytes=-2")).toEqual([206, "89", "bytes 8-9/10"])
    expect(await get("bytes=5-100")).toEqual([206, "56789", "bytes 5-9/10"])
    expect((await get("bytes=10-"))[0]).toBe(416)
    const whole = await fetch(url)
    expect([whole.status, whole.headers.get("accept-ranges")]).toEqual([200, "bytes"])
    await whole.arrayBuffer()
  })
})
