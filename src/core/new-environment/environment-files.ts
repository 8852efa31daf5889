import type { NewFile } from '../new-catalogue/answers.ts';
import { type EnvironmentKind, imageOf, type NewEnvironment } from './environment-kinds.ts';
import { writeEnvironmentReadme } from './environment-readme.ts';
import { ENVIRONMENT_WORKFLOW, writeEnvironmentWorkflow } from './environment-workflow.ts';

/** Every file of a new environment repository, in the order in which people read them. */
export function listEnvironmentFiles(environment: NewEnvironment): readonly NewFile[] {
  return [
    { path: 'README.md', text: writeEnvironmentReadme(environment) },
    ...PACKAGE_FILES[environment.kind],
    { path: 'verify', text: VERIFY[environment.kind === 'r' ? 'r' : 'python'], isExecutable: true },
    { path: ENVIRONMENT_WORKFLOW, text: writeEnvironmentWorkflow(imageOf(environment)) },
  ];
}

const REQUIREMENTS = `# Packages from PyPI. Jupyter comes with repo2docker; nbgitpuller brings the notebooks.
nbgitpuller==1.3.0
numpy
matplotlib
pytest
`;

const RUNTIME = { path: 'binder/runtime.txt', text: 'python-3.12\n' };

/** As repo2docker reads them (its documentation, "Configuration files"). */
const PACKAGE_FILES: Readonly<Record<EnvironmentKind, readonly NewFile[]>> = {
  conda: [
    {
      path: 'binder/environment.yml',
      text: `# Packages from conda-forge. Jupyter comes with repo2docker; nbgitpuller brings the notebooks.
channels:
  - conda-forge
dependencies:
  - python=3.12
  - nbgitpuller=1.3
  - numpy
  - matplotlib
  - pytest
`,
    },
  ],
  requirements: [{ path: 'binder/requirements.txt', text: REQUIREMENTS }, RUNTIME],
  apt: [
    { path: 'binder/apt.txt', text: '# Packages of Ubuntu, one a line.\ngraphviz\n' },
    { path: 'binder/requirements.txt', text: REQUIREMENTS },
    RUNTIME,
  ],
  r: [
    { path: 'binder/runtime.txt', text: 'r-4.4-2025-06-01\n' },
    { path: 'binder/install.R', text: 'install.packages("ggplot2")\n' },
  ],
};

/** Runs inside of the image, in the folder that this repository is copied to. */
const VERIFY = {
  python: `#!/usr/bin/env bash
# Is this the environment that the notebooks need? Runs in the image, before it is pushed and whenever an old one is
# built again. Add a line for whatever must never be missing.
set -euo pipefail

jupyter --version
python -c 'import nbgitpuller, numpy, matplotlib'

if [ -d tests ]; then
  python -m pytest tests
fi
`,
  r: `#!/usr/bin/env bash
# Is this the environment that the notebooks need? Runs in the image, before it is pushed and whenever an old one is
# built again. Add a line for whatever must never be missing.
set -euo pipefail

jupyter --version
python3 -c 'import nbgitpuller'
Rscript -e 'library(IRkernel); library(ggplot2)'

if [ -d tests ]; then
  Rscript -e 'testthat::test_dir("tests", stop_on_failure = TRUE)'
fi
`,
} as const;
