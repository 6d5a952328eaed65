// Shows what a policy would do as one types; without it, the form does when it is sent.
(() => {
  'use strict';
  const form = document.querySelector('form.try');
  const place = document.getElementById('preview');
  const said = form.querySelector('[role=status]');
  const pause = 600;
  let timer;
  let asking = new AbortController();

  const tell = (text) => {
    const line = document.createElement('p');
    line.textContent = text;
    place.replaceChildren(line);
    said.textContent = text;
  };
  const show = async () => {
    asking.abort();
    const mine = asking = new AbortController();
    place.setAttribute('aria-busy', 'true');
    try {
      const answer = await fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)), signal: mine.signal });
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const preview = page.getElementById('preview');
      const summary = page.querySelector('.summary');
      if (preview) {
        place.replaceChildren(...preview.childNodes);
        said.textContent = summary.textContent;
      } else {
        tell(summary ? summary.textContent : 'This text cannot be tried: it may be too long.');
      }
    } catch {
      if (!mine.signal.aborted) {
        tell('The service cannot be reached. Please try again.');
      }
    }
    if (mine === asking) {
      place.removeAttribute('aria-busy');
    }
  };
  form.elements.policy.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(show, pause);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    clearTimeout(timer);
    show();
  });
})();
