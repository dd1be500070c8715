import { z } from "zod";

const optionalText = z
  .string()
  .optional()
  .transform((text) => (text === undefined || text.trim() === "" ? undefined : text));

const Environment = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
  /** A role that may migrate. Set: nothing embedded starts. */
  DATABASE_URL: optionalText,
  /** The role of web and worker: owns nothing, bound by row security. `npm start` sets it for its children. */
  APP_DATABASE_URL: optionalText,
  DB_POOL_SIZE: z.coerce.number().int().min(1).max(200).default(10),
  /** Pages and deeds a web works on at once; the rest waits shortly, then is told to come again. As many as connections when not set. */
  WEB_AT_ONCE: z.coerce.number().int().min(1).max(200).optional(),
  /** Where people reach the app: the only origin whose forms are accepted, and the base of mailed links. */
  APP_ORIGIN: z.url().default("http://localhost:3000"),
  AUTH_SECRET: optionalText,
  /** Signing in with Google; both or none. The redirect address to register is APP_ORIGIN + /sign-in/google/callback. */
  GOOGLE_CLIENT_ID: optionalText,
  GOOGLE_CLIENT_SECRET: optionalText,
  /** Who vouches for people. Another one than Google is for tests of the sign-in itself. */
  OIDC_ISSUER: z.url().default("https://accounts.google.com"),
  /** What wraps the keys of clients and users: 32 bytes in base64url each, the newest first, older ones after commas. */
  ENCRYPTION_KEYS: optionalText,
  /** Proxies in front that append to X-Forwarded-For; 0 = none, the header is ignored. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(5).default(0),
  SMTP_URL: optionalText,
  MAIL_FROM: z.string().default("Lotwise <no-reply@localhost>"),
  /** Where the app keeps files of its own: mail not sent, the embedded database. */
  DATA_DIR: z.string().default(".data"),
  /** Where the IRS's blank forms are (`npm run forms -- fetch`); without them reports come with the statement alone. */
  FORMS_DIR: z.string().default(".data/forms"),
  /** CoinGecko's free demo key: thirty questions a minute for prices instead of about ten. */
  COINGECKO_DEMO_KEY: optionalText,
  WORKER_CONCURRENCY: z.coerce.number().int().min(1).max(32).default(2),
});

/** The settings of this process. Names are those of the environment. */
export type Env = Readonly<z.infer<typeof Environment>>;

let parsed: Env | undefined;

/**
 * The settings, read from the environment once, on first use (not at import: `next build` imports routes without them).
 * Throws with the names of all wrong settings, never their values.
 */
export function env(): Env {
  if (parsed === undefined) {
    const result = Environment.safeParse(process.env);
    if (!result.success) {
      const wrong = result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
      throw new Error(`Wrong settings in the environment. ${wrong.join("; ")}`);
    }
    parsed = result.data;
  }
  return parsed;
}

/** The address of the database for web and worker. */
export function appDatabaseUrl(): string {
  const url = env().APP_DATABASE_URL ?? env().DATABASE_URL;
  if (url === undefined) {
    throw new Error("No database: start the app with `npm start`, or set APP_DATABASE_URL.");
  }
  return url;
}

/** `APP_ORIGIN` as browsers send it in the Origin header: no path, no trailing slash. */
export function appOrigin(): string {
  return new URL(env().APP_ORIGIN).origin;
}

/** Forgets what was read. For tests that change the environment. */
export function resetEnv(): void {
  parsed = undefined;
}
