/** Telephone sounds made in the page: ringback, ringing, keys. */
const ROWS = [697, 770, 852, 941]
const COLUMNS = [1209, 1336, 1477]
const KEYS = "123456789*0#"

let context = null
let repeating = null

function beep(frequencies, seconds, level) {
  context ??= new AudioContext()
  const gain = context.createGain()
  gain.gain.value = level
  gain.connect(context.destination)
  for (const frequency of frequencies) {
    const oscillator = context.createOscillator()
    oscillator.frequency.value = frequency
    oscillator.connect(gain)
    oscillator.start()
    oscillator.stop(context.currentTime + seconds)
  }
}

/** @param {string} key */
export function playKey(key) {
  const index = KEYS.indexOf(key)
  if (index >= 0) beep([ROWS[Math.floor(index / 3)], COLUMNS[index % 3]], 0.12, 0.08)
}

function repeat(sound) {
  stopSound()
  sound()
  repeating = setInterval(sound, 3000)
}

/** What a caller hears while the other end rings: one second in three. */
export function playRingback() {
  repeat(() => beep([400], 1, 0.05))
}

export function playRing() {
  repeat(() => beep([440, 480], 1.2, 0.08))
}

export function stopSound() {
  clearInterval(repeating)
  repeating = null
}
