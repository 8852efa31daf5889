import { relative, resolve, sep } from 'node:path';
import { parseCatalog } from '../core/catalog/parse.ts';
import { parseImageReference } from '../core/images/reference.ts';
import {
  type CiKind,
  DEFAULTS,
  guessHub,
  guessSiteUrl,
  type NewCatalogue,
  type NewContent,
  type NewFile,
} from '../core/new-catalogue/answers.ts';
import { listNewFiles } from '../core/new-catalogue/files.ts';
import { ok } from '../core/result.ts';
import { shortenAtWord } from '../core/shorten.ts';
import { trimEndSlashes } from '../core/trim.ts';
import { readPackageVersion } from '../io/files/package-root.ts';
import type { GitClient } from '../io/git/types.ts';
import { standardError, standardOutput } from '../io/output/printer.ts';
import { inspectContent, withOwnIds } from '../tasks/new-catalogue/inspect-content.ts';
import { inspectImage } from '../tasks/new-catalogue/inspect-image.ts';
import { writeNewFiles } from '../tasks/new-catalogue/write-new-files.ts';
import type { Invocation } from './config.ts';
import { type ExitStatus, UsageError } from './host.ts';
import { createQuestions, type Questions } from './questions.ts';
import { createInspection } from './wiring.ts';

/** What `slipway new catalogue` takes on the command line; what is missing is asked on a terminal. */
export interface NewOptions {
  readonly title?: string;
  readonly url?: string;
  readonly repository?: string;
  readonly content?: readonly string[];
  readonly image?: string;
  readonly hub?: string;
  readonly language?: string;
  readonly ci: CiKind;
  readonly slipway?: string;
  readonly yes: boolean;
}

/** The oldest Node that the package runs on, and the one that a catalogue gets where the machine's is older. */
const NEEDED_NODE = [22, 12] as const;
const BUNDLED_NODE = '24';

/** Asks what is not known yet, looks at the contents and the image, and writes the catalogue. */
export async function writeNewCatalogue(
  invocation: Invocation,
  folder: string,
  options: NewOptions,
): Promise<ExitStatus> {
  const isAsking = !options.yes && process.stdin.isTTY === true;
  const questions = isAsking ? createQuestions() : undefined;
  const inspection = await createInspection(invocation);
  try {
    const answers = await collectAnswers(options, questions);
    const digest =
      answers.image.digest === undefined
        ? inspectImage(answers.image, inspection.registry)
        : ok(answers.image.digest);
    const contents = await inspectAll(answers.contents, inspection.git);
    if (contents === undefined) return 1;
    const pinned = await digest;
    const image = { ...answers.image, ...(pinned.ok && { digest: pinned.value }) };
    const target = resolve(invocation.workFolder, folder);
    const catalogue = completeCatalogue({ ...answers, image }, contents, invocation, target);
    const files = listNewFiles(catalogue);
    const fault = findFault(files);
    if (fault !== undefined) throw new UsageError(fault);
    const written = await writeNewFiles(target, files);
    if (!written.ok) {
      standardError.printText(written.failure);
      return 1;
    }
    standardOutput.printText(describeWritten(folder, written.value, pinned.ok ? [] : [pinned.failure]));
    return 0;
  } finally {
    questions?.close();
    await inspection.close();
  }
}

interface Answers extends Omit<NewCatalogue, 'contents' | 'slipway' | 'node'> {
  /** Addresses of content repositories. */
  readonly contents: readonly string[];
  readonly slipway: string | undefined;
}

async function collectAnswers(options: NewOptions, questions: Questions | undefined): Promise<Answers> {
  const answer = async (given: string | undefined, question: string, suggested: string) =>
    given ?? (await questions?.ask(question, suggested)) ?? suggested;
  const title = await answer(options.title, 'Title of the catalogue', DEFAULTS.title);
  const repository = checkAddress(
    await answer(options.repository, 'Repository that will hold it', DEFAULTS.repository),
    '--repository',
  );
  const url = checkAddress(
    await answer(
      options.url,
      'Where the site will be published',
      guessSiteUrl(repository) ?? 'https://example.org/',
    ),
    '--url',
  );
  const given =
    options.content ?? (await questions?.ask('Repositories of notebooks, or none for your own', ''));
  const image = await answer(options.image, 'Container image, with its tag', DEFAULTS.image);
  const hub = await answer(options.hub, 'BinderHub or JupyterHub', DEFAULTS.hub);
  const language = await answer(options.language, 'Language', DEFAULTS.language);
  return {
    title,
    url: url.endsWith('/') ? url : `${url}/`,
    repository: trimEndSlashes(repository),
    contents: typeof given === 'string' ? given.split(/[\s,]+/).filter((each) => each !== '') : (given ?? []),
    image: parseImage(image),
    hub: guessHub(checkAddress(hub, '--hub')),
    language,
    ci: options.ci,
    slipway: options.slipway,
  };
}

