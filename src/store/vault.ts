/** Seals tokens and addresses before they are written: AES-256-GCM, bound to the row they belong to. */
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

export interface Vault {
  /** `context` names the row; a sealed text moved to another row does not open. */
  seal(plain: string, context: string): string;
  /** Throws a `VaultError` when the key or the row is another, or the text was tampered with. */
  open(sealed: string, context: string): string;
  /** What a former key has sealed, sealed with the present one; null where that is so already. Throws as `open` does. */
  renew(sealed: string, context: string): string | null;
}

/** It cannot be opened, or nothing can be sealed; the message says what to set. */
export class VaultError extends Error {
  override readonly name = "VaultError";
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Marks the way of sealing, so that another can follow one day. */
const SEALED = "v1:";
const CLEAR = "clear:";

/**
 * `key`: 32 bytes in base64, as are `former` ones, which open and do not seal. Without one nothing can be stored where
 * `mode` is `production`; `local` mode, whose tokens are made up, stores in the clear.
 */
export function createVault(key: string | null, mode: "production" | "local", former: readonly string[] = []): Vault {
  if (key === null) return mode === "local" ? clearVault : refusingVault;
  const present = bytesOf(key);
  const keys = [present, ...former.map(bytesOf)];
  const seal: Vault["seal"] = (plain, context) => {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv("aes-256-gcm", present, nonce).setAAD(Buffer.from(context));
    const body = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
    return SEALED + Buffer.concat([nonce, cipher.getAuthTag(), body]).toString("base64");
  };
  return {
    seal,
    open: (sealed, context) => unseal(keys, sealed, context).plain,
    renew(sealed, context) {
      const { plain, by } = unseal(keys, sealed, context);
      return by === present ? null : seal(plain, context);
    },
  };
}

function bytesOf(key: string): Buffer {
  const bytes = Buffer.from(key, "base64");
  if (bytes.length !== 32)
    throw new VaultError("ENCRYPTION_KEY must be 32 bytes in base64; make one: openssl rand -base64 32");
  return bytes;
}

interface Opened {
  readonly plain: string;
  /** The key that it was sealed with. */
  readonly by: Buffer;
}

function unseal(keys: readonly Buffer[], sealed: string, context: string): Opened {
  if (!sealed.startsWith(SEALED))
    throw new VaultError("This was stored without ENCRYPTION_KEY; remove it and connect again");
  const bytes = Buffer.from(sealed.slice(SEALED.length), "base64");
  let cause: unknown;
  for (const by of keys) {
    try {
      return { plain: decipher(by, bytes, context), by };
    } catch (error) {
      cause = error;
    }
  }
  throw new VaultError("This was sealed with another ENCRYPTION_KEY, or changed since", { cause });
}

function decipher(key: Buffer, bytes: Buffer, context: string): string {
  const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(context)).setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  const plain = [decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()];
  return Buffer.concat(plain).toString("utf8");
}

const clearVault: Vault = {
  seal: (plain) => CLEAR + plain,
  open(sealed) {
    if (!sealed.startsWith(CLEAR))
      throw new VaultError("This was sealed: set the ENCRYPTION_KEY that it was sealed with");
    return sealed.slice(CLEAR.length);
  },
  renew: () => null,
};

const refusingVault: Vault = {
  seal() {
    throw new VaultError("ENCRYPTION_KEY is not set, so nothing secret is stored; make one: openssl rand -base64 32");
  },
  open: keyless,
  renew: keyless,
};

function keyless(): never {
  throw new VaultError("ENCRYPTION_KEY is not set: set the one that this was sealed with");
}
