import { need } from '../refusal'
import type { Service } from '../service'
import { ApiRefusal, type Actions, type Form } from './form'

/** Bytes of one file. */
const maxFile = 15 << 20
const minLife = 86_400

/** Keeps a file, as a client's upload does. Returns where it is. */
function keep(s: Service, form: Form, data: Buffer, type: string): Record<string, unknown> {
  need(data.length > 0 && data.length <= maxFile)
  const life = form.numberOr('expireSec', undefined)
  need(life === undefined || life >= minLife)
  form.textOr('tag', 32)
  const ticket = s.files.ticket('', life)
  if (!s.files.put(ticket.token, ticket.object, data, type)) throw new ApiRefusal(500, 'no room')
  return { url: `http://${s.address}/nim/${ticket.object}` }
}

/** Files. */
export const fileActions = {
  'msg/upload'(s, form) {
    const content = form.text('content')
    need(/^[\w+/=\s-]+$/.test(content))
    return keep(s, form, Buffer.from(content, 'base64'), form.textOr('type') ?? '')
  },
  async 'msg/fileUpload'(s, form) {
    const file = form.file('content')
    return keep(s, form, Buffer.from(await file.arrayBuffer()), form.textOr('type') ?? file.type)
  },
  'job/nos/del'(s, form) {
    const [begin, end] = [form.number('startTime'), form.number('endTime')]
    need(begin <= end)
    s.files.remove(begin, end, form.textOr('contentType'))
    return { data: { taskid: s.clock.id() } }
  },
} satisfies Actions
