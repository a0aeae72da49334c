import "server-only"
import { cache } from "react"
import { createServerClient } from "@/lib/supabase/server"
import { getMember } from "./queries"

/** The member who sent the present request, asked for once a request; null as in `getMember`. */
export const currentMember = cache(async () => getMember(await createServerClient()))
