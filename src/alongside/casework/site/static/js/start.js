// The component library's own enhancements. Every page works without them.
import { initAll } from '../govuk-frontend.min.js'

// Modules run before first.js hears that the page is complete, and the library looks for this.
document.body.classList.add('js-enabled', 'govuk-frontend-supported')
initAll()
