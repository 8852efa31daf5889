// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Dockerfile variables look like template placeholders.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatImageReference } from '../images/reference.ts';
import { parseDockerfile } from './parse.ts';

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

function baseOf(dockerfile: string | Uint8Array) {
  const result = parseDockerfile(dockerfile);
  if (!result.ok)
    throw new Error(`${result.failure.code} line ${result.failure.line}: ${result.failure.detail.kind}`);
  return result.value.base;
}

describe('the base image', () => {
  test.each<[string, string, string]>([
    ['plain', 'FROM quay.io/jupyter/scipy-notebook:2026-06-01', 'quay.io/jupyter/scipy-notebook:2026-06-01'],
    ['tag, digest and stage', `FROM ghcr.io/org/env:v1@${DIGEST} AS base`, `ghcr.io/org/env:v1@${DIGEST}`],
    ['port without tag', 'FROM registry.example.org:5000/grp/env', 'registry.example.org:5000/grp/env'],
    ['nested arguments', 'ARG REG=ghcr.io\nARG BASE=$REG/org/env\nFROM $BASE:v1', 'ghcr.io/org/env:v1'],
    ['default for an unset variable', 'ARG TAG\nFROM ghcr.io/org/env:${TAG:-v9}', 'ghcr.io/org/env:v9'],
    ['default beside a set one', 'ARG TAG=v2\nFROM ghcr.io/org/env:${TAG:-v9}', 'ghcr.io/org/env:v2'],
    ['default with a variable', 'ARG A=v3\nFROM ghcr.io/org/env:${TAG:-${A}}', 'ghcr.io/org/env:v3'],
    ['alternative', 'ARG TAG=x\nFROM ghcr.io/org/env:${TAG:+v2}${NO+v3}', 'ghcr.io/org/env:v2'],
    ['empty counts only with a colon', 'ARG T=\nFROM ghcr.io/org/env:v${T-1}${T:-2}', 'ghcr.io/org/env:v2'],
    ['two arguments in one', 'ARG A=ghcr.io B=v1\nFROM $A/org/env:$B', 'ghcr.io/org/env:v1'],
    ['an argument without default keeps the earlier one', 'ARG A=v1\nARG A\nFROM o/e:$A', 'o/e:v1'],
    ['quotes in an argument', 'ARG TAG="v1"\nFROM "ghcr.io/org/env:${TAG}"', 'ghcr.io/org/env:v1'],
    ['single quotes', "ARG TAG='v1'\nFROM ghcr.io/org/env:$TAG", 'ghcr.io/org/env:v1'],
    ['prefix removal', 'ARG TAG=release-v1\nFROM ghcr.io/org/env:${TAG#release-}', 'ghcr.io/org/env:v1'],
    ['suffix removal', 'ARG TAG=v1-a-b\nFROM o/e:${TAG%-*}', 'o/e:v1-a'],
    ['longest suffix removal', 'ARG TAG=v1-a-b\nFROM o/e:${TAG%%-*}', 'o/e:v1'],
    ['longest prefix removal', 'ARG TAG=a-b-v1\nFROM o/e:${TAG##*-}', 'o/e:v1'],
    ['replacement', 'ARG TAG=a+b+c\nFROM o/e:${TAG//+/-}', 'o/e:a-b-c'],
    ['first replacement', 'ARG TAG=aXbXc\nFROM o/e:${TAG/X/-}', 'o/e:a-bXc'],
    ['replacement by nothing', 'ARG TAG=aXb\nFROM o/e:${TAG/X/}', 'o/e:ab'],
    ['replacement of any text', 'ARG TAG=aXbXc\nFROM o/e:${TAG/X*X/-}', 'o/e:a-c'],
    ['an escaped star in a pattern', 'ARG TAG=v1*2\nFROM o/e:${TAG%%\\**}', 'o/e:v1'],
    ['an escaped question mark', 'ARG TAG=v1?\nFROM o/e:${TAG%\\?}', 'o/e:v1'],
    ['an escaped brace in a pattern', 'ARG TAG=v1}x\nFROM o/e:${TAG%\\}x}', 'o/e:v1'],
    ['a parameter of many digits', 'FROM o/e:${10:-v1}', 'o/e:v1'],
    ['a parameter of the shell', 'FROM o/e:v1$@$*', 'o/e:v1'],
    ['a variable beyond the Latin letters', 'ARG \u00e9t\u00e9=v1\nFROM o/e:$\u00e9t\u00e9', 'o/e:v1'],
    ['an empty platform', 'FROM --platform= o/e:v1', 'o/e:v1'],
    ['two dashes that end the flags', 'FROM -- o/e:v1', 'o/e:v1'],
    ['quotes in a flag', 'FROM --platform="linux/amd64" o/e:v1', 'o/e:v1'],
    ['an escaped letter', 'FROM o/e:\\v1', 'o/e:v1'],
    ['platform argument', 'FROM o/e:$TARGETARCH', 'o/e:amd64'],
    ['build argument of repo2docker', 'ARG NB_UID=5\nFROM o/e:$NB_UID', 'o/e:1000'],
    [
      'directive, comments, continuation',
      '# syntax=docker/dockerfile:1\n# c\nFROM \\\n  # inner\n\n  ghcr.io/org/env:v1 \\\n  AS final',
      'ghcr.io/org/env:v1',
    ],
    ['another escape character', '# escape=`\nFROM ghcr.io/org/env:v1 `\n AS final', 'ghcr.io/org/env:v1'],
    ['a directive below a comment is a comment', '# c\n# escape=`\nFROM \\\n o/e:1', 'o/e:1'],
    ['trailing space behind the escape', 'FROM \\  \n o/e:1', 'o/e:1'],
    ['stages', 'FROM node:20 AS build\nFROM ghcr.io/org/env:v1 AS final\nFROM final', 'ghcr.io/org/env:v1'],
    ['stages in capitals', 'FROM o/e:1 AS Final\nFROM final as X\nFROM x', 'o/e:1'],
    ['a later stage of the same name', 'FROM o/e:1 AS a\nFROM o/e:2 AS a\nFROM a', 'o/e:2'],
    ['a stage named like its image', 'FROM base AS base\nFROM base', 'base'],
    ['lower case', 'from ghcr.io/org/env:v1 as x', 'ghcr.io/org/env:v1'],
    ['indented', '  \tFROM\to/e:1', 'o/e:1'],
    ['heredoc', 'FROM a/b:1\nRUN <<EOF\nFROM evil/image:2\nEOF', 'a/b:1'],
    ['heredoc with tabs', 'FROM a/b:1\nRUN cat <<-"EOF" > x\n\tFROM evil/image:2\n\tEOF\nRUN true', 'a/b:1'],
    ['two heredocs', 'FROM a/b:1\nCOPY <<A <<B /x/\nFROM e:1\nA\nFROM e:2\nB\nRUN x', 'a/b:1'],
    ['heredoc in ONBUILD', 'FROM a/b:1\nONBUILD RUN <<EOF\nFROM evil/image:2\nEOF', 'a/b:1'],
    ['a space before its name', 'FROM a/b:1\nRUN python3 << EOF\nfrom pathlib import Path\nEOF', 'a/b:1'],
    ['a space, and FROM inside', 'FROM a/b:1\nRUN cat << EOF > /D\nFROM evil/image:2\nEOF', 'a/b:1'],
    ['a name partly in quotes', 'FROM a/b:1\nRUN cat <<E"O"F\nFROM evil:2\nEOF', 'a/b:1'],
    ['a number before it', 'FROM a/b:1\nRUN cat 3<<EOF\nFROM evil:2\nEOF', 'a/b:1'],
    ['none after quotes that stay open', "FROM a/b:1\nRUN echo it's <<EOF\nFROM a/b:2", 'a/b:2'],
    ['no heredoc in an exec form', 'FROM a/b:1\nRUN ["x", "<<EOF"]\nFROM a/b:2', 'a/b:2'],
    [
      'no heredoc in quotes, but one in arithmetic, as Docker has it',
      'FROM a/b:1\nRUN echo "1 <<EOF" $((1 <<2)) <<< x\n2))\nFROM a/b:2',
      'a/b:2',
    ],
    [
      'byte order mark and CRLF',
      '\uFEFFARG TAG="v1"\r\nFROM \\\r\n ghcr.io/org/env:${TAG}\r\n',
      'ghcr.io/org/env:v1',
    ],
    ['FROM in a continuation is an argument', 'FROM a/b:1\nRUN echo \\\nFROM evil:1', 'a/b:1'],
    ['a doubled escape does not continue', 'FROM a/b:1\nRUN echo \\\\\nFROM a/b:2', 'a/b:2'],
  ])('%s', (_name, dockerfile, image) => {
    expect(baseOf(dockerfile).image).toBe(image);
    expect(baseOf(new TextEncoder().encode(dockerfile)).image).toBe(image);
  });

  test('carries the parsed reference, the platform, the line and the other images', () => {
    const plan = parseDockerfile(
      '# c\nFROM node:20 AS build\nFROM --platform=$TARGETPLATFORM ghcr.io/org/env:v1\nCOPY --from=build /a /a\nCOPY --chown=1 --from=busybox:1 /b /b\nCOPY --from=0 /c /c',
    );
    if (!plan.ok) throw new Error(plan.failure.detail.kind);
    const { base, others } = plan.value;
    expect(base).toMatchObject({ platform: 'linux/amd64', line: 3 });
    expect(others.map(({ image }) => image)).toEqual(['node:20', 'busybox:1']);
    expect(formatImageReference(base.reference)).toBe('ghcr.io/org/env:v1');
  });
});

