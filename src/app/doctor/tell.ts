/** Findings in lines for people, and as one JSON value for scripts. Whatever is secret in the environment is hidden. */
import type { Diagnosis } from "#shared/diagnosis.ts";

/** Names of variables whose values nobody else may see, or that hold a password. */
const SECRET = /TOKEN|SECRET|PASSWORD|ENCRYPTION_KEY|DATABASE_URL|(?<!^NO)_PROXY$/iu;
/** Shorter ones are found in any sentence, and guessed as fast. */
const SECRET_CHARS = 4;

export interface Told {
  readonly lines: readonly string[];
  readonly json: object;
  /** Whether anything does not work. */
  readonly hasProblem: boolean;
}

export function tell(diagnoses: readonly Diagnosis[], environment: NodeJS.ProcessEnv): Told {
  const secrets = secretsIn(environment);
  const hidden = diagnoses.map((diagnosis) => hide(diagnosis, secrets));
  const count = (level: Diagnosis["level"]): number => hidden.filter((diagnosis) => diagnosis.level === level).length;
  const [problems, warnings] = [count("problem"), count("warning")];
  const width = Math.max(...hidden.map(({ about }) => about.length));
  return {
    lines: [
      ...hidden.flatMap((diagnosis) => linesOf(diagnosis, width)),
      `${problems} problem${problems === 1 ? "" : "s"}, ${warnings} warning${warnings === 1 ? "" : "s"}`,
    ],
    json: { problems, warnings, findings: hidden },
    hasProblem: problems > 0,
  };
}

const LEVEL_CHARS = "problem".length;

function linesOf(diagnosis: Diagnosis, width: number): readonly string[] {
  const head = `${diagnosis.level.padEnd(LEVEL_CHARS)}  ${diagnosis.about.padEnd(width)}  `;
  const line = head + diagnosis.says;
  return diagnosis.level === "ok" ? [line] : [line, `${" ".repeat(head.length)}${diagnosis.todo}`];
}

function hide(diagnosis: Diagnosis, secrets: readonly string[]): Diagnosis {
  const without = (words: string): string =>
    secrets.reduce((left, secret) => left.replaceAll(secret, "[hidden]"), words);
  const says = without(diagnosis.says);
  return diagnosis.level === "ok" ? { ...diagnosis, says } : { ...diagnosis, says, todo: without(diagnosis.todo) };
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
