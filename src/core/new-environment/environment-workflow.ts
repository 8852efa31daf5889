// biome-ignore-all lint/suspicious/noTemplateCurlyInString: expressions of GitHub look like template placeholders.

import { writeKeepEnabledJob } from '../new-catalogue/keep-enabled.ts';

/** Path of the environment's one workflow. */
export const ENVIRONMENT_WORKFLOW = '.github/workflows/environment.yml';

/** Version of repo2docker that images are built with: the same for old ones, whose files may ask for no newer one. */
const REPO2DOCKER = 'jupyter-repo2docker==2026.4.0';

/**
 * The workflow of an environment repository: it builds, verifies and pushes images, proposes them to the catalogue, and
 * builds old versions again. Values reach its shell scripts as variables, never as text.
 *
 * @param image name without a tag
 */
export function writeEnvironmentWorkflow(image: string): string {
  const [host = '', owner = '', name = ''] = image.split('/');
  return `# Builds the image weekly and at each change, verifies it, and pushes it under a tag that never moves.
# Once a month it builds the older versions again that the catalogue still offers.
name: Environment

on:
  push:
    branches: [main]
    paths-ignore: ["*.md"]
  pull_request:
  schedule:
    - cron: "41 4 * * 1" # Mondays, UTC
    - cron: "17 5 3 * *" # the third of each month: older versions
  workflow_dispatch:

permissions: {}

concurrency:
  group: \${{ github.workflow }}-\${{ github.ref }}
  cancel-in-progress: \${{ github.event_name == 'pull_request' }}

env:
  IMAGE: ${image}
  ENVIRONMENT: ${name}

jobs:
  image:
    if: github.event.schedule != '17 5 3 * *'
    runs-on: ubuntu-latest
    timeout-minutes: 120
    permissions:
      contents: write # the git tag of each image
${host === 'ghcr.io' ? '      packages: write\n' : ''}    outputs:
      tag: \${{ steps.tag.outputs.tag }}
    steps:
      - uses: actions/checkout@v7
      - id: tag
        run: echo "tag=$(date --utc +%Y%m%dT%H%M)" >> "$GITHUB_OUTPUT"
      - run: python3 -m venv "$RUNNER_TEMP/build" && "$RUNNER_TEMP/build/bin/pip" install --quiet ${REPO2DOCKER}
      - name: Build
        run: >-
          "$RUNNER_TEMP/build/bin/repo2docker" --no-run --user-id 1000 --user-name jovyan
          --image-name "$IMAGE:$TAG"
          --label "org.opencontainers.image.source=$GITHUB_SERVER_URL/$GITHUB_REPOSITORY"
          --label "org.opencontainers.image.revision=$GITHUB_SHA"
          --label "org.opencontainers.image.version=$TAG"
          .
        env:
          TAG: \${{ steps.tag.outputs.tag }}
      - name: Verify
        run: docker run --rm "$IMAGE:$TAG" ./verify
        env:
          TAG: \${{ steps.tag.outputs.tag }}
      - name: List the packages
        run: docker run --rm "$IMAGE:$TAG" python3 -m pip list --format json > packages.json
        env:
          TAG: \${{ steps.tag.outputs.tag }}
      - uses: actions/upload-artifact@v7
        with:
          name: packages-\${{ steps.tag.outputs.tag }}
          path: packages.json
          retention-days: 90
      # Only what has been verified gets here, and only of the main branch.
      - name: Push
        if: github.event_name != 'pull_request' && github.ref == 'refs/heads/main'
        run: |
          printf '%s' "$REGISTRY_TOKEN" | docker login ${host} --username "$REGISTRY_USER" --password-stdin
          docker tag "$IMAGE:$TAG" "$IMAGE:sha-$GITHUB_SHA"
          docker push --quiet "$IMAGE:$TAG"
          docker push --quiet "$IMAGE:sha-$GITHUB_SHA"
          docker logout ${host}
          git tag "$TAG"
          git push --quiet origin "refs/tags/$TAG"
        env:
          TAG: \${{ steps.tag.outputs.tag }}
          ${signIn(host, owner)}

  # A pull request on the catalogue, where people see what changes before students do.
  bump:
    needs: image
    if: github.event_name != 'pull_request' && github.ref == 'refs/heads/main' && vars.CATALOGUE != ''
    runs-on: ubuntu-latest
    timeout-minutes: 20
    permissions: {}
    steps:
      - uses: actions/checkout@v7
        with:
          repository: \${{ vars.CATALOGUE }}
          token: \${{ secrets.CATALOGUE_TOKEN }}
      - uses: actions/setup-node@v7
        with:
          node-version: 24
          cache: npm
      - run: npm ci
      - run: npx slipway bump "$ENVIRONMENT" "$TAG" > changes.txt
        env:
          TAG: \${{ needs.image.outputs.tag }}
      - name: Open the pull request
        run: |
          git config user.name "github-actions[bot]"
          git config user.email "41898282+github-actions[bot]@users.noreply.github.com"
          git switch --create "bump-$ENVIRONMENT-$TAG"
          git commit --quiet --all --message "$ENVIRONMENT: take $TAG"
          git push --quiet origin "bump-$ENVIRONMENT-$TAG"
          gh pr create --title "$ENVIRONMENT: take $TAG" --body-file changes.txt
        env:
          TAG: \${{ needs.image.outputs.tag }}
          GH_TOKEN: \${{ secrets.CATALOGUE_TOKEN }}

${writeEarlierJobs()}`;
}

