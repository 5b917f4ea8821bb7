/** What the adapters say themselves, in the bot's wording. */
import { notice, show, text } from "#core/document/blocks.ts";
import type { Briefing } from "#core/document/briefing.ts";
import { REMARKS, type Bot, type Labels, type Remark } from "#core/ports.ts";
import { briefingReply, type Reply } from "#core/reply.ts";
import { visible } from "#core/wording/visible.ts";
import { OBJECT, say, type Wording } from "#core/wording/wording.ts";

/** `pack` is the slug of the one that help is about. */
export function adapterWords(wording: Wording, pack: string): Pick<Bot, "labels" | "leftOut" | "sharedBy" | "remark"> {
  const labels: Labels = {
    delete: say(wording, "label.delete"),
    helpful: say(wording, "label.helpful"),
    unhelpful: say(wording, "label.unhelpful"),
    cancel: say(wording, "label.cancel"),
    required: say(wording, "label.required"),
    working: say(wording, "label.working"),
  };
  const remarks = new Map<Remark, Reply>(REMARKS.map((remark) => [remark, remarkOf(wording, pack, remark)]));
  return {
    labels,
    leftOut: (count) => notice(say(wording, "cut.notice", { count })),
    sharedBy({ id, name }) {
      const [before = "", after = ""] = say(wording, "shared.by", { person: OBJECT }).split(OBJECT);
      return { kind: "notice", spans: [text(before), { kind: "person", id, name: visible(name) }, text(after)] };
    },
    remark: (remark) => remarks.get(remark) ?? remarkOf(wording, pack, remark),
  };
}

/** A sentence and a way on; it says nothing of the profile, so it has no stamp. */
function remarkOf(wording: Wording, pack: string, remark: Remark): Reply {
  const sentence = say(wording, `remark.${remark}`);
  const help = show(pack, "help", say(wording, "action.help"));
  const briefing: Briefing = {
    title: sentence,
    summary: sentence,
    blocks: [notice(sentence), { kind: "actions", items: [help], more: [] }],
  };
  return briefingReply(briefing);
}
