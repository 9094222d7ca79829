import { source } from './files'
import { language } from './launch'

/** Makes an element, with a class, a text and children. */
function make<K extends keyof HTMLElementTagNameMap>(tag: K, name: string, text = '', children: Node[] = []): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  element.className = name
  element.textContent = text
  element.append(...children)
  return element
}

let toast: HTMLElement | undefined
let timer: number | undefined

export function hideToast(): void {
  toast?.remove()
  toast = undefined
}

export function showToast({ title, icon = 'success', duration = 1500 }: WechatMiniprogram.ShowToastOption): void {
  hideToast()
  clearTimeout(timer)
  const mark = { success: '✓', error: '!', loading: '…', none: '' }[icon]
  toast = make('div', 'mini-toast', '', [...(mark ? [make('b', '', mark)] : []), make('span', '', title)])
  document.body.append(toast)
  timer = setTimeout(hideToast, duration)
}

/** An overlay that is answered once. */
function ask<R>(build: (answer: (result: R) => void) => HTMLElement, name = ''): Promise<R> {
  return new Promise((resolve) => {
    const mask = make('div', 'mini-mask ' + name)
    mask.append(
      build((result) => {
        mask.remove()
        resolve(result)
      })
    )
    document.body.append(mask)
  })
}

function button(text: string, color: string | undefined, press: () => void): HTMLElement {
  const element = make('button', '', text)
  if (color) element.style.color = color
  element.onclick = press
  return element
}

export const showModal = ({ title, content, showCancel = true, cancelText = '取消', confirmText = '确定', cancelColor, confirmColor = 'var(--mini-link)', editable = false, placeholderText = '' }: WechatMiniprogram.ShowModalOption) =>
  ask<{ confirm: boolean; cancel: boolean; content?: string }>((answer) => {
    const field = make('input', '')
    if (editable) Object.assign(field, { value: content, placeholder: placeholderText })
    const press = (confirm: boolean) => () => answer({ confirm, cancel: !confirm, ...(editable && { content: field.value }) })
    const buttons = [...(showCancel ? [button(cancelText, cancelColor, press(false))] : []), button(confirmText, confirmColor, press(true))]
    return make('div', 'mini-modal', '', [...(title ? [make('h3', '', title)] : []), ...(editable ? [field] : content ? [make('p', '', content)] : []), make('footer', '', '', buttons)])
  })

export const showActionSheet = async ({ itemList, itemColor }: WechatMiniprogram.ShowActionSheetOption) => {
  const tapIndex = await ask<number>((answer) => {
    const choices = itemList.map((text, i) => button(text, itemColor, () => answer(i)))
    const cancel = button(cancelText(), undefined, () => answer(-1))
    cancel.className = 'mini-sheet-cancel'
    return make('div', 'mini-sheet', '', [...choices, cancel])
  }, 'mini-low')
  if (tapIndex < 0) throw new Error('cancel')
  return { tapIndex }
}

const cancelText = () => (language.startsWith('zh') ? '取消' : 'Cancel')

/** Pictures, one at a time, over everything. */
export const previewImage = ({ urls, current = urls[0]! }: WechatMiniprogram.PreviewImageOption) => {
  void ask<void>((answer) => {
    const picture = make('img', '')
    picture.src = source(current)
    const mask = make('div', 'mini-picture', '', [picture])
    mask.onclick = () => answer()
    return mask
  }, 'mini-black')
}
