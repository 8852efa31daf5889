import { runInNewContext } from 'node:vm';

/** What expressions can name: `github`, `needs`, `steps`, `matrix` and the like. */
export type Contexts = Readonly<Record<string, unknown>>;

/** A string, or a name with its properties; a number or a function alone is left as it is. */
const TOKEN = /'(?:[^']|'')*'|[a-zA-Z_][\w-]*(?:\.[\w-]+)+/g;
const WHOLE = /^\$\{\{((?:(?!\}\}).)*)\}\}$/s;

/**
 * What an expression of GitHub Actions comes to (https://docs.github.com/actions, "Evaluate expressions in
 * workflows"). Its operators mean in JavaScript what they mean there, for strings and what is absent.
 *
 * @throws where it names a function that is not known here
 */
export function evaluateExpression(expression: string, contexts: Contexts): unknown {
  const script = expression.replaceAll(TOKEN, (token) =>
    token.startsWith("'")
      ? JSON.stringify(token.slice(1, -1).replaceAll("''", "'"))
      : `get(${JSON.stringify(token)})`,
  );
  return runInNewContext(script, {
    get: (name: string) => readProperty(contexts, name.split('.')),
    format: (pattern: string, ...values: readonly unknown[]) =>
      pattern.replaceAll(/\{(\d+)\}/g, (_, index) => String(values[Number(index)] ?? '')),
    fromJSON: (text: string) => JSON.parse(text),
    toJSON: (value: unknown) => JSON.stringify(value),
    cancelled: () => false,
  });
}

/** A value of the workflow's file: an expression alone keeps its type, one within a text becomes part of it. */
export function evaluateValue(text: string, contexts: Contexts): unknown {
  const [, whole] = WHOLE.exec(text) ?? [];
  if (whole !== undefined) return evaluateExpression(whole, contexts);
  return text.replaceAll(/\$\{\{(.*?)\}\}/gs, (_, each: string) =>
    String(evaluateExpression(each, contexts) ?? ''),
  );
}

export function evaluateText(text: string, contexts: Contexts): string {
  return String(evaluateValue(text, contexts) ?? '');
}

/**
 * Whether a job or a step runs. Without a condition that asks for the state of the others, all before it must have
 * gone well.
 */
export function isToRun(condition: string | undefined, contexts: Contexts, wentWell: boolean): boolean {
  if (condition === undefined) return wentWell;
  const [, inner = condition] = WHOLE.exec(condition) ?? [];
  const asksForState = /\b(?:always|cancelled|failure|success)\(/.test(inner);
  return (asksForState || wentWell) && Boolean(evaluateExpression(inner, contexts));
}

function readProperty(value: unknown, [name, ...rest]: readonly string[]): unknown {
  if (name === undefined) return value;
  if (typeof value !== 'object' || value === null) return undefined;
  return readProperty((value as Readonly<Record<string, unknown>>)[name], rest);
}
