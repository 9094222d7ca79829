import { need } from '../refusal'
import type { MakeRoom } from '../service'

/** Server time, addresses of other services, network probes. */
export const misc: MakeRoom = (s) => ({
  // the answer to a probe (6_31) is for the service's own records
  silent: ['6_32'],
  commands: {
    '6_23': () => [s.clock.now()],
    '6_32': () => {},
    '13_1': ({ args }) => {
      need(/^\d+$/.test(args.text(0)), 404)
      return [[s.address]]
    },
    '24_1': () => [[s.address]],
  },
})
