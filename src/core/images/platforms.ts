/** What hubs run, as `os/architecture`. */
export const REQUIRED_PLATFORM = 'linux/amd64';

/** Whether one of an image's platforms is that of hubs, in whatever variant. */
export function hasHubPlatform(platforms: readonly string[]): boolean {
  return platforms.some(isHubPlatform);
}

/** @param platform `os/architecture[/variant]` */
export function isHubPlatform(platform: string): boolean {
  return platform === REQUIRED_PLATFORM || platform.startsWith(`${REQUIRED_PLATFORM}/`);
}
