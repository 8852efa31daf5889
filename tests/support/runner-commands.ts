/**
 * The commands that the runner of GitHub Actions finds in what a step prints (`ActionCommand.cs`,
 * `TryParseV2` and `TryParse`, of github.com/actions/runner): a line that begins with `::`, white space
 * aside, or that holds `##[` anywhere. A carriage return ends a line as well.
 */
export function findRunnerCommands(output: string): string[] {
  return output.split(/\r\n|\r|\n/).flatMap((line) => {
    const [, modern] = /^::([^:\s]*)(?: .*?)?::/su.exec(line.trim()) ?? [];
    if (modern !== undefined) return [modern];
    const old = /##(?:vso)?\[([^\]]*)\]/.exec(line)?.[1];
    return old === undefined ? [] : [old];
  });
}
