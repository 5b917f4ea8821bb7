/** The messages that the platforms would receive, exactly: for the command line. */
import { createDrawer } from "#charts/drawer.ts";
import { createPictures } from "#charts/pictures.ts";
import type { Briefing } from "#core/document/briefing.ts";
import type { Bot, Log } from "#core/ports.ts";
import { nativeChart } from "#slack/drawing/charts.ts";
import { formsOf, renderSlack } from "#slack/drawing/render.ts";
import { createCardPictures } from "#teams/drawing/pictures.ts";
import { renderTeams } from "#teams/drawing/render.ts";
import type { AnsweringParts } from "#terminal/start.ts";

export function createPayloads({ bot, log }: { readonly bot: Bot; readonly log: Log }): AnsweringParts["payloads"] {
  return {
    slack: (briefing) => Promise.resolve(formsOf(renderSlack(briefing, bot, nativeChart)).drawn),
    teams: async (briefing) => renderTeams(briefing, bot, await picturesFor(briefing, log)),
  };
}

async function picturesFor(briefing: Briefing, log: Log) {
  const drawer = createDrawer();
  try {
    const store = () => Promise.reject(new Error("a command line keeps no pictures"));
    const cards = createCardPictures({ pictures: createPictures({ drawer, store, publicUrl: null }), log });
    await cards.prepare(briefing);
    return cards.of;
  } finally {
    await drawer.stop();
  }
}
