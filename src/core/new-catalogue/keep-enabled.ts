/**
 * The last job of a scheduled workflow, which keeps its schedule running: GitHub disables it after 60 days without
 * activity in the repository.
 *
 * @param file name of the workflow below `.github/workflows`
 */
export function writeKeepEnabledJob(file: string): string {
  return `  # GitHub disables a schedule after 60 days without activity in the repository.
  keep-enabled:
    if: github.event_name == 'schedule'
    runs-on: ubuntu-latest
    timeout-minutes: 5
    permissions:
      actions: write
    steps:
      - run: gh api --method PUT "repos/$GITHUB_REPOSITORY/actions/workflows/${file}/enable"
        env:
          GH_TOKEN: \${{ github.token }}
`;
}
