/** Findings in lines for people, and as one JSON value for scripts. Whatever is secret in the environment is hidden. */
import type { Finding } from "#shared/finding.ts";

/** Names of variables whose values nobody else may see, or that hold a password. */
const SECRET = /TOKEN|SECRET|PASSWORD|ENCRYPTION_KEY|DATABASE_URL|_PROXY$/iu;
/** Shorter ones are found in any sentence, and guessed as fast. */
const SECRET_CHARS = 4;

export interface Told {
  readonly lines: readonly string[];
  readonly json: object;
  /** Whether anything does not work. */
  readonly hasProblem: boolean;
}

export function tell(findings: readonly Finding[], environment: NodeJS.ProcessEnv): Told {
  const secrets = secretsIn(environment);
  const hidden = findings.map((finding) => hide(finding, secrets));
  const count = (level: Finding["level"]): number => hidden.filter((finding) => finding.level === level).length;
  const [problems, warnings] = [count("problem"), count("warning")];
  const width = Math.max(...hidden.map(({ about }) => about.length));
  return {
    lines: [
      ...hidden.flatMap((finding) => linesOf(finding, width)),
      `${problems} problem${problems === 1 ? "" : "s"}, ${warnings} warning${warnings === 1 ? "" : "s"}`,
    ],
    json: { problems, warnings, findings: hidden },
    hasProblem: problems > 0,
  };
}

const LEVEL_CHARS = "problem".length;

function linesOf(finding: Finding, width: number): readonly string[] {
  const head = `${finding.level.padEnd(LEVEL_CHARS)}  ${finding.about.padEnd(width)}  `;
  const line = head + finding.says;
  return finding.level === "ok" ? [line] : [line, `${" ".repeat(head.length)}${finding.todo}`];
}

function hide(finding: Finding, secrets: readonly string[]): Finding {
  const without = (words: string): string =>
    secrets.reduce((left, secret) => left.replaceAll(secret, "[hidden]"), words);
  const says = without(finding.says);
  return finding.level === "ok" ? { ...finding, says } : { ...finding, says, todo: without(finding.todo) };
}

/** The values, and the passwords within addresses, the longest first. */
function secretsIn(environment: NodeJS.ProcessEnv): readonly string[] {
  const values = Object.entries(environment).flatMap(([name, value = ""]) => (SECRET.test(name) ? [value] : []));
  const passwords = values.flatMap((value) => {
    const [, password = ""] = /:\/\/[^:/@]*:(.*)@/u.exec(value) ?? [];
    return [password, decoded(password)];
  });
  return [...values.flatMap((value) => value.split(/[\s,]+/u)), ...passwords]
    .filter((secret) => secret.length >= SECRET_CHARS && !/^https?:\/\/[^@]*$/u.test(secret))
    .toSorted((one, other) => other.length - one.length);
}

function decoded(password: string): string {
  try {
    return decodeURIComponent(password);
  } catch {
    return password;
  }
}
