import { signInAgain } from "@/lib/auth/sign-in-again"

export const POST = signInAgain
