import { z } from "zod"

export const credentials = z.object({ email: z.email(), password: z.string().min(1).max(200) })

export const passwordResetRequest = z.object({ email: z.email() })

export const newPassword = z.object({ password: z.string().max(200), again: z.string().max(200) })
