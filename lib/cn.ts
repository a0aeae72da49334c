import { type ClassValue, clsx } from "clsx"
import { createTailwindMerge } from "tailwind-merge"

const any = () => true
const of = (prefix: string) => [{ [prefix]: [any] }]

/** Groups of which only one utility can count, each named by its prefix: `px-2` and `px-4`, `h-7` and `h-8`. */
const byPrefix = [
  ...["p", "px", "py", "pt", "pr", "pb", "pl", "m", "mx", "my", "mt", "mr", "mb", "ml"],
  ...["w", "h", "size", "min-w", "min-h", "max-w", "max-h", "gap", "gap-x", "gap-y"],
  ...["inset", "inset-x", "inset-y", "top", "right", "bottom", "left", "z"],
  ...["bg", "leading", "tracking", "rounded", "shadow", "opacity", "cursor", "whitespace"],
  ...["grid-cols", "items", "justify", "self", "overflow", "overflow-x", "overflow-y"],
] as const

/*
 * Only what this app's components override in one another. The library's complete table would be a tenth of what
 * a browser loads before the first page works.
 */
const merge = createTailwindMerge(() => ({
  cacheSize: 500,
  theme: {},
  classGroups: {
    ...Object.fromEntries(byPrefix.map((prefix) => [prefix, of(prefix)])),
    display: ["block", "inline-block", "flex", "inline-flex", "grid", "table", "contents", "hidden"],
    position: ["static", "relative", "absolute", "fixed", "sticky"],
    grow: [{ grow: ["", any] }],
    shrink: [{ shrink: ["", any] }],
    "font-size": [{ text: ["11", "12", "13", "14", "16", "20", "24"] }],
    "text-align": [{ text: ["left", "center", "right"] }],
    "text-color": of("text"),
    "font-weight": [{ font: ["normal", "semibold"] }],
    "border-w": [{ border: ["", "0", "2"] }],
    "border-t": ["border-t"],
    "border-r": ["border-r"],
    "border-b": ["border-b"],
    "border-l": ["border-l"],
    "border-color": of("border"),
  },
  conflictingClassGroups: {
    p: ["px", "py", "pt", "pr", "pb", "pl"],
    px: ["pr", "pl"],
    py: ["pt", "pb"],
    m: ["mx", "my", "mt", "mr", "mb", "ml"],
    mx: ["mr", "ml"],
    my: ["mt", "mb"],
    size: ["w", "h"],
    gap: ["gap-x", "gap-y"],
    inset: ["inset-x", "inset-y", "top", "right", "bottom", "left"],
    "inset-x": ["right", "left"],
    "inset-y": ["top", "bottom"],
    overflow: ["overflow-x", "overflow-y"],
    "font-size": ["leading"],
  },
  conflictingClassGroupModifiers: {},
  orderSensitiveModifiers: ["*", "**", "before", "after"],
}))

/** Joins class names; of two utilities that set the same property the later one stays. */
export function cn(...inputs: ClassValue[]) {
  return merge(clsx(inputs))
}
