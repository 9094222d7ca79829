import { cloudStorage } from '@nim/storage'
import type { Client } from '../im'

/** The module of this subpackage: uploads. `host` is the local service; without one files go where the account's app keeps them. */
export function install(nim: Client, host: string): void {
  nim.install(cloudStorage({ commonUploadHost: 'http://' + host }))
}
