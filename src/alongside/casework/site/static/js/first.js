// Before the page is drawn: say that scripts run, so that nothing jumps afterwards.
document.documentElement.classList.add('al-script')
document.addEventListener('DOMContentLoaded', () => {
  document.body.classList.add('js-enabled')
  if ('noModule' in HTMLScriptElement.prototype) document.body.classList.add('govuk-frontend-supported')
})
