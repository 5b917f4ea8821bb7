// Microsoft's sample: CloudAdapter behind express, which checks the token and posts back what it was told.
import { ActivityHandler, CloudAdapter, ConfigurationBotFrameworkAuthentication } from "botbuilder";
import express from "express";

const { MICROSOFT_APP_ID, MICROSOFT_APP_PASSWORD, MICROSOFT_APP_TENANT_ID, PORT } = process.env;
const adapter = new CloudAdapter(
  new ConfigurationBotFrameworkAuthentication({
    MicrosoftAppId: MICROSOFT_APP_ID,
    MicrosoftAppPassword: MICROSOFT_APP_PASSWORD,
    MicrosoftAppTenantId: MICROSOFT_APP_TENANT_ID,
    MicrosoftAppType: "SingleTenant",
  }),
);
adapter.onTurnError = (_context, error) => console.error(error);
class Echo extends ActivityHandler {
  constructor() {
    super();
    this.onMessage(async (context, next) => {
      await context.sendActivity(`Echo: ${context.activity.text}`);
      await next();
    });
  }
}
const bot = new Echo();
const server = express();
server.use(express.json());
server.post("/api/messages", (req, res) => adapter.process(req, res, (context) => bot.run(context)));
server.listen(Number(PORT), "127.0.0.1");
