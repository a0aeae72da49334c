import { fetchAccount } from "./account.ts"
import {
  createApplication,
  deleteApplication,
  fetchApplication,
  listApplications,
  updateApplication,
} from "./applications.ts"
import { createCall, fetchCall, listCalls, updateCall } from "./calls.ts"
import { fetchConference, listConferences, updateConference } from "./conferences.ts"
import type { RestHandler } from "./context.ts"
import { createParticipant } from "./create-participant.ts"
import { deleteParticipant, fetchParticipant, listParticipants, updateParticipant } from "./participants.ts"
import { deleteRecording, fetchRecording, listRecordings, updateRecording } from "./recordings.ts"

interface Route {
  method: string
  /** Path segments below the account; `*` stands for any one. */
  pattern: string[]
  handler: RestHandler
}

const route = (method: string, pattern: string, handler: RestHandler): Route => ({
  method,
  pattern: pattern.split("/"),
  handler,
})

const RECORDING_PARENTS = ["", "Calls/*/", "Conferences/*/"]

const ROUTES: Route[] = [
  { method: "GET", pattern: [], handler: fetchAccount },
  route("POST", "Applications", createApplication),
  route("GET", "Applications", listApplications),
  route("GET", "Applications/*", fetchApplication),
  route("POST", "Applications/*", updateApplication),
  route("DELETE", "Applications/*", deleteApplication),
  route("POST", "Calls", createCall),
  route("GET", "Calls", listCalls),
  route("GET", "Calls/*", fetchCall),
  route("POST", "Calls/*", updateCall),
  route("GET", "Conferences", listConferences),
  route("GET", "Conferences/*", fetchConference),
  route("POST", "Conferences/*", updateConference),
  route("POST", "Conferences/*/Participants", createParticipant),
  route("GET", "Conferences/*/Participants", listParticipants),
  route("GET", "Conferences/*/Participants/*", fetchParticipant),
  route("POST", "Conferences/*/Participants/*", updateParticipant),
  route("DELETE", "Conferences/*/Participants/*", deleteParticipant),
  ...RECORDING_PARENTS.flatMap((parent) => [
    route("GET", `${parent}Recordings`, listRecordings),
    route("GET", `${parent}Recordings/*`, fetchRecording),
    route("DELETE", `${parent}Recordings/*`, deleteRecording),
  ]),
  route("POST", "Calls/*/Recordings/*", updateRecording),
  route("POST", "Conferences/*/Recordings/*", updateRecording),
]

/** The handler for a method and the segments below the account, or null. */
export function findRoute(method: string, segments: string[]): RestHandler | null {
  const found = ROUTES.find(
    ({ method: verb, pattern }) =>
      verb === method &&
      pattern.length === segments.length &&
      pattern.every((part, i) => part === "*" || part === segments[i]),
  )
  return found?.handler ?? null
}
