import { z } from "zod"

// Imports nothing of the app, so that the launcher can validate a configuration before it builds or starts anything.

const httpAddress = z
  .url({ protocol: /^https?$/, error: "must be an http(s) address" })
  .refine((value) => !value.endsWith("/"), "must not end with a slash")
const secret = z.string().min(16, "must have at least 16 characters")
const providerId = (prefix: string) =>
  z.string().regex(new RegExp(`^${prefix}[0-9a-zA-Z]{32}$`), `must be ${prefix} and 32 letters or digits`)

const environmentSchema = z.object({
  APP_URL: httpAddress,
  SUPABASE_URL: httpAddress,
  SUPABASE_PUBLISHABLE_KEY: z.string().min(1, "must be set"),
  SUPABASE_SECRET_KEY: z.string().min(1, "must be set"),
  ROUTING_SECRET: secret,
  TICK_SECRET: secret,
  TWILIO_ACCOUNT_SID: providerId("AC"),
  TWILIO_AUTH_TOKEN: secret,
  TWILIO_API_KEY: providerId("SK"),
  TWILIO_API_SECRET: secret,
  TWILIO_APPLICATION_SID: providerId("AP"),
  TWILIO_REGION: z.string().regex(/^[a-z]{2}[0-9]$/, "must be a region such as jp1"),
  TWILIO_EDGE: z.string().regex(/^[a-z-]+$/, "must be an edge such as tokyo"),
  TWILIO_API_URL: httpAddress.optional(),
  TWILIO_SIGNAL_URL: z.url({ protocol: /^wss?$/, error: "must be a ws(s) address" }).optional(),
})

/** The validated configuration; what each name means is said in `.env.example`. */
export type Environment = z.infer<typeof environmentSchema>

/** Raised for a configuration that cannot work; `problems` names each variable and what is wrong with it. */
export class EnvironmentError extends Error {
  readonly problems: { name: string; problem: string }[]

  constructor(problems: { name: string; problem: string }[]) {
    super(`Configuration: ${problems.map(({ name, problem }) => `${name} ${problem}`).join("; ")}`)
    this.name = "EnvironmentError"
    this.problems = problems
  }
}

/**
 * Validates `source` (usually `process.env`); an empty value counts as absent. Throws {@link EnvironmentError},
 * which never repeats a value, because values may be secrets.
 */
export function parseEnvironment(source: Record<string, string | undefined>): Environment {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""))
  const result = environmentSchema.safeParse(present)
  if (result.success) return result.data
  const problems = result.error.issues.map((issue) => {
    const name = String(issue.path[0])
    return { name, problem: present[name] === undefined ? "is missing" : issue.message }
  })
  throw new EnvironmentError(problems)
}

let parsed: Environment | undefined

/** The process's configuration, read and validated at first use and not while building. */
export function environment(): Environment {
  parsed ??= parseEnvironment(process.env)
  return parsed
}

/** Whether people reach the app over TLS: then its cookies are `Secure`. */
export function isServedOverTls(source: Pick<Environment, "APP_URL"> = environment()): boolean {
  return source.APP_URL.startsWith("https:")
}

/**
 * Whether the page of primitives and phone states is served: by a development server, and where a test asks for it with
 * `GALLERY=1`, which no deployment sets.
 */
export function hasGallery(): boolean {
  return process.env.NODE_ENV === "development" || process.env.GALLERY === "1"
}
