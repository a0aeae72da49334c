/** What the carrier tells the customer's phone page. */
export type PhoneMessage =
  | { type: "numbers"; numbers: { e164: string; label: string }[] }
  | { type: "reachable"; number: string | null }
  | { type: "ringing"; callSid: string }
  | { type: "answered"; callSid: string; sdp: string }
  | { type: "incoming"; callSid: string; from: string; sdp: string }
  | { type: "ended"; callSid: string; status: string; seconds: number }

/** What the page tells the carrier. */
export type PhoneRequest =
  | { type: "reachable"; number: string | null }
  | { type: "dial"; from: string; to: string; withheld: boolean; sdp: string }
  | { type: "accept"; sdp: string }
  | { type: "decline" }
  | { type: "hangup" }
  | { type: "press"; digits: string }
