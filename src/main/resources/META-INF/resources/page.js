// Improves the page. Everything works without this script.
(() => {
  'use strict';
  const form = document.querySelector('form.check');
  const field = document.getElementById('domain');
  const button = form?.querySelector('button[type=submit]');
  const announcement = document.createElement('p');
  announcement.className = 'sr';
  announcement.setAttribute('role', 'status');
  // Not at the end of the body, which may still be loading.
  document.getElementById('main').prepend(announcement);

  const element = (name, className, text) => {
    const made = document.createElement(name);
    made.className = className;
    made.textContent = text;
    return made;
  };
  // Replaces the result or the progress. The field keeps its text.
  const showFailure = (heading, text) => {
    document.querySelectorAll('.running, .result, .failure').forEach((old) => old.remove());
    const box = element('section', 'verdict calm failure', '');
    const title = element('h2', '', heading);
    title.tabIndex = -1;
    const content = document.createElement('div');
    const again = element('a', 'button small', 'Check again');
    again.href = form.getAttribute('action') + '?domain=' + encodeURIComponent(field.value);
    const action = element('p', 'again', '');
    action.append(again);
    content.append(title, element('p', 'summary', text), action);
    box.append(content);
    form.after(box);
    document.title = heading + ' – MTA-STS Checker';
    title.focus();
  };

  const unavailable = async () => {
    try {
      const response = await fetch('./', { method: 'HEAD', cache: 'no-store', signal: AbortSignal.timeout(5000) });
      return !response.ok;
    } catch (failure) {
      // A service that is only slow may still respond, with more information than this script has.
      return failure.name !== 'TimeoutError';
    }
  };
  form?.addEventListener('submit', async (event) => {
    event.preventDefault();
    field.value = field.value.trim();
    if (button.disabled || !field.value) {
      return;
    }
    button.disabled = true;
    announcement.textContent = 'Checking ' + field.value;
    // If nothing responds, the browser would replace this page by an error page of its own.
    if (await unavailable()) {
      button.disabled = false;
      showFailure('The service cannot be reached', 'It may be restarting, or your connection may be down. Nothing was checked. Please try again in a minute.');
    } else {
      form.submit();
    }
  });
  // Also when the browser restores the page from its cache.
  addEventListener('pageshow', () => {
    if (button) button.disabled = false;
  });

  const copy = async (text, near) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Without HTTPS there is no clipboard, but selected text can be copied with the keyboard.
      getSelection().selectAllChildren(near);
      return document.execCommand('copy');
    }
  };
  // The style sheet shows the buttons as soon as there is a script. One listener also serves what is put in later.
  document.documentElement.classList.add('script');
  document.addEventListener('click', async ({ target }) => {
    if (!target.matches('button.copy')) {
      return;
    }
    const source = target.parentElement.querySelector('code');
    const done = await copy(source.textContent, source);
    target.textContent = done ? 'Copied' : 'Selected';
    announcement.textContent = done ? 'Copied to the clipboard' : 'Selected. Copy it with the keyboard.';
    setTimeout(() => {
      target.textContent = 'Copy';
    }, 2000);
  });
  // What scrolls must be reachable by keyboard. What does not scroll must not stop the tab key.
  const markScrollers = () => {
    const counts = new Map();
    for (const box of document.querySelectorAll('[data-label]:is(pre, .scroll)')) {
      const { label } = box.dataset;
      const count = (counts.get(label) ?? 0) + 1;
      counts.set(label, count);
      const scrolls = !box.closest('details:not([open])') && (box.scrollHeight > box.clientHeight + 1 || box.scrollWidth > box.clientWidth + 1);
      if (scrolls) {
        box.tabIndex = 0;
        box.setAttribute('role', 'region');
        // The name of a region must be unique.
        box.setAttribute('aria-label', count > 1 ? `${label} ${count}` : label);
      } else {
        ['tabindex', 'role', 'aria-label'].forEach((name) => box.removeAttribute(name));
      }
    }
  };
  for (const event of ['resize', 'fragment']) {
    addEventListener(event, markScrollers);
  }
  // A closed section has no size.
  document.addEventListener('toggle', markScrollers, true);

  // The service sends something every 3 seconds while a check runs. If nothing arrives for a long time, the connection
  // is broken. There is no event for that: the document only remains incomplete.
  const onInterruption = () => {
    if (document.querySelector('.running') && !document.querySelector('.result')) {
      showFailure('The connection was interrupted', 'The result did not arrive completely. This says nothing about the domain. Please check again.');
    }
  };
  const timeout = 10000;
  let timer = setTimeout(onInterruption, timeout);
  const arrivals = new MutationObserver(() => {
    clearTimeout(timer);
    timer = setTimeout(onInterruption, timeout);
  });
  arrivals.observe(document.body, { childList: true, subtree: true });

  const finish = () => {
    arrivals.disconnect();
    clearTimeout(timer);
    const result = document.querySelector('.result');
    if (!result) {
      markScrollers();
      if (form) onInterruption();
      return;
    }
    // The result arrived after all.
    document.querySelectorAll('.failure').forEach((old) => old.remove());
    markScrollers();
    // On paper, a relative address would be useless.
    document.querySelectorAll('a.permalink').forEach((link) => link.setAttribute('href', link.href));
    document.title = result.dataset.title;
    // A page about a code has no verdict.
    const verdict = document.getElementById('verdict');
    if (!verdict) return;
    if (!('stay' in result.dataset) && !location.hash) {
      verdict.focus({ preventScroll: true });
      (result.querySelector('.verdict') ?? verdict).scrollIntoView({ block: 'nearest' });
    }
    announcement.textContent = (document.querySelector('.summary') ?? verdict).textContent;
  };
  if (document.readyState === 'loading') {
    document.addEventListener('DOMContentLoaded', finish);
  } else {
    finish();
  }
})();
