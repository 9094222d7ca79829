import './base.css'
import 'virtual:mini-style.css'
import './theme'
import './gate'
import './wx'
import { launch } from './pages'
import { device } from './device'
import 'virtual:mini-scripts'

/** For the stage around the phone. */
Object.assign(window, { phone: device })

launch()
