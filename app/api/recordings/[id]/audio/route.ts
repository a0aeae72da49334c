import { serveAudio } from "@/lib/recordings/playing/serve-audio"
import { serviceClient } from "@/lib/supabase/service"

export const GET = serveAudio(serviceClient)
