import pg from "pg"
import { inject } from "vitest"
import { CarrierControl } from "../../../local/carrier/control/client.ts"
import { syncNumbers } from "../../../local/product/numbers.ts"
import {
  type AccountOptions,
  createAccount,
  freeCustomerNumber,
  type TestAccount,
} from "../../support/accounts.ts"
import type { ProductUnderTest } from "../global-setup.ts"
import { AgentAtWork, type Habits } from "./agent-at-work.ts"

/** An account of one test, its people at work, and somebody who calls it. */
export class World {
  readonly product: ProductUnderTest
  readonly db: pg.Pool
  readonly carrier: CarrierControl
  readonly account: TestAccount
  readonly #agents: AgentAtWork[] = []

  private constructor(product: ProductUnderTest, db: pg.Pool, account: TestAccount) {
    this.product = product
    this.db = db
    this.carrier = new CarrierControl(product.carrier.url, product.carrier.controlToken)
    this.account = account
  }

  /** An account whose calls are not recorded, so that nothing is said before they wait; `options` say otherwise. */
  static async open(options: AccountOptions = {}, product = inject("product")): Promise<World> {
    const db = new pg.Pool({ connectionString: product.supabase.dbUrl, max: 4 })
    // A server that is started again ends idle connections; whoever asks next gets another.
    db.on("error", () => undefined)
    const account = await createAccount(db, { isRecorded: false, ...options })
    await syncNumbers(product)
    return new World(product, db, account)
  }

  /** The member of that key signs in to app and phone. Who signed in first has been idle longest. */
  async agent(key: string, habits: Partial<Habits> = {}): Promise<AgentAtWork> {
    const agent = await AgentAtWork.start(this.product, this.account.member(key), habits)
    this.#agents.push(agent)
    return agent
  }

  /** A customer calls the account's number and stays until told otherwise. Returns the provider's id of the call. */
  async call({ from = freeCustomerNumber(), withheld = false }: { from?: string; withheld?: boolean } = {}) {
    const { sid } = await this.carrier.call({ from, to: this.account.inbox().number, withheld, script: [] })
    return { sid, from }
  }

  async close(): Promise<void> {
    const { calls } = await this.carrier.state()
    const own = calls.filter(
      (call) => call.to === this.account.inbox().number && call.direction === "inbound",
    )
    await Promise.all(own.map(({ sid }) => this.carrier.act(sid, { hangup: true }).catch(() => {})))
    await Promise.all(this.#agents.map((agent) => agent.stop()))
    await this.db.end()
  }
}
