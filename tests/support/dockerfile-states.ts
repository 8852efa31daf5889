// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Dockerfile variables look like template placeholders.
import type { CommitFile } from './git-repository.ts';

/** Images that there are; every other name is gone. */
export const IMAGES = ['localhost/base:v1', 'localhost/tool:v1'] as const;

/** Files of the repository in which the generated Dockerfiles are built. */
export const CONTEXT_FILES: Readonly<Record<string, CommitFile>> = {
  a: 'a',
  'b c': 'b c',
  'data/x.csv': 'x',
  'data/y.txt': 'y',
  'deep/er/z': 'z',
  'left-out/k': 'k',
  'left-out/kept': 'kept',
  'secret.env': 'secret',
  link: { linkTo: 'data' },
  loose: { linkTo: 'gone' },
  '.dockerignore': '# nothing of this\n*.env\nleft-out\n!left-out/kept\n**/*.txt\n',
};

/** How a Dockerfile begins: what comes before the last stage's first line, and that line. */
export const BEGINNINGS = [
  'FROM localhost/base:v1\n',
  'ARG TAG=v1\nFROM localhost/base:$TAG\n',
  'ARG TAG\nFROM localhost/base:${TAG:-v1}\n',
  'ARG R=localhost B=base\nFROM "$R/${B}":v1\n',
  'FROM localhost/base:v1 AS first\nFROM first\n',
  '# a comment\n\nfrom \\\n  # another\n localhost/base:v1 \\\n as last\n',
  'FROM localhost/tool:v1 AS tool\nENV FROM_TOOL=1\nFROM localhost/base:v1\n',
  'FROM localhost/base:v1 AS one\nCOPY a /a\nFROM one AS two\nCOPY a /b\nFROM two\n',
  '\uFEFFFROM localhost/base:v1\r\n',
  'FROM localhost/gone:v1 AS unneeded\nCOPY gone /gone\nFROM localhost/base:v1\n',
  'FROM localhost/base:gone\n',
  'FROM localhost/gone:v1 AS build\nFROM build\n',
  'FROM FROM localhost/base:v1\n',
  'FROM localhost/base:$UNSET\n',
  'FROM localhost/base:v1 IS last\n',
  'FROM localhost/base:${TAG\n',
] as const;

/** Instructions of the last stage. */
export const PARTS = [
  '',
  'COPY a /a\n',
  'COPY ./a /deep/er/\n',
  'COPY /a /a\n',
  'COPY ["b c", "/b c"]\n',
  'COPY data /data\n',
  'COPY data/ a /both/\n',
  'COPY . /all\n',
  'COPY data/*.csv /csv/\n',
  'COPY data/?.csv /csv/\n',
  'COPY d*/x.csv /csv/\n',
  'COPY deep/er/z /z\n',
  'COPY link/x.csv /x\n',
  'COPY left-out/kept /kept\n',
  'ADD a /a\n',
  'ADD data /data\n',
  'ENV WHERE=data\nCOPY $WHERE/x.csv /x\n',
  'ARG WHERE=deep\nCOPY ${WHERE}/er /er\n',
  'ARG WHERE\nENV W=${WHERE:-a}\nCOPY a /a\n',
  'ARG NB_UID=5\nCOPY --chown=$NB_UID a /a\n',
  'WORKDIR /srv\nCOPY a .\n',
  'LABEL one=1 two="a b"\nENV A=1 B="x y" C=z\n',
  'ENV OLD of the old form\n',
  'USER 1000\nEXPOSE 8888 9999/tcp\nVOLUME ["/v"]\n',
  'CMD ["jupyter", "lab"]\nENTRYPOINT tini --\n',
  'SHELL ["/bin/bash", "-c"]\nSTOPSIGNAL SIGTERM\n',
  'COPY a \\\n\n  # in between\n /a\n',
  'copy --chown=1000:1000 a /a\n',
  'COPY --from=localhost/tool:v1 /file /file\n',
  'ONBUILD RUN true\n',
  'COPY gone /gone\n',
  'COPY a gone /both/\n',
  'COPY ["gone", "/gone"]\n',
  'COPY A /a\n',
  'COPY data/gone.csv /x\n',
  'COPY link/gone /x\n',
  'COPY loose /x\n',
  'COPY secret.env /x\n',
  'COPY left-out/k /x\n',
  'COPY data/y.txt /x\n',
  'ADD gone /gone\n',
  'ENV WHERE=gone\nCOPY $WHERE/x.csv /x\n',
  'ARG WHERE=gone\nCOPY ${WHERE} /er\n',
  'COPY a\n',
  'COPY --from=localhost/gone:v1 /file /file\n',
  'COPY --form=first /file /file\n',
  'RUNN true\n',
  'CPOY a /a\n',
  'COPY a \\\n /a\n b\n',
  '<<<<<<< HEAD\n',
  'ENV ONLY\n',
  'ENV A=1 b\n',
  'LABEL A\n',
  'USER\n',
  'WORKDIR\n',
  'ONBUILD FROM x\n',
  'ONBUILD ONBUILD RUN x\n',
  'HEALTHCHECK curl\n',
  'COPY ["a", 1]\n',
] as const;

/** Where podman's builder, buildah 1.28, is not BuildKit, whose word counts on hubs. */
export const DIFFERENCES: readonly {
  readonly dockerfile: string;
  readonly buildKit: 'builds' | 'refuses';
  readonly because: string;
}[] = [
  {
    dockerfile: 'FROM localhost/base:v1\nCOPY *.gone /x/\n',
    buildKit: 'builds',
    because: 'a pattern may match nothing',
  },
  {
    dockerfile: 'FROM localhost/base:v1\nCOPY <<EOF /x\nFROM localhost/gone:v1\nEOF\n',
    buildKit: 'builds',
    because: 'buildah learnt here-documents later',
  },
  {
    dockerfile: 'FROM localhost/base:v1\nCOPY --link a /a\n',
    buildKit: 'builds',
    because: 'buildah learnt this flag later',
  },
  {
    dockerfile: 'ARG T=v1-x\nFROM localhost/base:${T%-x}\n',
    buildKit: 'builds',
    because: 'buildah does not cut patterns off',
  },
  {
    dockerfile: 'FROM localhost/base:v1\nARG A=localhost/tool:v1\nCOPY --from=$A /file /file\n',
    buildKit: 'refuses',
    because: 'BuildKit takes no variables there',
  },
];
