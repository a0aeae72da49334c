import { isNode, memberOf, type Node, nameOf, nodesOf } from "./syntax.ts"

const listMethods = new Set(["map", "flatMap", "filter", "toSorted", "toReversed", "slice"])
const functions = new Set(["FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression"])

/**
 * Whether an expression between JSX tags may become bare text. Without types this is judged by how it is written:
 * texts, numbers, properties and results of functions are text; elements, lists and `children` are not. A name is
 * followed to where this file declares it; one that cannot be followed is not called text.
 */
export function mayBeText(expression: Node, depth = 0): boolean {
  if (depth > 6) return false
  const either = (...parts: unknown[]) => parts.some((part) => isNode(part) && mayBeText(part, depth + 1))
  switch (expression.type) {
    case "Literal":
      return ["string", "number"].includes(typeof expression.value) && String(expression.value).trim() !== ""
    case "TemplateLiteral":
      return true
    case "BinaryExpression":
      return ["+", "-", "*", "/", "%"].includes(String(expression.operator))
    case "ConditionalExpression":
      return either(expression.consequent, expression.alternate)
    case "LogicalExpression":
      return expression.operator === "&&"
        ? either(expression.right)
        : either(expression.left, expression.right)
    case "ParenthesizedExpression":
    case "TSNonNullExpression":
    case "TSAsExpression":
    case "ChainExpression":
      return either(expression.expression)
    case "MemberExpression":
      return memberOf(expression)?.name !== "children"
    case "CallExpression":
      return isTextCall(expression)
    case "Identifier":
      return isTextName(expression, depth)
    default:
      return false
  }
}

function isTextCall(call: Node): boolean {
  const member = memberOf(call.callee)
  if (member) return !listMethods.has(member.name)
  const name = nameOf(call.callee)
  if (name === null || name === "children") return false
  const declared = declarationOf(call, name)
  return !(declared && hasElements(declared))
}

function isTextName(name: Node, depth: number): boolean {
  const written = String(name.name)
  if (written === "children" || written === "undefined") return false
  const declared = declarationOf(name, written)
  if (!declared) return false
  if (declared.type === "VariableDeclarator")
    return isNode(declared.init) && nameOf(declared.id) === written && mayBeText(declared.init, depth + 1)
  const type = propertyType(declared, written)
  return type !== null && isTextType(type)
}

/** The declaration or the typed parameter that `name` means at `from`: the nearest one around it. */
function declarationOf(from: Node, name: string): Node | null {
  for (let scope: Node | null = from.parent; scope; scope = scope.parent) {
    if (functions.has(scope.type)) {
      const parameter = (scope.params as Node[]).find((param) => patternHolds(param, name))
      if (parameter) return parameter
    }
    if (scope.type === "BlockStatement" || scope.type === "Program") {
      for (const statement of scope.body as Node[]) {
        const declared = declaredIn(statement, name)
        if (declared) return declared
      }
    }
  }
  return null
}

function declaredIn(statement: Node, name: string): Node | null {
  const inner = isNode(statement.declaration) ? statement.declaration : statement
  if (inner.type === "FunctionDeclaration") return nameOf(inner.id) === name ? inner : null
  if (inner.type !== "VariableDeclaration") return null
  return (inner.declarations as Node[]).find(({ id }) => isNode(id) && patternHolds(id, name)) ?? null
}

function patternHolds(pattern: Node, name: string): boolean {
  if (nameOf(pattern) === name) return true
  if (pattern.type === "AssignmentPattern") return isNode(pattern.left) && patternHolds(pattern.left, name)
  if (pattern.type !== "ObjectPattern") return false
  return (pattern.properties as Node[]).some(({ value }) => isNode(value) && patternHolds(value, name))
}

/** The type that this file gives to the property `name` of a destructured parameter. */
function propertyType(parameter: Node, name: string): Node | null {
  const annotation = parameter.typeAnnotation as Node | null | undefined
  if (!annotation || !isNode(annotation.typeAnnotation)) return null
  if (parameter.type === "Identifier") return annotation.typeAnnotation
  const program = programOf(parameter)
  for (const node of typeParts(annotation.typeAnnotation, program)) {
    for (const member of nodesOf(node)) {
      if (member.type !== "TSPropertySignature" || nameOf(member.key) !== name) continue
      const type = (member.typeAnnotation as Node | null)?.typeAnnotation
      if (isNode(type)) return type
    }
  }
  return null
}

/** A type and, where it refers to types of the same file, those. */
function typeParts(type: Node, program: Node): Node[] {
  const names = [...nodesOf(type)]
    .filter(({ type }) => type === "TSTypeReference")
    .map((reference) => nameOf(reference.typeName))
  const declared = (program.body as Node[])
    .map((statement) => (isNode(statement.declaration) ? statement.declaration : statement))
    .filter(({ type, id }) => /^TS(TypeAlias|Interface)Declaration$/.test(type) && names.includes(nameOf(id)))
  return [type, ...declared]
}

function programOf(node: Node): Node {
  return node.parent ? programOf(node.parent) : node
}

function isTextType(type: Node): boolean {
  if (type.type === "TSUnionType") return (type.types as Node[]).some(isTextType)
  return ["TSStringKeyword", "TSNumberKeyword", "TSLiteralType", "TSTemplateLiteralType"].includes(type.type)
}

function hasElements(node: Node): boolean {
  return [...nodesOf(node)].some(({ type }) => type === "JSXElement" || type === "JSXFragment")
}
