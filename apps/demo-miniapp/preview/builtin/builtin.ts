/** A built-in component at work, as far as its definition needs it. */
export interface Self {
  $$: HTMLElement | null
  data: Record<string, unknown>
  ownerShadowRoot: { querySelector(selector: string): { $$: HTMLElement | null } | null } | null
  setData(change: Record<string, unknown>): void
  triggerEvent(name: string, detail: object): void
  addListener(name: string, listener: (event: { stopPropagation(): void }) => void, options?: { capture?: boolean }): void
}

export interface Builtin {
  properties?: Record<string, unknown>
  /** Properties shown as attributes of the element, for the style sheet. */
  attributes?: string[]
  observers?: Record<string, (this: Self, value: never) => void>
  attached?(self: Self, element: HTMLElement): void
}
