import { serveAudio } from "@/lib/recordings/playing/serve-audio"

export const GET = serveAudio
