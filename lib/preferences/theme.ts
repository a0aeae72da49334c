export const themes = ["system", "light", "dark"] as const

export type Theme = (typeof themes)[number]

export const themeCookie = "theme"

/** Whether `value` is one of {@link themes}. */
export function isTheme(value: unknown): value is Theme {
  return typeof value === "string" && (themes as readonly string[]).includes(value)
}

/** The theme a cookie names; the device's when it names none. */
export function readTheme(value: string | undefined): Theme {
  return isTheme(value) ? value : "system"
}
