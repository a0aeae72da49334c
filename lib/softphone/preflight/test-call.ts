import type { Device, PreflightTest } from "@twilio/voice-sdk"
import { testCallField } from "@/lib/phone/keys"
import { deviceOptions } from "@/lib/softphone/device-options"
import { type MicrophoneChoice, microphoneConstraints } from "@/lib/softphone/devices/audio-devices"
import { loadSdk } from "@/lib/softphone/load-sdk"
import { readSignalling } from "@/lib/softphone/plain-signalling"
import { codeOf } from "@/lib/softphone/sdk-errors"
import { figuresOf } from "./figures"
import type { CallOutcome } from "./verdicts"

/** How long, in ms, a test call may take: its music is eight seconds, connecting a few more. */
const longest = 30_000

type Setup = MicrophoneChoice & {
  signalUrl: string | null
  edge: string | null
  token(): Promise<string>
  /** Ends the call early. */
  signal: AbortSignal
}

/** Calls the app through the provider and measures the line while music plays (A13). Never rejects. */
export async function placeTestCall(setup: Setup): Promise<CallOutcome> {
  const signalling = setup.signalUrl === null ? null : readSignalling(setup.signalUrl)
  let token: string
  try {
    token = await setup.token()
  } catch {
    return { kind: "no_token" }
  }
  try {
    const sdk = await loadSdk(signalling)
    const { edge, microphone } = setup
    const ours = { ...deviceOptions(signalling, edge), closeProtection: false }
    /** The SDK's test as our phone is: with our sounds alone, telling its services nothing, and named to the app as a test. */
    class TestDevice extends sdk.Device {
      constructor(accessToken: string, options?: Device.Options) {
        super(accessToken, { ...options, ...ours })
        // The phone itself answers; this one only tests.
        this.on("incoming", (call) => call.ignore())
      }
      override connect(options?: Device.ConnectOptions) {
        const rtcConstraints = { audio: microphoneConstraints({ microphone }) }
        return super.connect({ ...options, rtcConstraints, params: { [testCallField]: "yes" } })
      }
    }
    const options = {
      deviceFactory: TestDevice,
      logLevel: "silent",
      ...(edge === null ? {} : { edge }),
      ...(signalling === null ? {} : { chunderw: signalling.host }),
    }
    return await outcomeOf(sdk.Device.runPreflight(token, options), setup.signal)
  } catch (error) {
    return { kind: "failed", code: codeOf(error), hasConnected: false }
  }
}

/** Waits for the SDK's test to end, by itself or by the time or `signal`. */
export function outcomeOf(
  test: Pick<PreflightTest, "on" | "stop">,
  signal: AbortSignal,
): Promise<CallOutcome> {
  const { promise, resolve } = Promise.withResolvers<CallOutcome>()
  let hasConnected = false
  test.on("connected", () => {
    hasConnected = true
  })
  test.on("completed", (report: PreflightTest.Report) =>
    resolve({ kind: "measured", figures: figuresOf(report) }),
  )
  test.on("failed", (error: unknown) => resolve({ kind: "failed", code: codeOf(error), hasConnected }))
  const stop = () => {
    test.stop()
    resolve({ kind: "failed", code: null, hasConnected })
  }
  const timer = setTimeout(stop, longest)
  signal.addEventListener("abort", stop, { once: true })
  return promise.finally(() => {
    clearTimeout(timer)
    signal.removeEventListener("abort", stop)
  })
}
