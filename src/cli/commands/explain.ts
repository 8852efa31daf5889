import { parseArgs } from 'node:util';
import { explainLink, isSound } from '../../core/links/explain/explain.ts';
import { formatExplanation } from '../../core/links/explain/format.ts';
import { standardError, standardOutput } from '../../io/output/printer.ts';

const USAGE = `Usage: npm run explain -- [--format text|json] 'LINK'

Says what a launch link opens, names its faults and prints the corrected link.
Put the link in single quotes: shells take & and ? for themselves.
Exit status: 0 the link is sound, 1 it has faults, 2 wrong usage.`;

process.exitCode = main(process.argv.slice(2));

function main(args: string[]): number {
  const read = readArguments(args);
  if (typeof read === 'string') {
    standardError.printText(`${read}\n\n${USAGE}`);
    return 2;
  }
  if (read.help) {
    standardOutput.printText(USAGE);
    return 0;
  }
  const explanation = explainLink(read.link);
  if (read.format === 'json') standardOutput.printJson(JSON.stringify(explanation, null, 2));
  else standardOutput.printText(formatExplanation(explanation));
  return isSound(explanation) ? 0 : 1;
}

interface Arguments {
  readonly link: string;
  readonly format: string;
  readonly help: boolean;
}

/** The arguments, or a sentence about what is wrong with them, which repeats nothing of a link. */
function readArguments(args: string[]): Arguments | string {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { format: { type: 'string', default: 'text' }, help: { type: 'boolean', short: 'h' } },
    });
    const [link = '', ...others] = positionals;
    const help = values.help === true;
    if (!['text', 'json'].includes(values.format)) return 'The format is text or json.';
    if (!help && (link === '' || others.length > 0)) return 'Give one link.';
    return { link, format: values.format, help };
  } catch {
    return 'The options are --format and --help.';
  }
}
