import { issueToken } from "@/lib/calls/pages/issue-token"

export const POST = issueToken
