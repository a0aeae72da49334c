import { hold } from "@/lib/calls/pages/in-call"

export const POST = hold
