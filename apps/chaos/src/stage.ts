/** What the app's side of a run may ask of the run. */
export interface Stage {
  now(): number
  note(what: string): void
  /** The client says that it has caught up. */
  synced(): void
  /** When a message came to the phone, in a sync or by itself, over the last link that brought it: a number that grows. */
  arrival(idServer: string, how: 'row' | 'push'): number
  /** Whether the service has this text. */
  stored(body: string): boolean
  /** The answer to this send did reach the phone. */
  answeredLate(idClient: string): boolean
}
