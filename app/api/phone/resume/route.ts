import { resume } from "@/lib/calls/pages/in-call"

export const POST = resume
