import type { Clip } from "./source.ts"
import { decodeWav, WavError } from "./wav.ts"

const MAX_AUDIO_BYTES = 40_000_000
const AUDIO_TIMEOUT_MS = 15_000
const CACHE_MS = 60_000

interface Kept {
  clip: Promise<Clip>
  until: number
}

/** Fetches the audio of `<Play>` and of wait URLs and keeps it for a minute. Only WAV can be decoded here. */
export class AudioFiles {
  readonly #kept = new Map<string, Kept>()

  /**
   * The clip behind an http(s) URL.
   * @throws WavError when it is not a WAV file this carrier reads; Error when it cannot be fetched.
   */
  get(url: string): Promise<Clip> {
    const known = this.#kept.get(url)
    if (known && known.until > Date.now()) return known.clip
    const clip = fetchClip(url)
    this.#kept.set(url, { clip, until: Date.now() + CACHE_MS })
    clip.catch(() => this.#kept.delete(url))
    return clip
  }
}

async function fetchClip(url: string): Promise<Clip> {
  const response = await fetch(url, { signal: AbortSignal.timeout(AUDIO_TIMEOUT_MS) })
  if (!response.ok) throw new Error(`${url} answered ${response.status}`)
  const body = Buffer.from(await response.arrayBuffer())
  if (body.length > MAX_AUDIO_BYTES) throw new WavError("it is larger than 40 MB")
  return decodeWav(body)
}
