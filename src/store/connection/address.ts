/** Whether a PostgreSQL address says what it means: a raw sign in its password moves where the host begins. */

const SIGNS = "@ as %40, # as %23, / as %2F, ? as %3F, : as %3A, % as %25";
const ENCODE = `a name or password in it holds a sign that stands for something else in an address; write ${SIGNS}`;
const ONE_HOST =
  "it names several hosts, and one is connected to; give the one address that always leads to the primary";

/** What is wrong with a `postgres://` address, without a word of it; null where nothing is. */
export function explainAddress(address: string): string | null {
  const [, authority = "", rest = ""] = /^\w+:\/\/([^/?#]*)(.*)$/su.exec(address) ?? [];
  // In an address of a database nothing follows a #, and an @ ends the password: these came too late to be meant so.
  if (/[@#]/u.test(rest)) return ENCODE;
  const hostAt = authority.lastIndexOf("@") + 1;
  if (!isReadable(authority.slice(0, hostAt))) return ENCODE;
  if (authority.includes(",", hostAt)) return ONE_HOST;
  // The socket's folder may stand among the parameters, and then there is no host: https://www.postgresql.org/docs/current/libpq-connect.html
  const url = URL.parse(authority.endsWith("@") ? address.replace("@/", "@socket/") : address);
  if (url === null) return ENCODE;
  const named = ["host", "port"].flatMap((name) => url.searchParams.getAll(name));
  return named.some((each) => each.includes(",")) ? ONE_HOST : null;
}

/** The driver takes a % as it is written where none of them begins two digits, and else decodes them all. */
function isReadable(credentials: string): boolean {
  if (!/%[0-9a-f]{2}/iu.test(credentials)) return true;
  try {
    decodeURIComponent(credentials);
    return true;
  } catch (error) {
    if (error instanceof URIError) return false;
    throw error;
  }
}
