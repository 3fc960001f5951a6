// The component library's own enhancements. Every page works without them.
import { initAll } from '../govuk-frontend.min.js'

initAll()
