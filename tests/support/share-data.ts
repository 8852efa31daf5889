/** The metadata of a page for link previews. */
export interface ShareData {
  /** Names of Open Graph and Twitter → their values. */
  readonly properties: Readonly<Record<string, string>>;
  /** The page in schema.org's words; undefined where it has none. */
  readonly structured: unknown;
}

/** Reads the head of a built page. */
export function readShareData(html: string): ShareData {
  const [head = ''] = html.split('</head>');
  const tags = head.matchAll(/<meta (?:property|name)="((?:og|twitter):[^"]+)" content="([^"]*)"/g);
  const script = /<script type="application\/ld\+json">([^<]*)<\/script>/.exec(head)?.[1];
  return {
    properties: Object.fromEntries([...tags].map(([, name = '', value = '']) => [name, unescapeHtml(value)])),
    structured: script === undefined ? undefined : JSON.parse(script),
  };
}

function unescapeHtml(attribute: string): string {
  return attribute.replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}