describe('what is refused', () => {
  test.each<[string, string, string, number]>([
    ['FROM FROM, as in a real Binder repository', 'FROM FROM ghcr.io/oggm/r2d:latest', 'from-arguments', 1],
    ['a comment behind the image', 'FROM o/e:1 # pinned', 'from-arguments', 1],
    ['no argument', '\n\nFROM', 'from-arguments', 3],
    ['AS without name', 'FROM o/e:1 AS', 'from-arguments', 1],
    ['three arguments without AS', 'FROM o/e:1 IS x', 'from-arguments', 1],
    ['an unset variable alone', 'ARG IMAGE\nFROM $IMAGE', 'empty-image', 2],
    ['an unset tag', 'FROM o/e:$TAG', 'bad-image', 1],
    ['an argument of a stage', 'FROM a/b:1\nARG T=1\nFROM a/b:$T', 'bad-image', 3],
    ['an argument that needs itself', 'ARG A=$B\nARG B=$A\nFROM $A', 'empty-image', 3],
    ['an escaped dollar', 'FROM o/e:\\$TAG', 'bad-image', 1],
    ['capital letters', 'FROM ghcr.io/OGGM/r2d:1', 'bad-image', 1],
    ['nothing', '', 'no-from', 1],
    ['comments only', '# FROM o/e:1\n', 'no-from', 1],
    ['ARG only', 'ARG A=1', 'no-from', 1],
    ['RUN first', 'ARG A=1\nRUN x\nFROM o/e:1', 'instruction-before-from', 2],
    ['a merge conflict', '<<<<<<< HEAD\nFROM o/e:1', 'instruction-before-from', 1],
    ['HTML', '<!DOCTYPE html>\n<html>', 'instruction-before-from', 1],
    ['scratch', 'FROM scratch', 'from-scratch', 1],
    ['a flag it does not know', 'FROM --plattform=x o/e:1', 'bad-flag', 1],
    ['a flag without value', 'FROM --platform o/e:1', 'bad-flag', 1],
    ['a stage name', 'FROM o/e:1 AS 1st', 'bad-stage-name', 1],
    ['an argument without name', 'ARG =x\nFROM o/e:1', 'bad-argument', 1],
    ['a replacement without its second slash', 'ARG T=aXb\nFROM o/e:${T/X}', 'bad-substitution', 2],
    ['a backslash before a letter in a pattern', 'ARG T=a\nFROM o/e:${T#\\a}', 'bad-substitution', 2],
    ['a colon before a pattern', 'ARG T=a\nFROM o/e:${T:#a}', 'bad-substitution', 2],
    ['a stage in other letters', 'FROM o/e:1 AS final\nFROM Final', 'bad-image', 2],
    ['an unknown instruction', 'FROM o/e:1\nRUNN x', 'unknown-instruction', 2],
    ['a slip in FROM', 'FORM o/e:1', 'unknown-instruction', 1],
    ['a line that should go on', 'FROM o/e:1\nRUN pip install \\\n a\n b', 'unknown-instruction', 4],
    ['a space that does not break', 'FROM o/e:1\nRUN\u00a0x', 'unknown-instruction', 2],
    [
      'a space after the dash, with COPY',
      'FROM o/e:1\nCOPY <<- EOF /x\n\thello\n\tEOF',
      'unknown-instruction',
      3,
    ],
    [
      'a space after the dash, and a slip',
      'FROM o/e:1\nRUN cat <<- EOF\nhello\nEOF\nRUNN',
      'unknown-instruction',
      3,
    ],
    ['a space after the dash, and no end', 'FROM o/e:1\nRUN cat <<- EOF\nhello', 'unknown-instruction', 3],
    ['COPY without a target', 'FROM o/e:1\nCOPY a', 'bad-instruction', 2],
    ['COPY of a web address', 'FROM o/e:1\nCOPY https://example.org/a /a', 'bad-instruction', 2],
    ['a number in a list', 'FROM o/e:1\nCMD ["sleep", 1]', 'bad-instruction', 2],
    ['ENV without a value', 'FROM o/e:1\nENV A', 'bad-instruction', 2],
    ['ENV with a word too many', 'FROM o/e:1\nENV A=b c', 'bad-instruction', 2],
    ['SHELL without a list', 'FROM o/e:1\nSHELL bash', 'bad-instruction', 2],
    ['ONBUILD FROM', 'FROM o/e:1\nONBUILD FROM x', 'bad-instruction', 2],
    ['HEALTHCHECK of another kind', 'FROM o/e:1\nHEALTHCHECK curl', 'bad-instruction', 2],
    ['a slip in a flag', 'FROM o/e:1 AS a\nFROM o/e:2\nCOPY --form=a x y', 'bad-flag', 3],
    ['a flag twice', 'FROM o/e:1\nCOPY --chown=1 --chown=2 x y', 'bad-flag', 2],
    ['a variable in COPY --from', 'ARG A=b\nFROM o/e:1\nCOPY --from=$A x y', 'bad-flag', 3],
    [
      'a stage that comes later',
      'FROM o/e:1 AS a\nCOPY --from=b x y\nFROM o/e:2 AS b\nFROM a',
      'bad-stage',
      1,
    ],
    ['a stage that copies from itself', 'FROM o/e:1 AS a\nCOPY --from=a x y', 'bad-stage', 1],
    ['a number without a stage', 'FROM o/e:1\nCOPY --from=3 x y', 'bad-stage', 2],
    ['a bad image in a stage that is not needed', 'FROM Bad AS a\nFROM o/e:1', 'bad-image', 1],
    ['no platform', 'FROM --platform=linux/amd64/v1/x o/e:1', 'bad-flag', 1],
    ['an open brace in a stage', 'FROM o/e:1\nENV A=${B', 'bad-substitution', 2],
    ['an open brace', 'FROM o/e:${TAG', 'bad-substitution', 1],
    ['an open quote', 'FROM "o/e:1', 'bad-substitution', 1],
    ['a modifier', 'ARG T=1\nFROM o/e:${T^^}', 'bad-substitution', 2],
    ['a demanded variable', 'FROM o/e:${TAG:?give-a-tag}', 'bad-substitution', 1],
    ['a directive twice', '# escape=\\\n# escape=`\nFROM o/e:1', 'bad-directive', 2],
    ['an escape character', '# escape=x\nFROM o/e:1', 'bad-directive', 1],
    ['an open heredoc', 'FROM o/e:1\nRUN <<EOF\nx', 'unterminated-heredoc', 2],
    ['UTF-16', 'F\0R\0O\0M\0', 'not-text', 1],
    ['a long line', `FROM o/e:1\n# ${'x'.repeat(70_000)}`, 'line-too-long', 2],
    ['a program of its own', '# syntax=example/nix\nanything', 'other-syntax', 1],
    ['a flag that may be new', 'FROM o/e:1\nRUN --telepathy=on x', 'unknown-flag', 2],
    ['a root put together', 'FROM o/e:1 AS a\nFROM scratch\nCOPY --from=a / /', 'assembled', 2],
    ['10 MB', `FROM o/e:1\n${'RUN x\n'.repeat(1_800_000)}`, 'too-large', 1],
  ])('%s', (_name, dockerfile, code, line) => {
    expect(parseDockerfile(dockerfile)).toMatchObject({ failure: { code: `dockerfile/${code}`, line } });
  });

  test('names the variable that has no default', () => {
    const result = parseDockerfile('ARG TAG\nFROM o/e:$TAG');
    expect(result.ok ? undefined : result.failure.detail).toMatchObject({
      kind: 'because-unset',
      args: { names: 'TAG' },
    });
  });

  test.each([
    [
      'doubling variables',
      `ARG A0=xxxxxxxxxx\n${Array.from({ length: 60 }, (_, i) => `ARG A${i + 1}=$A${i}$A${i}`).join('\n')}\nFROM $A60`,
    ],
    ['a pattern made to backtrack', `ARG A=${'a'.repeat(20_000)}\nFROM \${A%%${'*a'.repeat(5_000)}b}`],
    ['nested defaults', `FROM ${'${A:-'.repeat(5_000)}${'}'.repeat(5_000)}`],
    ['thousands of stages', 'FROM a AS a\n'.repeat(50_000)],
    ['a here-document of spaces', `FROM a\nRUN <<${' '.repeat(60_000)}<\nX y`],
    ['here-documents without end', `FROM a\nRUN ${'<<A '.repeat(15_000)}\nx`],
    ['a directive of spaces', `#a=${' '.repeat(60_000)}x\u2028y\nFORM a`],
    ['flags of quotes', `FROM a\nRUN --mount=${'"'.repeat(60_001)} x\nX y`],
    ['a mount of many fields', `FROM a\nRUN --mount=${'from=$a,'.repeat(7_000)} x`],
    ['names of a hundred thousand variables', `FROM a\n${'ENV A=${B\n'.repeat(100_000)}`],
  ])('stays quick with %s', (_name, dockerfile) => {
    expect(parseDockerfile(dockerfile)).toMatchObject({ ok: false });
  });
});