/** Variables of the step that pushes. */
function signIn(host: string, owner: string): string {
  const lines =
    host === 'ghcr.io'
      ? [`REGISTRY_USER: ${owner}`, 'REGISTRY_TOKEN: ${{ github.token }}']
      : host === 'quay.io'
        ? ['REGISTRY_USER: ${{ secrets.QUAY_USER }}', 'REGISTRY_TOKEN: ${{ secrets.QUAY_TOKEN }}']
        : ['REGISTRY_USER: ${{ secrets.DOCKERHUB_USER }}', 'REGISTRY_TOKEN: ${{ secrets.DOCKERHUB_TOKEN }}'];
  return lines.join('\n          ');
}

/** Builds the versions again that the published status still lists. */
function writeEarlierJobs(): string {
  return `  # Which versions the catalogue still offers is in its published status.
  earlier:
    if: (github.event.schedule == '17 5 3 * *' || github.event_name == 'workflow_dispatch') && vars.CATALOGUE_SITE != ''
    runs-on: ubuntu-latest
    timeout-minutes: 360
    permissions:
      contents: write # the branch "builds"
    steps:
      - uses: actions/checkout@v7
        with:
          fetch-depth: 0
      - run: python3 -m venv "$RUNNER_TEMP/build" && "$RUNNER_TEMP/build/bin/pip" install --quiet ${REPO2DOCKER}
      - name: Build each older version again, and verify it
        run: |
          curl --fail --silent --show-error --location --max-time 60 "\${SITE%/}/status.json" > status.json
          jq --raw-output --arg id "$ENVIRONMENT" '.environments[] | select(.id == $id) | .tag' status.json > tags.txt
          jq --null-input '{version: 1, builds: []}' > builds.json
          while read -r tag; do
            # A version from before this workflow has no git tag, and says nothing.
            git rev-parse --quiet --verify "refs/tags/$tag" > /dev/null || continue
            ok=true
            timeout 3600 "$RUNNER_TEMP/build/bin/repo2docker" --user-id 1000 --user-name jovyan --image-name "again:$tag" \\
              --ref "$tag" "$GITHUB_SERVER_URL/$GITHUB_REPOSITORY" ./verify < /dev/null || ok=false
            docker image rm --force "again:$tag" > /dev/null 2>&1 || true
            jq --arg tag "$tag" --arg at "$(date --utc +%Y-%m-%dT%H:%M:%SZ)" --argjson ok "$ok" \\
              '.builds += [{tag: $tag, built_at: $at, ok: $ok}]' builds.json > next.json
            mv next.json builds.json
          done < tags.txt
        env:
          SITE: \${{ vars.CATALOGUE_SITE }}
      # One commit without history, so that the repository does not grow.
      - name: Write down what no longer builds
        run: |
          blob=$(git hash-object -w builds.json)
          tree=$(printf '100644 blob %s\\tbuilds.json\\n' "$blob" | git mktree)
          git config user.name "github-actions[bot]"
          git config user.email "41898282+github-actions[bot]@users.noreply.github.com"
          commit=$(git commit-tree "$tree" -m "Build older versions again")
          git push --quiet --force origin "$commit:refs/heads/builds"

${writeKeepEnabledJob('environment.yml')}`;
}