/** What `slipway check` would say of the manifest, in one sentence that quotes the answer it is about. */
function findFault(files: readonly NewFile[]): string | undefined {
  const { text, path } = files.find(({ path }) => path === 'catalog.yaml') ?? { text: '', path: '' };
  const fault = parseCatalog(text, path).diagnostics.find(({ severity }) => severity === 'error');
  if (fault === undefined) return undefined;
  const line = text.split('\n')[(fault.position.line ?? 1) - 1]?.trim() ?? '';
  return `Nothing was written, since this would be wrong: ${shortenAtWord(line, 80)}: ${fault.message}`;
}

async function inspectAll(
  addresses: readonly string[],
  git: GitClient,
): Promise<readonly NewContent[] | undefined> {
  const found: NewContent[] = [];
  for (const address of addresses) {
    const content = await inspectContent(checkAddress(address, '--content'), git);
    if (!content.ok) {
      standardError.printText(content.failure);
      return undefined;
    }
    const { notebookCount: count, ...kept } = content.value;
    standardError.printText(
      `${kept.repository}: ${count} ${count === 1 ? 'notebook' : 'notebooks'} on the branch ${kept.branch}.`,
    );
    found.push(kept);
  }
  return withOwnIds(found);
}

function completeCatalogue(
  { slipway, ...answers }: Answers,
  contents: readonly NewContent[],
  { workFolder }: Invocation,
  target: string,
): NewCatalogue {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const isOld = major < NEEDED_NODE[0] || (major === NEEDED_NODE[0] && minor < NEEDED_NODE[1]);
  // `npx --package node@24 …`: who has to bring a Node along has none that will do.
  const isBorrowed = process.execPath.split(sep).includes('node_modules');
  return {
    ...answers,
    contents,
    slipway: slipway === undefined ? `^${readPackageVersion()}` : fromFolder(slipway, workFolder, target),
    ...((isOld || isBorrowed) && { node: BUNDLED_NODE }),
  };
}

/** A file that is named from the working folder, as the catalogue's own `package.json` has to name it. */
function fromFolder(spec: string, workFolder: string, target: string): string {
  if (!/\.t(?:ar\.)?gz$/.test(spec) || /^[a-z+]+:/i.test(spec)) return spec;
  return `file:${relative(target, resolve(workFolder, spec)).replaceAll('\\', '/')}`;
}

/** @throws UsageError */
function checkAddress(text: string, option: string): string {
  if (/^(?:https?|ssh|file):$/.test(URL.parse(text)?.protocol ?? '')) return text;
  throw new UsageError(`${option} takes an address such as https://example.org/name, not "${text}".`);
}

/** @throws UsageError */
function parseImage(text: string): NewCatalogue['image'] {
  const image = parseImageReference(text);
  if (!image.ok) throw new UsageError(`--image takes an image with its tag: ${image.failure.message}`);
  const { tag, digest } = image.value;
  if (tag === undefined || tag === 'latest') {
    throw new UsageError(
      `--image takes a tag that never moves, such as ${DEFAULTS.image}; ${tag === undefined ? 'there is none' : '"latest" moves'}.`,
    );
  }
  const name = text.split('@')[0]?.replace(/:[^:/]*$/, '') ?? text;
  return { name, tag, ...(digest !== undefined && { digest }) };
}

/** Whether a shell takes a path as it is; in double quotes, those of Windows take it, too. */
function isPlainWord(path: string): boolean {
  return /^[\p{L}\p{N}./:\\_@+-]+$/u.test(path);
}

function describeWritten(folder: string, paths: readonly string[], notes: readonly string[]): string {
  // What begins with a dash would be an option.
  const path = folder.startsWith('-') ? `./${folder}` : folder;
  const enter = folder === '.' ? [] : [`  cd ${isPlainWord(path) ? path : JSON.stringify(path)}`];
  return [
    `Wrote ${paths.length} files: ${paths.join(', ')}.`,
    ...notes,
    'Next:',
    ...enter,
    '  npm install',
    '  npm start',
  ].join('\n');
}
