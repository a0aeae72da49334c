import type { AudioFiles } from "../media/audio-file.ts"
import { pause } from "../media/pause.ts"
import type { Playout } from "../media/playout.ts"
import type { Clip } from "../media/source.ts"
import type { Speech } from "../media/speech.ts"
import { concat, keyTone, quiet } from "../media/tone.ts"
import { decodeWav, WavError } from "../media/wav.ts"
import { HTTP_RETRIEVAL_FAILURE } from "../webhooks/webhook-error.ts"
import { PLAY_INVALID_CONTENT, TwimlError } from "./errors.ts"
import { resolveUrl } from "./resolve-url.ts"
import type { Pause, Play, Say } from "./verbs.ts"

/** Twilio ends an endless loop here, and a repeated empty clip must not spin. */
const MAX_LOOPS = 1000

/** Where the sound of prompts comes from. */
export interface PromptSounds {
  readonly speech: Speech
  readonly audioFiles: AudioFiles
}

/**
 * Says, plays or pauses, in real time.
 * @throws TwimlError when the audio cannot be fetched or read; the signal's reason when aborted.
 */
export async function playPrompt(
  sounds: PromptSounds,
  playout: Playout,
  verb: Say | Play | Pause,
  documentUrl: string,
  signal: AbortSignal,
): Promise<void> {
  if (verb.verb === "Pause") {
    await pause(verb.seconds * 1000, signal)
    return
  }
  const clip = await promptClip(sounds, verb, documentUrl)
  signal.throwIfAborted()
  if (clip.length === 0) return
  const times = verb.loop === 0 ? MAX_LOOPS : Math.min(verb.loop, MAX_LOOPS)
  for (let i = 0; i < times; i++) await playout.play(clip, signal)
}

async function promptClip(sounds: PromptSounds, verb: Say | Play, documentUrl: string): Promise<Clip> {
  if (verb.verb === "Say") return sounds.speech.say(verb.text, verb.language)
  if (verb.audio) return decodeAnswer(verb.audio, documentUrl)
  if (verb.url === "") return digitsClip(verb.digits)
  const url = resolveUrl(verb.url, documentUrl)
  try {
    return await sounds.audioFiles.get(url)
  } catch (error) {
    const code = error instanceof WavError ? PLAY_INVALID_CONTENT : HTTP_RETRIEVAL_FAILURE
    throw new TwimlError(code, `Play ${url}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function decodeAnswer(audio: Buffer, url: string): Clip {
  try {
    return decodeWav(audio)
  } catch (error) {
    throw new TwimlError(
      PLAY_INVALID_CONTENT,
      `${url}: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
}

/** Keys as their tones; `w` waits half a second, as Twilio's digits do. */
export function digitsClip(digits: string): Clip {
  return concat([...digits].flatMap((digit) => (digit === "w" ? [quiet(500)] : [keyTone(digit), quiet(100)])))
}