/** What BuildKit's own parser makes of each (moby/buildkit of August 2026, compiled and run): the lines that end its here-documents. */
describe('a here-document', () => {
  const read = (run: string) => {
    const result = parseDockerfile(`FROM a/b:1\nRUN cat ${run}\nFROM a/b:2`);
    return result.ok
      ? [result.value.base.image, result.value.doubt?.line].filter((part) => part !== undefined)
      : [result.failure.code.replace('dockerfile/', ''), result.failure.line];
  };

  test.each<[string, string]>([
    ['no space', '<<EOF\nFROM evil:1\nEOF'],
    ['a space', '<< EOF\nFROM evil:1\nEOF'],
    ['a tab', '<<\tEOF\nFROM evil:1\nEOF'],
    ['a carriage return', '<<\rEOF\nFROM evil:1\nEOF'],
    ['a dash', '<<-EOF\n\tFROM evil:1\n\tEOF'],
    ['a name that begins with a dash', '<< -EOF\nFROM evil:1\n-EOF'],
    ['an escaped dash, which belongs to the name', '<<\\-EOF\nFROM evil:1\n-EOF'],
    ['a quoted name with a space', "<<  'E F'\nFROM evil:1\nE F"],
    ['a number before a space', '3<< EOF\nFROM evil:1\nEOF'],
    ['two', '<<A <<B\nFROM evil:1\nA\nFROM evil:2\nB'],
    ['two with spaces', '<< A << B\nFROM evil:1\nA\nFROM evil:2\nB'],
    ['a name on the next line', '<< \\\n EOF\nFROM evil:1\nEOF'],
    ['a dash on the next line', '<<\\\n-EOF\n\tFROM evil:1\n\tEOF'],
    ['one that BuildKit skips before one it reads', '<<- A << B\nFROM evil:1\nA\nFROM evil:2\nB'],
  ])('is opened after %s', (_name, run) => {
    expect(read(run)).toEqual(['a/b:2']);
  });

  test.each<[string, string]>([
    ['a space', '<<- EOF > /x\n\tFROM evil:1\n\tEOF'],
    ['two spaces', '<<-  EOF\nhello\nEOF'],
    ['a tab', '<<-\tEOF\n\thello\n\tEOF'],
    ['a line break', '<<- \\\n EOF\nhello\nEOF'],
    ['a space before quotes', "<<- 'E F'\nhello\nE F"],
    ['a number before it', '3<<- EOF\nhello\nEOF'],
    ['a space, and another one before it', '<<A <<- B\nFROM evil:1\nA\nFROM evil:2\nB'],
  ])('is read with a doubt where %s comes behind the dash, since BuildKit opens none there', (_name, run) => {
    expect(read(run)).toEqual(['a/b:2', 2]);
  });

  test.each<[string, string, string, number]>([
    ['a dash by itself, whose name comes after a space', '<< - EOF\nhello\nEOF', 'unterminated-heredoc', 2],
    ['nothing behind it', '<<\nhello', 'unknown-instruction', 3],
    ['a dash and nothing', '<<-\nhello', 'unknown-instruction', 3],
    ['a variable before the dash', '<<${A}- EOF\nhello\nEOF', 'unterminated-heredoc', 2],
  ])('is not opened by %s', (_name, run, code, line) => {
    expect(read(run)).toEqual([code, line]);
  });
});

