import { stringify } from 'yaml';
import { hubKind } from '../hub-kinds/kinds.ts';
import { MAIN_BRANCH, type NewCatalogue, type NewContent, NOTEBOOK_FOLDER } from './answers.ts';

const SCHEMA = './node_modules/slipway/public/catalog.schema.json';
/** Id of the one environment. */
const ENVIRONMENT = 'main';

/** `catalog.yaml`: what was answered, with a comment at whatever will be changed some day. */
export function writeManifest(catalogue: NewCatalogue): string {
  return [
    `# yaml-language-server: $schema=${SCHEMA}`,
    '#',
    '# The whole catalogue is described in this file. Change it, run `npm run check`, push: the site follows.',
    '# Editors that know YAML schemas complete the keys and underline mistakes.',
    'version: 1',
    '',
    ...siteLines(catalogue),
    '',
    ...hubLines(catalogue),
    '',
    ...environmentLines(catalogue),
    '',
    ...contentLines(catalogue),
    '',
  ].join('\n');
}

function siteLines({ title, url, language, repository }: NewCatalogue): string[] {
  return [
    'site:',
    `  title: ${scalar(title)}`,
    '  # Where the site is published.',
    `  url: ${scalar(url)}`,
    `  language: ${scalar(language)}`,
    '  # The repository that holds this file.',
    `  repository: ${scalar(repository)}`,
  ];
}

function hubLines({ hub }: NewCatalogue): string[] {
  const isBinder = hubKind(hub.type).runs === 'binder-repositories';
  return [
    '# Where notebooks run, in the order in which the buttons are offered.',
    'hubs:',
    `  ${isBinder ? 'binder' : 'hub'}:`,
    '    # binderhub: starts any image. jupyterhub: students sign in, and it runs the images that its administrators',
    '    # gave it; they need nbgitpuller.',
    `    type: ${hub.type}`,
    `    url: ${scalar(hub.url)}`,
    ...(isBinder ? [] : [`    environments: [${ENVIRONMENT}]`]),
  ];
}

function environmentLines({ image, hub, repository }: NewCatalogue): string[] {
  return [
    '# What notebooks run in: a container image with a tag that never moves. `latest` is refused.',
    'environments:',
    `  ${ENVIRONMENT}:`,
    '    title: Software of the course',
    `    image: ${scalar(image.name)}`,
    `    tag: ${scalar(image.tag)}`,
    ...(image.digest === undefined ? [] : [`    digest: ${scalar(image.digest)}`]),
    ...(hubKind(hub.type).runs === 'binder-repositories'
      ? [
          '    # A branch that holds nothing but a Dockerfile, with one line:',
          `    #   FROM ${image.name}:${image.tag}${image.digest === undefined ? '' : `@${image.digest}`}`,
          '    # A BinderHub builds it, once, and then starts the finished image. README.md says how to make it.',
          '    binder:',
          `      repository: ${scalar(repository)}`,
          `      ref: binder-${ENVIRONMENT}`,
        ]
      : []),
  ];
}

function contentLines({ contents, repository, title, language }: NewCatalogue): string[] {
  const lines =
    contents.length > 0
      ? contents.flatMap((content) => givenContent(content, language))
      : [
          '  course:',
          `    title: ${scalar(title)}`,
          '    # What the hub pulls when a student presses the button: this repository …',
          `    repository: ${scalar(repository)}`,
          `    branch: ${MAIN_BRANCH}`,
          '    # … whose notebooks are beside this file, so the site reads them here and clones nothing.',
          `    directory: ./${NOTEBOOK_FOLDER}`,
          '    # Where that folder is in the repository. Paths below begin with it.',
          `    repository_path: ${NOTEBOOK_FOLDER}`,
          `    environment: ${ENVIRONMENT}`,
          `    language: ${scalar(language)}`,
        ];
  return ['# What is taught: one entry for each repository of notebooks.', 'content:', ...lines];
}

function givenContent({ id, title, repository, branch, include }: NewContent, language: string): string[] {
  return [
    `  ${id}:`,
    `    title: ${scalar(title)}`,
    `    repository: ${scalar(repository)}`,
    `    branch: ${scalar(branch)}`,
    ...(include === undefined ? [] : [`    include: [${include.map((glob) => quoted(glob)).join(', ')}]`]),
    `    environment: ${ENVIRONMENT}`,
    `    language: ${scalar(language)}`,
  ];
}

/** A text as YAML reads it back, on one line. */
function scalar(text: string): string {
  return stringify(text.replaceAll(/\s+/g, ' ').trim(), { lineWidth: 0 }).trimEnd();
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
