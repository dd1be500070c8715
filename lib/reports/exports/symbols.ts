/** Gives each text a name of a strict form, the same for the same text and no other's. */
export function namer(shape: (text: string) => string): (text: string) => string {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  return (text) => {
    const known = names.get(text);
    if (known !== undefined) {
      return known;
    }
    const wanted = shape(text);
    let name = wanted;
    for (let number = 2; taken.has(name); number += 1) {
      name = shape(`${wanted}${number}`);
    }
    names.set(text, name);
    taken.add(name);
    return name;
  };
}
