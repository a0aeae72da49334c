import type { HttpMethod } from "../http.ts"
import type { ApplicationConfig } from "../options.ts"
import { makeSid } from "./sid.ts"

/** What may be said about a TwiML application; an empty address is none. */
export interface ApplicationSettings {
  friendlyName: string
  voiceUrl: string
  voiceMethod: HttpMethod
  voiceFallbackUrl: string
  voiceFallbackMethod: HttpMethod
  /** Told once a call through the application has ended. */
  statusCallback: string
  statusCallbackMethod: HttpMethod
}

/** A TwiML application: what a browser's outgoing calls ask. */
export interface Application extends ApplicationSettings {
  readonly sid: string
  readonly dateCreated: Date
  dateUpdated: Date
}

const DEFAULTS: ApplicationSettings = {
  friendlyName: "",
  voiceUrl: "",
  voiceMethod: "POST",
  voiceFallbackUrl: "",
  voiceFallbackMethod: "POST",
  statusCallback: "",
  statusCallbackMethod: "POST",
}

/** The account's TwiML applications: those it was started with, and those made by REST, which last as long as the carrier runs. */
export class Applications {
  readonly #bySid = new Map<string, Application>()

  /** @param configured by their SID */
  constructor(configured: Record<string, ApplicationConfig>) {
    for (const [sid, config] of Object.entries(configured)) this.#add(sid, config)
  }

  get(sid: string): Application | null {
    return this.#bySid.get(sid) ?? null
  }

  /** All applications, newest first. */
  list(): Application[] {
    return [...this.#bySid.values()].reverse()
  }

  create(settings: Partial<ApplicationSettings>): Application {
    return this.#add(makeSid("AP"), settings)
  }

  /** Changes what is named; calls under way keep what they began with. */
  update(application: Application, settings: Partial<ApplicationSettings>): void {
    Object.assign(application, settings, { dateUpdated: new Date() })
  }

  delete(sid: string): void {
    this.#bySid.delete(sid)
  }

  #add(sid: string, settings: Partial<ApplicationSettings>): Application {
    const now = new Date()
    const application = { sid, dateCreated: now, dateUpdated: now, ...DEFAULTS, ...settings }
    this.#bySid.set(sid, application)
    return application
  }
}
