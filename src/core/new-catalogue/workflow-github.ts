import { DEFAULT_FOLDERS } from '../default-folders.ts';
import { MAIN_BRANCH } from './answers.ts';
import { writeKeepEnabledJob } from './keep-enabled.ts';

/** Path of the catalogue's one workflow. */
export const GITHUB_WORKFLOW = '.github/workflows/catalogue.yml';

/**
 * The workflow of a catalogue on GitHub: it checks pull requests, publishes at every push, and walks every launch
 * link each night. Logic is in the command; here are official actions and `npx slipway` alone.
 */
export function writeGithubWorkflow(): string {
  return `# Checks pull requests, publishes at every push, and tries every launch link each night.
# Once, by hand: Settings → Pages → Source → GitHub Actions.
# What it does is in the command "slipway", which is kept up to date in package.json: nothing here needs a change.
name: Catalogue

on:
  push:
    branches: [${MAIN_BRANCH}]
  pull_request:
  schedule:
    - cron: "23 3 * * *" # UTC, and not at a full hour: those are the ones that are delayed or dropped
  workflow_dispatch:

permissions: {}

# One publication at a time: each reads the status that the one before it published. That file is the only memory
# of earlier nights; no commit is ever made.
concurrency:
  group: \${{ github.event_name == 'pull_request' && format('check-{0}', github.ref) || 'pages' }}
  cancel-in-progress: \${{ github.event_name == 'pull_request' }}

env:
  # "yes" where the published site can never be read without signing in: then each night is a first one.
  SLIPWAY_BEGIN_ANEW: \${{ vars.SLIPWAY_BEGIN_ANEW }}

jobs:
  # Faults appear at their lines in the pull request, and so does every address that would vanish.
  check:
    if: github.event_name == 'pull_request'
    runs-on: ubuntu-latest
    timeout-minutes: 20
    permissions:
      contents: read
    steps:
      - uses: actions/checkout@v7
        with:
          persist-credentials: false
      - uses: actions/setup-node@v7
        with:
          node-version: 24
          cache: npm
      - run: npm ci
      - run: npx slipway check --previous auto --format github

  # Writes the commits of "binder: managed" as branches of this repository; without that key in catalog.yaml it does nothing.
  binder-refs:
    if: github.event_name == 'push' || github.event_name == 'workflow_dispatch'
    runs-on: ubuntu-latest
    timeout-minutes: 10
    permissions:
      contents: write
    steps:
      - uses: actions/checkout@v7
      - uses: actions/setup-node@v7
        with:
          node-version: 24
          cache: npm
      - run: npm ci --ignore-scripts
      - run: npx slipway binder-refs --push

  # One machine walks a small catalogue; a large one is divided among several.
  plan:
    if: github.event_name == 'schedule' || github.event_name == 'workflow_dispatch'
    runs-on: ubuntu-latest
    timeout-minutes: 10
    permissions:
      contents: read
    outputs:
      count: \${{ fromJSON(steps.plan.outputs.plan).count }}
      shards: \${{ toJSON(fromJSON(steps.plan.outputs.plan).shards) }}
    steps:
      - uses: actions/checkout@v7
        with:
          persist-credentials: false
      - uses: actions/setup-node@v7
        with:
          node-version: 24
          cache: npm
      - run: npm ci
      - id: plan
        run: npx slipway nightly plan --github-output plan

  # Only for a large catalogue. A shard that fails leaves its rows as they were the night before.
  shard:
    needs: plan
    if: needs.plan.outputs.count != '1'
    strategy:
      fail-fast: false
      max-parallel: 4 # the hosts that are asked see all shards at once
      matrix:
        shard: \${{ fromJSON(needs.plan.outputs.shards) }}
    runs-on: ubuntu-latest
    timeout-minutes: 60
    permissions:
      contents: read
    steps:
      - uses: actions/checkout@v7
        with:
          persist-credentials: false
      - uses: actions/setup-node@v7
        with:
          node-version: 24
          cache: npm
      - run: npm ci
      # What an image is does not change with its digest, so a registry is asked for it once.
      - uses: actions/cache@v5
        with:
          path: ${DEFAULT_FOLDERS.cache}/registry
          key: registry-\${{ strategy.job-index }}-\${{ github.run_id }}
          restore-keys: registry-\${{ strategy.job-index }}-
      - run: npx slipway nightly --shard "$SHARD" --format github --out "shard-$NUMBER.json"
        env:
          SHARD: \${{ matrix.shard }}
          SLIPWAY_PUBLISHED: auto
          NUMBER: \${{ strategy.job-index }}
      - uses: actions/upload-artifact@v7
        with:
          name: shard-\${{ strategy.job-index }}
          path: shard-*.json
          retention-days: 3
          overwrite: true

  # Runs the notebooks in their images, a long job: off until the repository has a variable SLIPWAY_VERIFY that says "yes",
  # or "outputs", where the previews are to show what the runs printed and drew (Settings → Secrets and variables →
  # Actions → Variables). What ran already in the same image, at the same commit, is not run again.
  verify:
    needs: plan
    if: vars.SLIPWAY_VERIFY == 'yes' || vars.SLIPWAY_VERIFY == 'outputs'
    strategy:
      fail-fast: false
      matrix:
        part: [1/2, 2/2]
    runs-on: ubuntu-latest
    timeout-minutes: 300
    permissions:
      contents: read
    steps:
      - uses: actions/checkout@v7
        with:
          persist-credentials: false
      - uses: actions/setup-node@v7
        with:
          node-version: 24
          cache: npm
      - run: npm ci
      - uses: actions/cache@v5
        with:
          path: ${DEFAULT_FOLDERS.cache}/verify
          key: verify-\${{ strategy.job-index }}-\${{ github.run_id }}
          restore-keys: verify-\${{ strategy.job-index }}-
      # A notebook that fails is a result, and no reason to stop.
      - run: npx slipway verify --all-versions \${KEEP:+"$KEEP"} --shard "$PART" --out "verify-$NUMBER.json"
        continue-on-error: true
        env:
          PART: \${{ matrix.part }}
          KEEP: \${{ vars.SLIPWAY_VERIFY == 'outputs' && '--keep-outputs' || '' }}
          SLIPWAY_PUBLISHED: auto
          NUMBER: \${{ strategy.job-index }}
      - uses: actions/upload-artifact@v7
        with:
          name: verify-\${{ strategy.job-index }}
          path: |
            verify-*.json
            outputs/*.json
          retention-days: 3
          overwrite: true

  site:
    needs: [plan, shard, verify]
    # At a push there is no night, so the jobs before are skipped.
    if: \${{ !cancelled() && github.event_name != 'pull_request' && needs.plan.result != 'failure' }}
    runs-on: ubuntu-latest
    timeout-minutes: 60
    permissions:
      contents: read
      # issues: write
    env:
      SLIPWAY_PUBLISHED: auto
    steps:
      - uses: actions/checkout@v7
        with:
          persist-credentials: false
      - uses: actions/setup-node@v7
        with:
          node-version: 24
          cache: npm
      - run: npm ci
      - uses: actions/cache@v5
        with:
          path: ${DEFAULT_FOLDERS.cache}
          key: site-\${{ github.run_id }}
          restore-keys: site-
      # Stops where a button would fail for certain, or an address that people have been given would vanish. What only
      # changed outside since the last publication does not stop it: the site marks it.
      - name: Check what was pushed
        if: github.event_name == 'push'
        run: npx slipway check --publishing --previous auto --format github
      # One issue for each cause of trouble: add "--issues" to the two commands below, uncomment GITHUB_TOKEN here
      # and "issues: write" above.
      - name: Walk every chain
        if: needs.plan.outputs.count == '1'
        run: npx slipway nightly --previous auto --format github --out night.json
        # env:
        #   GITHUB_TOKEN: \${{ github.token }}
      - uses: actions/download-artifact@v8
        if: needs.plan.result == 'success' && needs.plan.outputs.count != '1'
        with:
          pattern: shard-*
          path: shards
          merge-multiple: true
      - name: Put together what the shards saw
        if: needs.plan.result == 'success' && needs.plan.outputs.count != '1'
        run: npx slipway nightly merge shards/*.json --previous auto --format github --out night.json
      - uses: actions/download-artifact@v8
        if: needs.plan.result == 'success' && needs.verify.result == 'success'
        with:
          pattern: verify-*
          path: verified
          merge-multiple: true
      - name: Add what ran in the images
        if: needs.plan.result == 'success' && needs.verify.result == 'success'
        run: npx slipway verify --results verified/*.json --out night.json
        continue-on-error: true
      - name: Build
        run: npx slipway build
        env:
          SLIPWAY_STATUS: \${{ github.event_name == 'push' && 'auto' || 'night.json' }}
      - uses: actions/upload-pages-artifact@v5
        with:
          path: ${DEFAULT_FOLDERS.site}

  deploy:
    needs: site
    # Said in full: without it, jobs that a push skips would skip this one, too.
    if: \${{ !cancelled() && needs.site.result == 'success' }}
    runs-on: ubuntu-latest
    timeout-minutes: 15
    permissions:
      pages: write
      id-token: write
    environment:
      name: github-pages
      url: \${{ steps.deploy.outputs.page_url }}
    steps:
      - id: deploy
        uses: actions/deploy-pages@v5

${writeKeepEnabledJob('catalogue.yml')}`;
}
