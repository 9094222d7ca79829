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
function ask<R>(build: (answer: (result: R) => void) => HTMLElement): Promise<R> {
  return new Promise((resolve) => {
    const mask = make('div', 'mini-mask')
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

export const showModal = ({ title, content, showCancel = true, cancelText = '取消', confirmText = '确定', cancelColor, confirmColor = '#576b95' }: WechatMiniprogram.ShowModalOption) =>
  ask<{ confirm: boolean; cancel: boolean }>((answer) => {
    const press = (confirm: boolean) => () => answer({ confirm, cancel: !confirm })
    const buttons = [...(showCancel ? [button(cancelText, cancelColor, press(false))] : []), button(confirmText, confirmColor, press(true))]
    return make('div', 'mini-modal', '', [...(title ? [make('h3', '', title)] : []), ...(content ? [make('p', '', content)] : []), make('footer', '', '', buttons)])
  })
