import { imageOf, type NewEnvironment, REGISTRY_FACTS } from './environment-kinds.ts';

/** What the environment repository says of itself. */
export function writeEnvironmentReadme(environment: NewEnvironment): string {
  const { name, registry } = environment;
  const { title, secrets } = REGISTRY_FACTS[registry];
  const signIn =
    secrets === undefined
      ? `The workflow signs in to ${title} by itself. After the first push, make the package public in its settings.`
      : `Give this repository the secrets \`${secrets.user}\` and \`${secrets.token}\` of ${title}, with the right to push.`;
  return `# ${name}

The image \`${imageOf(environment)}\`, in which notebooks of our catalogue run. [repo2docker](https://repo2docker.readthedocs.io) builds it from the folder
\`binder\`, and \`./verify\` says whether it is what the notebooks need.

1. List the packages in \`binder\`, and what must never be missing in \`verify\`. Tests in a folder \`tests\` run as well.
2. ${signIn}
3. Push. Every Monday and at each change, the workflow builds the image, runs \`./verify\` in it, and only then pushes it under a tag of
   its own, such as \`20261130T0441\`, and under its commit. Tags never move, and there is no \`latest\`. The list of packages is kept with each run.

## The catalogue

With the variables \`CATALOGUE\` (\`owner/name\` of the catalogue's repository) and \`CATALOGUE_SITE\` (the address of its site), and the secret
\`CATALOGUE_TOKEN\` (a token that may write contents and pull requests there), the workflow

- opens a pull request on the catalogue for each new image, made by \`slipway bump ${name} TAG\`;
- builds every older version that the catalogue still offers again on the third of each month, without pushing it, and writes down in the branch \`builds\` which
  ones no longer build. The catalogue says so beside them.

The environment has the id \`${name}\` there, and \`source\` is the address of this repository.
`;
}
