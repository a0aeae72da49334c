import { toDomestic } from "./number-format.js"

/** Fills a list with buttons for the numbers there are; choosing one writes it into `field`. */
export function listNumbers(list, field, numbers) {
  list.replaceChildren(
    ...numbers.map((number) => {
      const item = document.createElement("li")
      item.append(numberButton(number, field))
      return item
    }),
  )
  if (!field.value && numbers[0]) field.value = toDomestic(numbers[0].e164)
}

function numberButton({ e164, label }, field) {
  const digits = document.createElement("strong")
  digits.textContent = toDomestic(e164)
  const name = document.createElement("span")
  name.textContent = label
  const button = document.createElement("button")
  button.type = "button"
  button.className = "number"
  button.append(digits, name)
  button.addEventListener("click", () => {
    field.value = toDomestic(e164)
    field.focus()
  })
  return button
}
