/** Path of the configuration of Renovate, which proposes new versions in pull requests. */
export const RENOVATE_FILE = 'renovate.json';

/** Expressions for RE2, which has no look-around. The keys follow each other, with comments between them. */
const IN_LINES = String.raw`['"]?image['"]?:[ \t]+['"]?(?<depName>[\w.:/-]+)['"]?,?[ \t]*(?:#[^\n]*)?\r?\n(?:[ \t]*#[^\n]*\n)*[ \t]*['"]?tag['"]?:[ \t]+(?:&\w+[ \t]+)?['"]?(?<currentValue>[\w.-]+)['"]?,?[ \t]*(?:#[^\n]*)?(?:\r?\n[ \t]*['"]?digest['"]?:[ \t]+['"]?(?<currentDigest>sha256:[a-f0-9]{64}))?`;
const IN_BRACES = String.raw`image:[ \t]+['"]?(?<depName>[\w.:/-]+)['"]?,[ \t]*tag:[ \t]+['"]?(?<currentValue>[\w.-]+)['"]?(?:,[ \t]*digest:[ \t]+['"]?(?<currentDigest>sha256:[a-f0-9]{64}))?`;

/**
 * Lets Renovate find the current version of each environment in `catalog.yaml`
 * (https://docs.renovatebot.com/modules/manager/regex/). Earlier versions have no `image` of their own and stay.
 */
export function writeRenovate(): string {
  const find = (description: string, expression: string) => ({
    customType: 'regex',
    description,
    managerFilePatterns: [String.raw`/(^|/)catalog\.ya?ml$/`],
    matchStrings: [expression],
    datasourceTemplate: 'docker',
  });
  const configuration = {
    $schema: 'https://docs.renovatebot.com/renovate-schema.json',
    customManagers: [
      find('Images of a Slipway catalogue, one key a line', IN_LINES),
      find('Images of a Slipway catalogue, in braces on one line', IN_BRACES),
    ],
    packageRules: [
      {
        matchManagers: ['custom.regex'],
        matchFileNames: ['**/catalog.yaml', '**/catalog.yml'],
        prBodyNotes: [
          'To keep the version before for older links, close this and run `npx slipway bump ENVIRONMENT {{{newValue}}}`.',
        ],
      },
    ],
  };
  return `${JSON.stringify(configuration, null, 2)}\n`;
}
