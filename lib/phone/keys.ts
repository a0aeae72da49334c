/** Name of the live list that holds the member's own phone. */
export const ownPhoneList = "phone"

/** The lock of the one tab that is the member's phone (K6). */
export const leaderLock = (memberId: string) => `toritsugi-phone-${memberId}`

/** In the browser's storage: whether the phone is folded away. */
export const minimisedChoice = "toritsugi.phone-minimised"

/** For which app sign-in the phone's dialog was shown, so that it is offered once (B1). */
export const offeredSignIn = "toritsugi.phone-offered"

/** Which microphone and speaker were chosen on this machine. */
export const chosenDevices = "toritsugi-audio-devices"

/** The channel on which the one tab that is the member's phone tells the others how it stands (K6). */
export const leaderNews = (memberId: string) => `toritsugi-phone-${memberId}`

/** What a softphone tells the app of a call that is only a test (A13). */
export const testCallField = "preflight"
