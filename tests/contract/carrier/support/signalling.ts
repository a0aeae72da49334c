import WebSocket from "ws"

interface Message {
  type: string
  payload: Record<string, unknown>
}

/** A bare signalling connection, for messages that an agent's own would not send. */
export interface Signalling {
  send(type: string, payload: object): void
  /** The next message of one of these types. */
  next(...types: string[]): Promise<Message>
  /** Cuts the connection without a word. */
  close(): void
}

/** Connects and listens with a token; its calls are kept `reconnectTimeout` seconds when the connection is lost. */
export async function signallingOf(
  signalUrl: string,
  token: string,
  reconnectTimeout = 0,
): Promise<Signalling> {
  const socket = new WebSocket(signalUrl)
  await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject))
  const send = (type: string, payload: object): void =>
    socket.send(JSON.stringify({ type, payload, version: "1.6" }))
  const next = (...types: string[]): Promise<Message> =>
    new Promise((resolve) => {
      const take = (data: unknown): void => {
        const text = String(data).trim()
        const message = (text === "" ? { type: "", payload: {} } : JSON.parse(text)) as Message
        if (!types.includes(message.type)) return
        socket.off("message", take)
        resolve(message)
      }
      socket.on("message", take)
    })
  const connected = next("connected")
  send("listen", { token, browserinfo: {}, reconnectTimeout })
  await connected
  return { send, next, close: () => socket.terminate() }
}
