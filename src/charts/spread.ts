/** Labels moved apart along one direction. */

interface Label {
  /** Where it would begin, in pixels. */
  readonly at: number;
  readonly height: number;
}

/** Where labels would cover each other they move apart, in their order and no further than needed. */
export function spread<L extends Label>(labels: readonly L[]): readonly L[] {
  const groups: L[][] = [];
  for (const label of labels.toSorted((one, other) => one.at - other.at)) {
    groups.push([label]);
    joinLast(groups);
  }
  return groups.flatMap((group) => {
    let at = beginOf(group);
    return group.map((label) => {
      const placed = { ...label, at };
      at += label.height;
      return placed;
    });
  });
}

/** As long as the last group would cover the one above it, they are one. */
function joinLast(groups: Label[][]): void {
  const above = groups.at(-2);
  const last = groups.at(-1);
  if (above === undefined || last === undefined || beginOf(last) >= beginOf(above) + heightOf(above)) return;
  groups.pop();
  above.push(...last);
  joinLast(groups);
}

/** A group stands so that its labels are moved as little as possible on the whole. */
function beginOf(group: readonly Label[]): number {
  let above = 0;
  let sum = 0;
  for (const { at, height } of group) {
    sum += at - above;
    above += height;
  }
  return sum / group.length;
}

function heightOf(group: readonly Label[]): number {
  return group.reduce((sum, { height }) => sum + height, 0);
}
