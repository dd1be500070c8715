import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";

/** What to hand to spawn. */
export type Command = {
  readonly file: string;
  readonly args: readonly string[];
  readonly options: { readonly uid?: number; readonly gid?: number };
};

/** One way to run the server's programs, and the user and group its files must have on disk. */
export type Runner = {
  readonly how: string;
  readonly owner: { readonly uid: number; readonly gid: number } | undefined;
  readonly command: (file: string, args: readonly string[]) => Command;
};

/**
 * Ways to run a PostgreSQL server here, best first. An ordinary user simply runs it. PostgreSQL
 * refuses the root user, so root becomes an unprivileged one; where that user cannot reach the
 * folder (below a private home, say) root either pretends to be it in a user namespace, or becomes
 * it and keeps only the right to pass through folders.
 */
export function runnersFor(dataFolder: string): readonly Runner[] {
  if (process.getuid?.() !== 0) {
    return [{ how: "as this user", owner: ownIds(), command: plain }];
  }
  return unprivilegedUsers(dataFolder).flatMap((user) => [
    setuid(user),
    userNamespace(user),
    keepingPassage(user),
  ]);
}

type User = { readonly name: string; readonly uid: number; readonly gid: number };

function plain(file: string, args: readonly string[]): Command {
  return { file, args, options: {} };
}

function setuid({ name, uid, gid }: User): Runner {
  return {
    how: `as user ${name}`,
    owner: { uid, gid },
    command: (file, args) => ({ file, args, options: { uid, gid } }),
  };
}

function userNamespace({ name, uid, gid }: User): Runner {
  const prefix = ["--user", `--map-user=${uid}`, `--map-group=${gid}`];
  return {
    how: `as user ${name} in a user namespace`,
    owner: ownIds(),
    command: (file, args) => plain("unshare", [...prefix, file, ...args]),
  };
}

function keepingPassage({ name, uid, gid }: User): Runner {
  const prefix = [
    `--reuid=${uid}`,
    `--regid=${gid}`,
    "--clear-groups",
    "--inh-caps=-all,+dac_override",
    "--ambient-caps=-all,+dac_override",
  ];
  return {
    how: `as user ${name} with passage`,
    owner: { uid, gid },
    command: (file, args) => plain("setpriv", [...prefix, file, ...args]),
  };
}

/** The folder's present owner comes first, so that a server once made by someone keeps working. */
function unprivilegedUsers(dataFolder: string): readonly User[] {
  const owner = statSync(dataFolder, { throwIfNoEntry: false })?.uid;
  const names = [...(owner ? [nameOf(owner)] : []), "postgres", "nobody"];
  return [...new Set(names)].flatMap((name) => lookUp(name));
}

function lookUp(name: string | undefined): readonly User[] {
  if (name === undefined) return [];
  const uid = Number(idOf(["-u", name]));
  const gid = Number(idOf(["-g", name]));
  return uid > 0 && gid > 0 ? [{ name, uid, gid }] : [];
}

function nameOf(uid: number): string | undefined {
  return idOf(["-un", String(uid)]);
}

function idOf(args: readonly string[]): string | undefined {
  const result = spawnSync("id", args, { encoding: "utf8" });
  return result.status === 0 ? result.stdout.trim() : undefined;
}

function ownIds(): Runner["owner"] {
  const [uid, gid] = [process.getuid?.(), process.getgid?.()];
  return uid === undefined || gid === undefined ? undefined : { uid, gid };
}
