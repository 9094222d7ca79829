import { source } from '../runtime/files'
import type { Builtin, Self } from './builtin'

/** The pressed look: a class while the finger is down. */
function hover(element: HTMLElement, name: () => string): void {
  const names = () => name().split(' ').filter((part) => part && part !== 'none')
  element.addEventListener('pointerdown', () => element.classList.add(...names()))
  for (const type of ['pointerup', 'pointerleave', 'pointercancel']) element.addEventListener(type, () => setTimeout(() => element.classList.remove(...names()), 70))
}

export const view: Builtin = {
  properties: { hoverClass: String },
  attached: (self, element) => hover(element, () => String(self.data.hoverClass)),
}

export const button: Builtin = {
  properties: { type: { type: String, value: 'default' }, size: String, disabled: Boolean, loading: Boolean, plain: Boolean, hoverClass: { type: String, value: 'button-hover' } },
  attributes: ['type', 'size', 'disabled', 'plain', 'loading'],
  attached(self, element) {
    hover(element, () => (self.data.disabled ? '' : String(self.data.hoverClass)))
    // a disabled button hands no tap to its own listeners
    self.addListener('tap', (event) => self.data.disabled && event.stopPropagation(), { capture: true })
  },
}

const native = (self: Self) => self.$$?.querySelector<HTMLInputElement | HTMLTextAreaElement>('input, textarea')

export const input: Builtin = {
  properties: {
    value: String,
    placeholder: String,
    placeholderClass: String,
    disabled: Boolean,
    maxlength: { type: Number, value: 140 },
    focus: Boolean,
    confirmType: { type: String, value: 'done' },
    confirmHold: Boolean,
    holdKeyboard: Boolean,
    adjustPosition: { type: Boolean, value: true },
    cursorSpacing: Number,
  },
  observers: {
    value(value: string) {
      const field = native(this)
      if (field && field.value !== value) field.value = value
    },
    placeholder(text: string) {
      native(this)?.setAttribute('placeholder', text)
    },
    focus(on: boolean) {
      if (on) native(this)?.focus()
    },
  },
  attached(self) {
    const field = native(self)!
    const { value, placeholder, disabled, maxlength, focus, confirmType } = self.data
    Object.assign(field, { value, placeholder, disabled, enterKeyHint: confirmType })
    if (Number(maxlength) >= 0) field.maxLength = Number(maxlength)
    if (focus) field.focus()
    const detail = () => ({ value: field.value, cursor: field.selectionStart })
    field.addEventListener('change', (event) => event.stopPropagation())
    field.addEventListener('input', (event) => {
      event.stopPropagation()
      self.setData({ value: field.value }) // feeds model:value too
      self.triggerEvent('input', detail())
    })
    field.addEventListener('focus', () => self.triggerEvent('focus', { ...detail(), height: 0 }))
    field.addEventListener('blur', () => self.triggerEvent('blur', detail()))
    field.addEventListener('keydown', (event) => {
      const { key, isComposing } = event as KeyboardEvent
      if (key !== 'Enter' || isComposing || field.tagName === 'TEXTAREA') return
      self.triggerEvent('confirm', detail())
      if (!self.data.confirmHold) field.blur()
    })
    // hold-keyboard: a touch elsewhere does not end the typing
    window.addEventListener('mousedown', (event) => {
      if (self.data.holdKeyboard && document.activeElement === field && event.target !== field) event.preventDefault()
    })
  },
}

export const textarea: Builtin = { ...input, properties: { ...input.properties, autoHeight: Boolean } }

export const toggle: Builtin = {
  properties: { checked: Boolean, disabled: Boolean, color: String },
  attributes: ['checked', 'disabled'],
  attached(self) {
    self.addListener('tap', () => {
      if (self.data.disabled) return
      self.setData({ checked: !self.data.checked })
      self.triggerEvent('change', { value: self.data.checked })
    })
  },
}

export const image: Builtin = {
  properties: { src: String, mode: { type: String, value: 'scaleToFill' }, lazyLoad: Boolean },
  attributes: ['mode'],
  observers: {
    src(path: string) {
      this.$$?.querySelector('img')?.setAttribute('src', source(path))
    },
  },
  attached(self) {
    const picture = self.$$!.querySelector('img')!
    if (self.data.src) picture.src = source(String(self.data.src))
    picture.draggable = false
    picture.addEventListener('load', () => self.triggerEvent('load', { width: picture.naturalWidth, height: picture.naturalHeight }))
    picture.addEventListener('error', () => picture.src && self.triggerEvent('error', { errMsg: 'GET ' + picture.src }))
  },
}

export const scrollView: Builtin = {
  properties: {
    scrollX: Boolean,
    scrollY: Boolean,
    scrollTop: Number,
    scrollIntoView: String,
    scrollWithAnimation: Boolean,
    upperThreshold: { type: Number, value: 50 },
    lowerThreshold: { type: Number, value: 50 },
    enhanced: Boolean,
    showScrollbar: { type: Boolean, value: true },
  },
  attributes: ['scrollX', 'scrollY'],
  observers: {
    scrollTop(top: number) {
      const box = this.$$?.firstElementChild
      if (box) box.scrollTop = top
    },
    scrollIntoView(id: string) {
      if (!id) return
      requestAnimationFrame(() => {
        const box = this.$$?.firstElementChild
        const wanted = this.ownerShadowRoot?.querySelector('#' + id)?.$$
        if (box && wanted) box.scrollTop += wanted.getBoundingClientRect().top - box.getBoundingClientRect().top
      })
    },
  },
  attached(self, element) {
    const box = element.firstElementChild!
    let last = 0
    let atTop = true
    let atEnd = false
    box.addEventListener('scroll', () => {
      const { scrollTop, scrollLeft, scrollHeight, scrollWidth, clientHeight } = box
      self.triggerEvent('scroll', { scrollTop, scrollLeft, scrollHeight, scrollWidth, deltaX: 0, deltaY: last - scrollTop })
      last = scrollTop
      const top = scrollTop <= Number(self.data.upperThreshold)
      const end = scrollHeight - scrollTop - clientHeight <= Number(self.data.lowerThreshold)
      if (top && !atTop) self.triggerEvent('scrolltoupper', { direction: 'top' })
      if (end && !atEnd) self.triggerEvent('scrolltolower', { direction: 'bottom' })
      atTop = top
      atEnd = end
    })
  },
}
