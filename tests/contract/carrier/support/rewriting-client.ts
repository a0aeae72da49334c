import twilio from "twilio"

type Request = Parameters<InstanceType<typeof twilio.RequestClient>["request"]>[0]

/** The helper's own HTTP client with the carrier's address in place of Twilio's: it has no option for that. */
export class RewritingClient extends twilio.RequestClient {
  readonly #carrierUrl: string

  constructor(carrierUrl: string) {
    super()
    this.#carrierUrl = carrierUrl
  }

  override request<TData>(
    options: Request,
  ): ReturnType<InstanceType<typeof twilio.RequestClient>["request"]> {
    const uri = options.uri.replace(/^https:\/\/api(\.[a-z0-9.-]+)?\.twilio\.com/, this.#carrierUrl)
    return super.request<TData>({ ...options, uri } as Request)
  }
}
