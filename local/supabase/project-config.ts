import { readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { parse } from "smol-toml"
import { z } from "zod"

/** The settings of `supabase/config.toml` this stack honours, with the CLI's defaults. Everything else in it is left alone. */
const configSchema = z.object({
  api: z
    .object({
      schemas: z.array(z.string()).default(["public"]),
      extra_search_path: z.array(z.string()).default(["public", "extensions"]),
      max_rows: z.number().int().positive().default(1000),
    })
    .prefault({}),
  auth: z
    .object({
      site_url: z.string().default("http://127.0.0.1:3000"),
      additional_redirect_urls: z.array(z.string()).default([]),
      /** Seconds an access token lives. */
      jwt_expiry: z.number().int().positive().default(3600),
      enable_signup: z.boolean().default(true),
      enable_anonymous_sign_ins: z.literal(false, "is not implemented by the local stack").default(false),
      minimum_password_length: z.number().int().positive().default(6),
      enable_refresh_token_rotation: z.boolean().default(true),
      /** Seconds. */
      refresh_token_reuse_interval: z.number().int().nonnegative().default(10),
      rate_limit: z
        .object({
          /** Sign-ins of one address of the network within five minutes. */
          sign_in_sign_ups: z.number().int().positive().default(30),
        })
        .prefault({}),
      email: z
        .object({
          enable_signup: z.boolean().default(true),
          enable_confirmations: z.boolean().default(false),
          /** Seconds a link in a mail is good for. */
          otp_expiry: z.number().int().positive().default(3600),
          /** Least time between two mails to one address, as Go writes durations. */
          max_frequency: z
            .string()
            .regex(/^\d+[smh]$/)
            .default("1m"),
          /** Mails by kind; each file's path begins at the project's folder, which holds `supabase/config.toml`. */
          template: z
            .record(
              z.string(),
              z.object({ subject: z.string().optional(), content_path: z.string().optional() }),
            )
            .default({}),
        })
        .prefault({}),
    })
    .prefault({}),
  storage: z.object({ file_size_limit: z.union([z.string(), z.number()]).default("50MiB") }).prefault({}),
  functions: z
    .record(
      z.string(),
      z.object({ verify_jwt: z.boolean().default(true), enabled: z.boolean().default(true) }),
    )
    .default({}),
})

export type ProjectConfig = z.infer<typeof configSchema> & { templates: MailTemplates }

/** Mail templates by kind (`recovery`, `invite`, …), as Supabase Auth takes them. */
export type MailTemplates = Record<string, { subject: string | undefined; html: string }>

/**
 * Reads `config.toml`; without a path, or without the file, everything has its default.
 * @throws Error naming the file when it is not TOML, a setting has the wrong type or a mail's template is not there.
 */
export function readProjectConfig(file: string | undefined): ProjectConfig {
  let text = ""
  try {
    if (file !== undefined) text = readFileSync(file, "utf8")
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error
  }
  try {
    const config = configSchema.parse(parse(text))
    return { ...config, templates: readTemplates(config, dirname(dirname(file ?? "/"))) }
  } catch (error) {
    throw new Error(`${file}: ${error instanceof z.ZodError ? z.prettifyError(error) : String(error)}`)
  }
}

function readTemplates({ auth }: z.infer<typeof configSchema>, folder: string): MailTemplates {
  const written = Object.entries(auth.email.template).flatMap(([kind, { subject, content_path: path }]) =>
    path === undefined ? [] : [[kind, { subject, html: readFileSync(join(folder, path), "utf8") }] as const],
  )
  return Object.fromEntries(written)
}

const seconds: Record<string, number> = { s: 1, m: 60, h: 3600 }

/** Seconds of a duration as config.toml writes it ("1m", "90s"). */
export function secondsOf(duration: string): number {
  return Number(duration.slice(0, -1)) * (seconds[duration.slice(-1)] ?? Number.NaN)
}

const units: Record<string, number> = {
  "": 1,
  B: 1,
  KB: 1e3,
  MB: 1e6,
  GB: 1e9,
  KIB: 1024,
  MIB: 1024 ** 2,
  GIB: 1024 ** 3,
}

/** Bytes of a size as config.toml writes it ("50MiB", 1000). */
export function bytesOf(size: string | number): number {
  const [, amount, unit] = /^\s*(\d+(?:\.\d+)?)\s*([a-z]*)\s*$/i.exec(String(size)) ?? []
  const factor = units[(unit ?? "?").toUpperCase()]
  if (amount === undefined || factor === undefined) throw new Error(`not a size: ${size}`)
  return Math.floor(Number(amount) * factor)
}
