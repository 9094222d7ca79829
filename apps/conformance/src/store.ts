import type { Stage } from './stage'

/** The service is asked for policies. */
export const asking = { cloudStorageConfig: {} }

/** The store takes files, and says this about them. */
export function store(t: Stage, body: unknown = { md5: 'm', size: '5', w: '30', h: '20', dur: '1000' }, status = 200): void {
  t.script.on('6_2', { r: [{ 1: 'dir%2Fobj', 2: 'tok', 3: 'nim' }] })
  t.script.on('6_29', ({ q }) => ({ r: [{ 0: (q[0] as any)[0], 1: 'ak', 2: 'sk', 3: 'st', 4: 'tok', 6: 'bucket', 7: 'dir%2Fobj', 11: 'region' }] }))
  t.script.web = ({ method }) => (method === 'POST' ? { status, body: typeof body === 'string' ? body : JSON.stringify(body) } : undefined)
}

/** What a mini-program does with the callbacks of an upload. */
export const callbacks = (t: Stage) => ({
  onUploadStart: (task: any) => t.note('start', typeof task.abort),
  onUploadProgress: (p: unknown) => t.note('progress', p),
  onUploadDone: (file: unknown) => t.note('done', file),
})

const policy = (host: string, priority: number, retry: object, policyType: string) =>
  JSON.stringify({ authPolicy: { policyType }, uploadConfig: { retryPolicy: retry }, cdnSchema: 'https://{cdnDomain}/{objectName}', dlcdn: host, dlcdns: [host], priority })

interface Policies {
  mix?: boolean
  providers?: string
  nos?: false | object
  s3?: object
  types?: string
  cdn?: object
}

/** What the service says about stores. */
export function say(t: Stage, { mix = true, providers = '1', nos = { retry: 0, retryNext: false, circuit: 3600 }, s3, types = '2,3', cdn = { 1: 'bucket', 2: 'cdn.test', 3: '-1', 4: 'pre/fix' } }: Policies = {}): void {
  t.script.on('6_27', { r: [{ 0: JSON.stringify({ mixStoreEnable: mix }), 1: '86400' }] })
  t.script.on('6_28', { r: [{ 0: providers, 1: '1000', 2: 'true', ...(nos && { 3: policy('nos.test', 2, nos, types) }), ...(s3 && { 4: policy('s3.test', 1, s3, types) }) }] })
  t.script.on('6_26', { r: [cdn] })
}

/** A class like that of the AWS SDK. */
export const s3Class = (t: Stage, error?: object) =>
  class {
    config = { update: (o: unknown) => t.note('s3 config', o) }
    upload(o: object) {
      t.note('s3 upload', o)
      return {
        on: (event: string, fn: (p: object) => void) => (t.note('s3 on', event), fn({ loaded: 5, total: 10 })),
        send: (fn: (e: unknown, data?: object) => void) => t.host.timers.setTimeout(() => fn(error ?? null, { Location: 'l', Key: 'dir/obj' }), 5),
        abort() {},
      }
    }
  }
export const both = { providers: '2,1', s3: { retry: 1, retryNext: true, circuit: 60 } }
export const blob = { type: 'image/png', name: 'q.w.PNG', size: 7 }
