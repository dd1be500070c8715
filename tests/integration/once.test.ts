import { beforeAll, describe, expect, it, vi } from "vitest";
import { FORM_KEY } from "@/lib/form-key";
import { type Door, doors } from "../support/authorisation/product";
import { ONCE_DEEDS } from "../support/once/deeds";
import { ROUTES_ONCE, WITHOUT_KEY } from "../support/once/natural";
import { makeOnceScene, type OnceScene } from "../support/once/scene";
import { sendAtOnce } from "../support/once/send";
import { makeFolder, openDatabase } from "./support";

const { ownerUrl } = await openDatabase({
  DB_POOL_SIZE: "8",
  DATA_DIR: makeFolder(),
  SMTP_URL: "",
});
vi.setConfig({ testTimeout: 120_000 });

let all: readonly Door[];
let scene: OnceScene;

beforeAll(async () => {
  vi.spyOn(console, "log").mockImplementation(() => undefined);
  all = await doors();
  scene = await makeOnceScene(ownerUrl);
}, 120_000);

const named = (name: string): Door => {
  const door = all.find((one) => one.name === name);
  if (door === undefined) throw new Error(`no such door: ${name}`);
  return door;
};

describe("every deed", () => {
  it("refuses a form without a key, or says in tests/support/once/natural.ts why it needs none", async () => {
    const found: string[] = [];
    for (const door of all.filter(({ kind }) => kind === "action")) {
      if (door.name in WITHOUT_KEY) continue;
      const form = { [FORM_KEY]: "", step: "add" };
      const { code } = await door.ask({ cookie: scene.cookie, values: {}, form });
      if (code !== "no-form-key") found.push(`${door.name}: ${code}`);
    }
    expect(found).toEqual([]);
  });

  it("that comes by a route says why it may come twice", () => {
    const changing = all.filter(({ name, kind }) => kind === "route" && !name.startsWith("GET "));
    expect(changing.map(({ name }) => name).sort()).toEqual(Object.keys(ROUTES_ONCE).sort());
  });

  it("in the lists is there", () => {
    for (const name of [...Object.keys(WITHOUT_KEY), ...ONCE_DEEDS.map(({ door }) => door)]) {
      expect(named(name).name in WITHOUT_KEY, name).toBe(name in WITHOUT_KEY);
    }
  });
});

describe("a form sent twenty times at once, and once more, has one effect and one answer", () => {
  it.each(ONCE_DEEDS)("$door $what", async (deed) => {
    await sendAtOnce(named(deed.door), deed, scene, { times: 20, ownerUrl });
  });
});
