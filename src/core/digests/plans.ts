/** What is worked out of a pack for its digests, once for all that choose alike: a pack does not change. */
import { type Bounded, createBounded } from "#core/bounded.ts";
import type { Pack } from "#core/profile/profile.ts";
import { markContent, type MarkedContent } from "./content-change.ts";
import type { Selection } from "#core/digests/rotation/portions.ts";
import { openRotation, type Rotation } from "#core/digests/rotation/rotation.ts";

export interface DigestPlans {
  rotationOf(selection: Selection): Rotation;
  marksOf(pack: Pack): MarkedContent;
}

/** As many rotations as are kept of a pack: most channels choose alike, and dealing takes milliseconds. */
const MOST_KEPT = 200;

export function createDigestPlans(): DigestPlans {
  const rotations = new WeakMap<Pack, Bounded<Rotation>>();
  const marked = new WeakMap<Pack, MarkedContent>();
  return {
    rotationOf(selection) {
      const { pack, topics } = selection;
      const ofPack = rotations.get(pack) ?? createBounded<Rotation>(MOST_KEPT);
      rotations.set(pack, ofPack);
      const key = topics.join(" ");
      const rotation = ofPack.get(key) ?? openRotation(selection);
      ofPack.set(key, rotation);
      return rotation;
    },
    marksOf(pack) {
      const marks = marked.get(pack) ?? markContent(pack);
      marked.set(pack, marks);
      return marks;
    },
  };
}
