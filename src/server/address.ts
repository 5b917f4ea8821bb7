/** What a request's address means here: proxies write it in more ways than one. */

/**
 * The address without the path that a proxy put before it, without doubled slashes and without one at the end. One that
 * lacks that path is taken as it is: health checks come past the proxy, and some proxies take the path off themselves.
 */
export function localAddress(url: string, basePath: string): string {
  if (basePath === "" && isPlain(url)) return url;
  const [whole = "", ...query] = url.split("?");
  const path = whole.replaceAll(/\/{2,}/g, "/");
  const below = basePath !== "" && `${path}/`.startsWith(`${basePath}/`) ? path.slice(basePath.length) : path;
  return [below.replace(/\/$/, "") || "/", ...query].join("?");
}

/** As platforms write it. */
function isPlain(url: string): boolean {
  return !url.includes("?") && !url.includes("//") && !url.endsWith("/");
}

export function pathOf(url: string): string {
  return url.split("?", 1)[0] ?? "/";
}

/** `/charts/` of `/charts/a.png`. */
export function folderOf(path: string): string {
  return path.slice(0, path.indexOf("/", 1) + 1);
}
