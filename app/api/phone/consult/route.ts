import { consult } from "@/lib/calls/pages/in-call"

export const POST = consult