describe('what a build takes', () => {
  const planOf = (dockerfile: string) => {
    const plan = parseDockerfile(dockerfile);
    if (!plan.ok) throw new Error(plan.failure.detail.kind);
    return plan.value;
  };

  test.each<[string, string, string[]]>([
    ['sources of COPY and ADD', 'COPY a b/ /x\nADD c.tar /y', ['a', 'b/', 'c.tar']],
    ['a list in JSON', 'COPY ["a b", "c", "/x"]', ['a b', 'c']],
    ['an escaped space', 'COPY "a" b\\$c /x', ['a', 'b$c']],
    ['variables of ENV and ARG', 'ARG D=in\nENV E=$D/x\nCOPY $E/f ${D}/g /x', ['in/x/f', 'in/g']],
    ['a global ARG taken over', 'ARG G\nCOPY $G /x', ['global']],
    ['a variable that only the image knows', 'COPY $HOME/a b /x', ['b']],
    ['a default in place of one', 'COPY ${CONDA:-a} b /x', ['b']],
    ['a variable that became one', 'ARG D=a\nENV D=$PATH\nCOPY $D b /x', ['b']],
    ['here-documents', 'COPY <<A b <<"C" /x\nA\nC', ['b']],
    ['a file of another image', 'COPY --from=busybox:1 a /x', []],
    ['an empty origin', 'COPY --from= a /x', ['a']],
    ['web addresses and repositories', 'ADD https://a.b/c git@a.b:c.git d /x', ['d']],
    ['mounts', 'RUN --mount=type=bind,source=a,target=/a --mount=type=cache,target=/b x', ['a']],
    ['a mount of all', 'RUN --mount=target=/src x', []],
    ['a mount of an image', 'RUN --mount=type=bind,from=busybox:1,source=a,target=/b x', []],
    ['a secret', 'RUN --mount=type=secret,id=a,source=b x', []],
  ])('%s', (_name, text, paths) => {
    expect(planOf(`ARG G=global\nFROM o/e:1\n${text}\n`).sources.map(({ path }) => path)).toEqual(paths);
  });

  test('of the stages that the last one needs, and no others', () => {
    const plan = planOf(
      'FROM a:1 AS unused\nCOPY gone /x\nCOPY --from=gone:1 a b\nFROM b:1 AS used\nCOPY b /x\nFROM used AS next\nFROM o/e:1\nCOPY --from=next / /\nRUN --mount=from=c:1,target=/c x\nCOPY own /x',
    );
    expect(plan.base.image).toBe('o/e:1');
    expect(plan.others.map(({ image }) => image)).toEqual(['b:1', 'c:1']);
    expect(plan.sources).toEqual([
      { keyword: 'COPY', path: 'b', line: 5 },
      { keyword: 'COPY', path: 'own', line: 10 },
    ]);
  });

  test.each([
    ['linux/amd64', 'linux/amd64'],
    ['amd64', 'linux/amd64'],
    ['x86_64', 'linux/amd64'],
    ['linux', 'linux/amd64'],
    ['linux/x86-64', 'linux/amd64'],
    ['LINUX/AMD64', 'linux/amd64'],
    ['linux/arm64/v8', 'linux/arm64/v8'],
    ['aarch64', 'linux/arm64'],
    ['$BUILDPLATFORM', 'linux/amd64'],
  ])('the platform %s is %s', (written, platform) => {
    expect(baseOf(`FROM --platform=${written} o/e:1`).platform).toBe(platform);
  });
});

test('never throws', () => {
  const fragment = fc.oneof(
    fc.constantFrom(
      'FROM ',
      'ARG ',
      'RUN ',
      'AS ',
      '<<EOF',
      '\n',
      '\\\n',
      '${',
      '}',
      '$',
      ':-',
      '"',
      "'",
      '#',
      '=',
      'x',
      '# escape=`\n',
      '\r\n',
      '--platform=',
      '/',
      '%',
    ),
    fc.string({ maxLength: 5 }),
  );
  fc.assert(
    fc.property(fc.array(fragment, { maxLength: 40 }), (parts) => {
      const result = parseDockerfile(parts.join(''));
      expect(result.ok || result.failure.line >= 1).toBe(true);
    }),
  );
});
