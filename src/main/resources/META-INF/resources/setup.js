// Previews a policy while it is edited. Without this script, the form shows the preview when it is sent.
(() => {
  'use strict';
  const form = document.querySelector('form.preview');
  const preview = document.getElementById('preview');
  const announcement = form.querySelector('[role=status]');
  const delay = 600;
  let timer;
  let request = new AbortController();

  const report = (text) => {
    const line = document.createElement('p');
    line.textContent = text;
    preview.replaceChildren(line);
    announcement.textContent = text;
  };
  // The page of the setup has a verdict and an address of its own.
  const verdictOf = (page) => {
    const verdict = page.querySelector('.verdict');
    verdict.querySelectorAll('.again, .when').forEach((line) => line.remove());
    verdict.querySelector('h2').id = 'preview-verdict';
    verdict.setAttribute('aria-labelledby', 'preview-verdict');
    return verdict;
  };
  const show = async () => {
    request.abort();
    const own = request = new AbortController();
    preview.setAttribute('aria-busy', 'true');
    try {
      const response = await fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)), signal: own.signal });
      const page = new DOMParser().parseFromString(await response.text(), 'text/html');
      const received = page.getElementById('preview');
      const summary = page.querySelector('.summary');
      if (received) {
        preview.replaceChildren(verdictOf(page), ...received.childNodes);
        dispatchEvent(new Event('fragment'));
        announcement.textContent = summary.textContent;
      } else {
        report(summary ? summary.textContent : 'This text cannot be previewed. It may be too long.');
      }
    } catch {
      if (!own.signal.aborted) {
        report('The service cannot be reached. Please try again.');
      }
    }
    if (own === request) {
      preview.removeAttribute('aria-busy');
    }
  };
  form.elements.policy.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(show, delay);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    clearTimeout(timer);
    show();
  });
})();
