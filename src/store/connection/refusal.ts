/** The store is there and must not be used as it is; the message says why and what whoever runs the bot can do. */
export class StoreRefusal extends Error {
  override readonly name = "StoreRefusal";
}
