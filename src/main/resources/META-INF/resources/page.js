// Improves the page. Everything works without this script.
(() => {
  'use strict';
  const form = document.querySelector('form.check');
  const field = document.getElementById('domain');
  const button = form.querySelector('button[type=submit]');
  const suggested = document.getElementById('suggested');
  const announcement = document.createElement('p');
  announcement.className = 'sr';
  announcement.setAttribute('role', 'status');
  // Not at the end of the body, which may still be loading.
  form.before(announcement);

  // The domain of a pasted URL or mail address. It is only offered; the server decides whether it is valid.
  const domainIn = (text) => {
    const address = /^(?:[a-z][a-z0-9+.-]*:\/\/|mailto:)?(?:[^\s/?#]*@)?([^\s/?#:@>]+\.[^\s/?#:@>]+?)\.?(?:[:/?#>].*)?$/i.exec(text.trim());
    return address && address[1] !== text.trim().replace(/\.$/, '') ? address[1] : '';
  };
  const offer = () => {
    const domain = domainIn(field.value);
    suggested.hidden = !domain;
    if (domain) {
      suggested.firstElementChild.textContent = 'Only the domain is needed:';
      suggested.lastElementChild.textContent = 'Use ' + domain;
    }
  };
  field.addEventListener('input', offer);
  suggested.lastElementChild.addEventListener('click', () => {
    field.value = domainIn(field.value);
    offer();
    field.focus();
  });

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
  form.addEventListener('submit', async (event) => {
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
    button.disabled = false;
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
  const offerCopies = () => {
    for (const copier of document.querySelectorAll('button.copy')) {
      copier.hidden = false;
      const source = copier.parentElement.querySelector('code');
      copier.addEventListener('click', async () => {
        const done = await copy(source.textContent, source);
        copier.textContent = done ? 'Copied' : 'Selected';
        announcement.textContent = done ? 'Copied to the clipboard' : 'Selected. Copy it with the keyboard.';
        setTimeout(() => {
          copier.textContent = 'Copy';
        }, 2000);
      });
    }
  };

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
      onInterruption();
      return;
    }
    // The result arrived after all.
    document.querySelectorAll('.failure').forEach((old) => old.remove());
    offerCopies();
    document.title = result.dataset.title;
    if (!('stay' in result.dataset) && !location.hash) {
      document.getElementById('verdict').focus({ preventScroll: true });
      result.querySelector('.verdict').scrollIntoView({ block: 'nearest' });
    }
    announcement.textContent = document.querySelector('.summary').textContent;
  };
  if (document.readyState === 'loading') {
    document.addEventListener('DOMContentLoaded', finish);
  } else {
    finish();
  }
})();
