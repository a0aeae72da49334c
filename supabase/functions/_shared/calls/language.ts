import { z } from "zod"

/** The language the customer is spoken to in. */
export const language = z.enum(["ja", "en"])
export type Language = z.infer<typeof language>
