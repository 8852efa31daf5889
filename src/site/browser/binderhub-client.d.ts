/** The parts of the official client that are used here; it comes without types. */
declare module '@jupyterhub/binderhub-client/client.js' {
  export class BinderRepository {
    constructor(spec: string, buildEndpoint: URL);
    fetch(): AsyncIterable<unknown>;
    close(): void;
  }
}

declare module '@jupyterhub/binderhub-client/spec.js' {
  export class LaunchSpec {
    constructor(urlPath: string);
    getJupyterServerRedirectUrl(serverUrl: URL, token: string): URL;
  }
}
