import { cancel } from "@/lib/calls/pages/in-call"

export const POST = cancel
