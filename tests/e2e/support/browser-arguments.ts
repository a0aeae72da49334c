/** Arguments of every Chromium in tests; `microphone` is a WAV file it hears in place of a beep. */
export function browserArguments(microphone?: string): string[] {
  return [
    // Chromium's sandbox refuses to start for root.
    ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    ...(microphone === undefined ? [] : [`--use-file-for-fake-audio-capture=${microphone}`]),
    "--autoplay-policy=no-user-gesture-required",
    // Nothing leaves the machine, not even a look-up.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
  ]
}
