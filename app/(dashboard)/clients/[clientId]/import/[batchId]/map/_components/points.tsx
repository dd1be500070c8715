/** What is still open about a part of the screen, said below it; nothing where all is told. */
export function Points({ points }: { points: readonly { readonly reason: string }[] }) {
  return points.length === 0 ? null : (
    <ul className="mt-3 flex flex-col gap-1 text-caution text-sm">
      {points.map(({ reason }) => (
        <li key={reason}>
          <span aria-hidden="true">▲ </span>
          {reason}
        </li>
      ))}
    </ul>
  );
}
