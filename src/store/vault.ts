/** Seals tokens and addresses before they are written: AES-256-GCM, bound to the row they belong to. */
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

export interface Vault {
  /** `context` names the row; a sealed text moved to another row does not open. */
  seal(plain: string, context: string): string;
  /** Throws a `VaultError` when the key or the row is another, or the text was tampered with. */
  open(sealed: string, context: string): string;
}

class VaultError extends Error {
  override readonly name = "VaultError";
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Marks the way of sealing, so that another can follow one day. */
const SEALED = "v1:";
const CLEAR = "clear:";

/**
 * `key`: 32 bytes in base64. Without one nothing can be stored where `mode` is `production`; `local` mode, whose tokens
 * are made up, stores in the clear.
 */
export function createVault(key: string | null, mode: "production" | "local"): Vault {
  if (key === null) return mode === "local" ? clearVault : refusingVault;
  const bytes = Buffer.from(key, "base64");
  if (bytes.length !== 32)
    throw new VaultError("ENCRYPTION_KEY must be 32 bytes in base64; make one: openssl rand -base64 32");
  return {
    seal(plain, context) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv("aes-256-gcm", bytes, nonce).setAAD(Buffer.from(context));
      const body = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
      return SEALED + Buffer.concat([nonce, cipher.getAuthTag(), body]).toString("base64");
    },
    open: (sealed, context) => unseal(bytes, sealed, context),
  };
}

function unseal(key: Buffer, sealed: string, context: string): string {
  if (!sealed.startsWith(SEALED))
    throw new VaultError("This was stored without ENCRYPTION_KEY; remove it and connect again");
  const bytes = Buffer.from(sealed.slice(SEALED.length), "base64");
  const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(context)).setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  try {
    const plain = [decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()];
    return Buffer.concat(plain).toString("utf8");
  } catch (error) {
    throw new VaultError("This was sealed with another ENCRYPTION_KEY, or changed since", { cause: error });
  }
}

const clearVault: Vault = {
  seal: (plain) => CLEAR + plain,
  open(sealed) {
    if (!sealed.startsWith(CLEAR))
      throw new VaultError("This was sealed: set the ENCRYPTION_KEY that it was sealed with");
    return sealed.slice(CLEAR.length);
  },
};

const refusingVault: Vault = {
  seal() {
    throw new VaultError("ENCRYPTION_KEY is not set, so nothing secret is stored; make one: openssl rand -base64 32");
  },
  open() {
    throw new VaultError("ENCRYPTION_KEY is not set: set the one that this was sealed with");
  },
};
