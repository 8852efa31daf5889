import { DEFAULT_FOLDERS } from '../default-folders.ts';

/** Path of the catalogue's one pipeline. */
export const GITLAB_PIPELINE = '.gitlab-ci.yml';

/** The pipeline of a catalogue on GitLab: it does what the workflow for GitHub does, on one machine. */
export function writeGitlabPipeline(): string {
  return `# Checks merge requests, publishes at every push to the default branch, and tries every launch link each night.
# Once, by hand: Build → Pipeline schedules → New schedule, for example "23 3 * * *".
# What it does is in the command "slipway", which is kept up to date in package.json: nothing here needs a change.
image: node:24

variables:
  SLIPWAY_PUBLISHED: auto

cache:
  key: slipway
  paths:
    - ${DEFAULT_FOLDERS.cache}/

before_script:
  - npm ci

check:
  script:
    - npx slipway check --previous auto
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"

# The published status.json is the only memory of earlier nights, so one publication at a time.
pages:
  resource_group: pages
  script:
    - npx slipway check --publishing --previous auto
    - SLIPWAY_STATUS=auto npx slipway build
  pages:
    publish: ${DEFAULT_FOLDERS.site}
  rules:
    - if: $CI_PIPELINE_SOURCE != "schedule" && $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH

night:
  resource_group: pages
  script:
    - npx slipway nightly --previous auto --out night.json
    - SLIPWAY_STATUS=night.json npx slipway build
  pages:
    publish: ${DEFAULT_FOLDERS.site}
  rules:
    - if: $CI_PIPELINE_SOURCE == "schedule"
`;
}
