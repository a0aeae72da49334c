import { timingSafeEqual } from "node:crypto"
import type { IncomingMessage, ServerResponse } from "node:http"
import { readBody, sendJson } from "../http.ts"
import type { NumberConfig } from "../options.ts"
import type { FaultSettings } from "../webhooks/fault-set.ts"
import { type Control, NotThereError } from "./control.ts"
import { readScript } from "./script.ts"
import type { BusyDaySetup, EndpointSetup, PartyAction, ScriptedCall } from "./types.ts"

/** Answers a request below /control: for the holder of the control token only. */
export async function handleControl(
  control: Control,
  token: string,
  req: IncomingMessage,
  res: ServerResponse,
  url: URL,
): Promise<void> {
  if (!authorised(token, req.headers.authorization)) {
    sendJson(res, 401, { error: "the control API needs its bearer token" })
    return
  }
  try {
    const body = await readBody(req)
    const result = await answer(control, req.method ?? "GET", url, body === "" ? {} : JSON.parse(body))
    if (result === undefined) sendJson(res, 501, { error: `not implemented: ${req.method} ${url.pathname}` })
    else sendJson(res, 200, result)
  } catch (error) {
    const status = error instanceof NotThereError ? 404 : 400
    sendJson(res, status, { error: error instanceof Error ? error.message : String(error) })
  }
}

/** The result, or undefined where there is no such route. */
async function answer(control: Control, method: string, url: URL, body: unknown): Promise<unknown> {
  const [resource = "", id = "", detail = ""] = url.pathname
    .slice("/control/".length)
    .split("/")
    .map(decodeURIComponent)
  switch (`${method} ${resource}${id ? "/:id" : ""}${detail ? `/${detail}` : ""}`) {
    case "POST calls": {
      const setup = body as ScriptedCall
      return control.call({ ...setup, script: readScript(setup.script) })
    }
    case "GET calls/:id":
      return control.view(id)
    case "POST calls/:id":
      return control.act(id, body as PartyAction)
    case "GET calls/:id/heard":
      return control.heard(id, Number(url.searchParams.get("ms") ?? 1000), frequencies(url))
    case "POST endpoints": {
      const setup = body as EndpointSetup
      control.setEndpoint({ ...setup, script: readScript(setup.script) })
      return {}
    }
    case "PUT numbers":
      control.setNumbers(body as NumberConfig[])
      return {}
    case "PUT faults":
      control.setFaults(body as FaultSettings)
      return {}
    case "POST faults":
      return control.addFaults(body as FaultSettings)
    case "DELETE faults/:id":
      control.removeFaults(id)
      return {}
    case "GET alerts":
      return control.alerts()
    case "DELETE alerts":
      control.clearAlerts()
      return {}
    case "GET state":
      return control.state()
    case "POST busy-day":
      return control.startBusyDay(body as BusyDaySetup)
    case "GET busy-day/:id":
      return control.busyDay(id) ?? undefined
    default:
      return undefined
  }
}

function frequencies(url: URL): number[] {
  return (url.searchParams.get("hz") ?? "")
    .split(",")
    .map(Number)
    .filter((hz) => hz > 0)
}

function authorised(token: string, header: string | undefined): boolean {
  const wanted = Buffer.from(`Bearer ${token}`)
  const given = Buffer.from(header ?? "")
  return wanted.length === given.length && timingSafeEqual(wanted, given)
}
