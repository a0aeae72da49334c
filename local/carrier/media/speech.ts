import { spawn } from "node:child_process"
import { createHash } from "node:crypto"
import { mkdir, readFile, rename, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { readAloud } from "./japanese-readings.ts"
import type { Clip } from "./source.ts"
import { concat, quiet, tone } from "./tone.ts"
import { decodeWav } from "./wav.ts"

/** How text becomes sound: a voice where the machine has one (`auto`), or always tones. */
interface SpeechOptions {
  engine: "auto" | "tones"
  /** Length of the tone pattern that stands for one character, in milliseconds. */
  toneMsPerCharacter: number
  /** Where spoken clips are kept. */
  cacheDir: string
}

/** Clips kept in memory; announcements repeat, positions in a queue are few. */
const MAX_CLIPS = 500
const WORDS_PER_MINUTE = "155"

/** Speaks text for `<Say>`: espeak-ng when it is installed, otherwise tones as long as the text. */
export class Speech {
  readonly #options: SpeechOptions
  readonly #clips = new Map<string, Promise<Clip>>()
  #queue: Promise<unknown> = Promise.resolve()
  #voiceMissing = false

  constructor(options: SpeechOptions) {
    this.#options = options
    this.#voiceMissing = options.engine === "tones"
  }

  /** The clip of a text. `language` is a tag such as `ja-JP`; anything but Japanese is read as English. */
  say(text: string, language: string): Promise<Clip> {
    const trimmed = text.trim()
    if (trimmed === "") return Promise.resolve(quiet(0))
    const key = createHash("sha256").update(`${language}\n${trimmed}`).digest("hex")
    const known = this.#clips.get(key)
    if (known) return known
    const clip = this.#make(key, trimmed, language)
    this.#clips.set(key, clip)
    const oldest = this.#clips.keys().next().value
    if (this.#clips.size > MAX_CLIPS && oldest) this.#clips.delete(oldest)
    return clip
  }

  async #make(key: string, text: string, language: string): Promise<Clip> {
    if (this.#voiceMissing) return toneSpeech(text, this.#options.toneMsPerCharacter)
    const file = join(this.#options.cacheDir, `${key}.wav`)
    const kept = await readFile(file).catch(() => null)
    if (kept) return decodeWav(kept)
    // One voice process at a time leaves the cores to the media.
    const spoken = this.#queue.then(() => runVoice(text, language))
    this.#queue = spoken.catch(() => undefined)
    try {
      const wav = await spoken
      await mkdir(this.#options.cacheDir, { recursive: true })
      await writeFile(`${file}.part`, wav)
      await rename(`${file}.part`, file)
      return decodeWav(wav)
    } catch {
      this.#voiceMissing = true
      return toneSpeech(text, this.#options.toneMsPerCharacter)
    }
  }
}

/** Runs espeak-ng on `text`; resolves with a WAV file. Rejects when the program is missing or fails. */
function runVoice(text: string, language: string): Promise<Buffer> {
  const japanese = language.toLowerCase().startsWith("ja")
  const args = ["-v", japanese ? "ja" : "en", "-s", WORDS_PER_MINUTE, "-b", "1", "--stdin", "--stdout"]
  return new Promise((resolve, reject) => {
    const voice = spawn("espeak-ng", args, { stdio: ["pipe", "pipe", "ignore"] })
    const chunks: Buffer[] = []
    voice.stdout.on("data", (chunk: Buffer) => chunks.push(chunk))
    voice.on("error", reject)
    voice.stdin.on("error", reject)
    voice.on("close", (code) => {
      if (code === 0) resolve(withTrueSizes(Buffer.concat(chunks)))
      else reject(new Error(`espeak-ng ended with ${code}`))
    })
    voice.stdin.end(japanese ? readAloud(text) : text)
  })
}

/** A WAV written to a pipe carries placeholder sizes; the real ones are known at its end. */
function withTrueSizes(wav: Buffer): Buffer {
  const data = wav.indexOf("data")
  wav.writeUInt32LE(wav.length - 8, 4)
  wav.writeUInt32LE(wav.length - data - 8, data + 4)
  return wav
}

const SPEECH_TONES = [520, 620, 740, 880]

/** A pattern of short tones, one a character, that differs from text to text. */
export function toneSpeech(text: string, msPerCharacter: number): Clip {
  const notes = [...text].map((character) => {
    const hz = SPEECH_TONES[(character.codePointAt(0) ?? 0) % SPEECH_TONES.length] ?? 520
    return tone(hz, msPerCharacter, 0.2)
  })
  return concat(notes)
}
