/** What the adapters say themselves, in the bot's wording. */
import { notice, show, text } from "#core/document/blocks.ts";
import type { Block, Briefing, Span } from "#core/document/briefing.ts";
import { REMARKS, type Bot, type Labels, type Remark } from "#core/ports.ts";
import { briefingReply, type Reply } from "#core/reply.ts";
import { visible } from "#core/wording/visible.ts";
import { OBJECT, say, type Wording } from "#core/wording/wording.ts";

type AdapterWords = Pick<Bot, "labels" | "leftOut" | "sharedBy" | "askedBy" | "remark">;

/** `pack` is the slug of the one that help is about. */
export function adapterWords(wording: Wording, pack: string): AdapterWords {
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
    sharedBy: (person) => noticeOf(say(wording, "shared.by", { person: OBJECT }), person),
    askedBy: (person, question) => noticeOf(say(wording, "asked.by", { person: OBJECT, question }), person),
    remark: (remark) => remarks.get(remark) ?? remarkOf(wording, pack, remark),
  };
}

/** The sentence with the person in it, whom each platform shows as it shows its members. */
function noticeOf(words: string, { id, name }: { readonly id: string; readonly name: string }): Block {
  const [before = "", ...after] = words.split(OBJECT);
  const spans: readonly Span[] = [
    text(before),
    { kind: "person", id, name: visible(name) },
    text(after.join(visible(name))),
  ];
  return { kind: "notice", spans: spans.filter((span) => span.kind !== "text" || span.text !== "") };
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
