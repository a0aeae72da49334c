import { tmpdir } from "node:os"
import { expect, test } from "vitest"
import { readAloud } from "./japanese-readings.ts"
import { Speech, toneSpeech } from "./speech.ts"

test("announcements are read in kana, and unknown kanji become a pause", () => {
  expect(readAloud("お電話ありがとうございます")).toBe("おでんわありがとうございます")
  expect(readAloud("ただいま大変混み合っております")).toBe("ただいまたいへんこみあっております")
  expect(readAloud("齟齬があります")).toBe("、があります")
  expect(readAloud("3番目です")).toBe("3ばんめです")
})

test("tones last as long as their text and differ from text to text", () => {
  expect(toneSpeech("あいうえお", 50).length).toBe(5 * 400)
  expect(toneSpeech("ab", 50)).not.toEqual(toneSpeech("ba", 50))
})

test("the same text is spoken once", async () => {
  const speech = new Speech({ engine: "tones", toneMsPerCharacter: 10, cacheDir: tmpdir() })
  expect(await speech.say("hello", "en-US")).toBe(await speech.say(" hello ", "en-US"))
  expect((await speech.say("  ", "ja-JP")).length).toBe(0)
})
