import { Secret, TOTP } from "otpauth";

/** RFC 6238 as every authenticator app speaks it: six digits of HMAC-SHA-1, a new code each 30 seconds. */
const PERIOD = 30;
const DIGITS = 6;
const ISSUER = "Lotwise";

/** A code one step early or late is taken: clocks differ. */
const STEPS_OFF = 1;

const totpOf = (secret: string, label = "") =>
  new TOTP({
    issuer: ISSUER,
    label,
    algorithm: "SHA1",
    digits: DIGITS,
    period: PERIOD,
    secret: Secret.fromBase32(secret),
  });

/** A new seed, 160 random bits in base32. */
export const newTotpSecret = (): string => new Secret({ size: 20 }).base32;

/** The address an authenticator app reads from the QR code. */
export const totpAddress = (secret: string, email: string): string =>
  totpOf(secret, email).toString();

/** The 30-second step of a moment, counted from 1970. */
export const stepAt = (milliseconds: number): number => Math.floor(milliseconds / (PERIOD * 1000));

/** The code of a step. */
export const codeOf = (secret: string, step: number): string =>
  totpOf(secret).generate({ timestamp: step * PERIOD * 1000 });

/**
 * The step whose code this is, at most one before or after `now`; null for a wrong code. Whether it was used before is not
 * known here. Spaces are no matter.
 */
export function stepOfCode(secret: string, code: string, now: number): number | null {
  const token = code.replace(/\s/g, "");
  if (!/^\d{6}$/.test(token)) {
    return null;
  }
  const off = totpOf(secret).validate({ token, timestamp: now, window: STEPS_OFF });
  return off === null ? null : stepAt(now) + off;
}

/** The first code that can still be used, of steps not used up, for the demo's telephone; null when one must wait for the next. */
export function unusedCode(secret: string, lastStep: number | null, now: number): string | null {
  const step = Math.max(stepAt(now), (lastStep ?? 0) + 1);
  return step <= stepAt(now) + STEPS_OFF ? codeOf(secret, step) : null;
}
