const speaker = new Audio()
speaker.autoplay = true

/** A connection with the microphone on it; what comes back is played. */
export async function openAudio() {
  const microphone = await navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: true } })
  const peer = new RTCPeerConnection()
  for (const track of microphone.getTracks()) peer.addTrack(track, microphone)
  peer.ontrack = ({ track, streams }) => {
    speaker.srcObject = streams[0] ?? new MediaStream([track])
  }
  return { peer, microphone }
}

export function closeAudio(audio) {
  audio?.peer.close()
  for (const track of audio?.microphone.getTracks() ?? []) track.stop()
  speaker.srcObject = null
}
