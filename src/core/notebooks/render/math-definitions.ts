import katex from 'katex';

/*
 * What KaTeX lacks of defining, as MathJax does it: every definition holds from then on for the whole notebook,
 * whatever had the name before, and a command may have a default for its first argument.
 */

/** Macros of one notebook, as KaTeX keeps them: the definitions that it reads are added. */
export type Macros = Record<string, string | object | ((expander: Expander) => string | Expansion)>;

interface Token {
  readonly text: string;
}

/** Tokens in reverse order, as on KaTeX's stack. */
interface Expansion {
  readonly tokens: readonly Token[];
  readonly numArgs: number;
}

/** The part of KaTeX's `MacroExpander` that macros written in JavaScript see (KaTeX, `defineMacro.ts`). */
interface Expander {
  readonly macros: { set(name: string, value: unknown, isGlobal?: boolean): void };
  future(): Token;
  popToken(): Token;
  pushTokens(tokens: readonly Token[]): void;
  consumeSpaces(): void;
  consumeArg(delimiters?: readonly string[]): { readonly tokens: readonly Token[] };
}

/** Macros, and what they may make of one formula. */
export interface MacroTable {
  readonly macros: Macros;
  /** Begins to count anew. KaTeX then refuses a formula whose macros come to too much. @param chars its length */
  beginFormula(chars: number): void;
}

/** KaTeX counts how often a macro is used, and not the length of its expansion: a long one, used a thousand times, takes gigabytes. */
const MAX_BODY_TOKENS = 200_000;
/** Arguments put in, each taken for as long as the formula. */
const MAX_ARGUMENT_TOKENS = 1_000_000;

export function createMacros(): MacroTable {
  let formulaChars = 0;
  let bodyTokens = 0;
  let argumentTokens = 0;
  const macros = new Proxy(createDefinitions(), {
    get(definitions, name) {
      const definition: unknown = Reflect.get(definitions, name);
      const expansion = typeof definition === 'function' ? bodies.get(definition) : definition;
      if (isExpansion(expansion)) {
        bodyTokens += expansion.tokens.length;
        argumentTokens += formulaChars * expansion.tokens.filter(({ text }) => text === '#').length;
        if (bodyTokens > MAX_BODY_TOKENS || argumentTokens > MAX_ARGUMENT_TOKENS)
          throw new katex.ParseError('Macros that come to too much');
      }
      return definition;
    },
  });
  return {
    macros,
    beginFormula(chars) {
      formulaChars = chars;
      bodyTokens = 0;
      argumentTokens = 0;
    },
  };
}

/** The expansion of a macro written in JavaScript. */
const bodies = new WeakMap<object, Expansion>();

function isExpansion(value: unknown): value is Expansion {
  return typeof value === 'object' && value !== null && 'tokens' in value && Array.isArray(value.tokens);
}

function createDefinitions(): Macros {
  return {
    '\\mbox': '\\text',
    '\\def': '\\gdef',
    '\\edef': '\\xdef',
    '\\let': '\\global\\let',
    '\\newcommand': defineCommand,
    '\\renewcommand': defineCommand,
    '\\DeclareMathOperator': defineOperator,
    '\\require': (expander) => {
      expander.consumeArg();
      return '';
    },
  };
}

/** `\newcommand{\name}[count][default]{body}`. */
function defineCommand(expander: Expander): string {
  skipStar(expander);
  const name = commandName(expander);
  const count = optionalArgument(expander);
  const numArgs = Number(
    count
      ?.map(({ text }) => text)
      .reverse()
      .join('') ?? 0,
  );
  if (!(numArgs >= 0 && numArgs <= 9)) throw new katex.ParseError('Not a number of arguments');
  const byDefault = optionalArgument(expander);
  const { tokens } = expander.consumeArg();
  expander.macros.set(
    name,
    byDefault === undefined ? { tokens, numArgs } : withDefault({ tokens, numArgs }, byDefault),
    true,
  );
  return '';
}

/** The first argument may be left out, and comes in brackets where it is not. */
function withDefault(expansion: Expansion, byDefault: readonly Token[]): (expander: Expander) => Expansion {
  const expand = (expander: Expander) => {
    const given = optionalArgument(expander) ?? byDefault;
    expander.pushTokens([{ text: '}' }, ...given, { text: '{' }]);
    return expansion;
  };
  bodies.set(expand, expansion);
  return expand;
}

/** `\DeclareMathOperator{\name}{words}`; with a star, limits are set below and above it. */
function defineOperator(expander: Expander): string {
  const operator = skipStar(expander)
    ? [{ text: '*' }, { text: '\\operatorname' }]
    : [{ text: '\\operatorname' }];
  const name = commandName(expander);
  const { tokens } = expander.consumeArg();
  expander.macros.set(
    name,
    { tokens: [{ text: '}' }, ...tokens, { text: '{' }, ...operator], numArgs: 0 },
    true,
  );
  return '';
}

function skipStar(expander: Expander): boolean {
  expander.consumeSpaces();
  if (expander.future().text !== '*') return false;
  expander.popToken();
  return true;
}

function commandName(expander: Expander): string {
  const { tokens } = expander.consumeArg();
  const name = tokens.filter(({ text }) => text.trim() !== '');
  const only = name.length === 1 ? name[0]?.text : undefined;
  if (only === undefined || !only.startsWith('\\')) throw new katex.ParseError('Not a name of a command');
  return only;
}

function optionalArgument(expander: Expander): readonly Token[] | undefined {
  expander.consumeSpaces();
  if (expander.future().text !== '[') return undefined;
  expander.popToken();
  return expander.consumeArg([']']).tokens;
}
