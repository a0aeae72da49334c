// Preloaded into the Next server, which would outlive a killed launcher.

// Next renames its process; the launcher knows the processes of a killed launcher again by their command line.
Object.defineProperty(process, "title", { configurable: true, get: () => "node", set: () => undefined })

// A poll of the parent's id, because it needs no co-operation of the program it is loaded into.
const parent = process.ppid
const timer = setInterval(() => {
  if (process.ppid !== parent || !isAlive(parent)) process.exit(1)
}, 500)
timer.unref()

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === "EPERM"
  }
}
