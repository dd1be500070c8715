/** The telephone of a demo person: only they have one here, and it says so. */
export function DemoPhone({ code }: { code: string | null }) {
  return (
    <aside
      aria-label="The demo's telephone"
      className="mt-6 rounded-ui border border-line-strong border-dashed bg-sunken px-4 py-3"
    >
      <p className="text-muted text-sm">
        Demo only: what the telephone of this invented person shows. Real codes are shown nowhere
        but on their owner's device.
      </p>
      {code === null ? (
        <p className="mt-2">Its codes of this minute are used up. Reload in half a minute.</p>
      ) : (
        <p className="mt-2 font-mono text-xl tabular-nums tracking-widest" data-demo-code={code}>
          {code.slice(0, 3)} {code.slice(3)}
        </p>
      )}
    </aside>
  );
}
