// Makes the page nicer; everything works without it.
(() => {
  'use strict';
  const form = document.querySelector('form.ask');
  const field = document.getElementById('domain');
  const button = form.querySelector('button[type=submit]');
  const meant = document.getElementById('meant');
  const said = document.createElement('p');
  said.className = 'sr';
  said.setAttribute('role', 'status');
  // Not at the end of the body, which may still be coming in.
  form.before(said);

  // What was meant by a pasted address; only offered, and judged by the server in the end.
  const domainIn = (text) => {
    const address = /^(?:[a-z][a-z0-9+.-]*:\/\/|mailto:)?(?:[^\s/?#]*@)?([^\s/?#:@>]+\.[^\s/?#:@>]+?)\.?(?:[:/?#>].*)?$/i.exec(text.trim());
    return address && address[1] !== text.trim().replace(/\.$/, '') ? address[1] : '';
  };
  const offer = () => {
    const domain = domainIn(field.value);
    meant.hidden = !domain;
    if (domain) {
      meant.firstElementChild.textContent = 'Only the domain is needed:';
      meant.lastElementChild.textContent = 'Use ' + domain;
    }
  };
  field.addEventListener('input', offer);
  meant.lastElementChild.addEventListener('click', () => {
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
  // In the place of whatever stood there; the field keeps what was typed.
  const trouble = (heading, text) => {
    document.querySelectorAll('.running, .result, .trouble').forEach((old) => old.remove());
    const box = element('section', 'verdict calm trouble', '');
    const title = element('h2', '', heading);
    title.tabIndex = -1;
    const words = document.createElement('div');
    const again = element('a', 'button small', 'Check again');
    again.href = form.getAttribute('action') + '?domain=' + encodeURIComponent(field.value);
    const action = element('p', 'again', '');
    action.append(again);
    words.append(title, element('p', 'summary', text), action);
    box.append(words);
    form.after(box);
    document.title = heading + ' – MTA-STS Checker';
    title.focus();
  };

  const unavailable = async () => {
    try {
      const answer = await fetch('./', { method: 'HEAD', cache: 'no-store', signal: AbortSignal.timeout(5000) });
      return !answer.ok;
    } catch (failure) {
      // One that is only slow may still answer, and then has more to say than we do.
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
    said.textContent = 'Checking ' + field.value;
    // Where there is nobody to answer, the browser would put a page of its own in the place of this one.
    if (await unavailable()) {
      button.disabled = false;
      trouble('The service cannot be reached', 'It may be starting anew, or your connection is down. Nothing was checked. Please try again in a minute.');
    } else {
      form.submit();
    }
  });
  // Also when the page comes back from the browser's memory.
  addEventListener('pageshow', () => {
    button.disabled = false;
  });

  const copy = async (text, near) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Without HTTPS there is no clipboard; selected text can be copied by hand.
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
        said.textContent = done ? 'Copied to the clipboard' : 'Selected; copy it with the keyboard';
        setTimeout(() => {
          copier.textContent = 'Copy';
        }, 2000);
      });
    }
  };

  // The service sends something every 3 seconds while a check runs. Where nothing comes for long, the connection has
  // broken: there is no event for that, the document only stays unfinished.
  const brokeOff = () => {
    if (document.querySelector('.running') && !document.querySelector('.result')) {
      trouble('The connection broke off', 'The answer did not arrive in full. That says nothing about the domain. Please check again.');
    }
  };
  const patience = 10000;
  let silence = setTimeout(brokeOff, patience);
  const arrivals = new MutationObserver(() => {
    clearTimeout(silence);
    silence = setTimeout(brokeOff, patience);
  });
  arrivals.observe(document.body, { childList: true, subtree: true });

  const finish = () => {
    arrivals.disconnect();
    clearTimeout(silence);
    const result = document.querySelector('.result');
    if (!result) {
      brokeOff();
      return;
    }
    // It came after all.
    document.querySelectorAll('.trouble').forEach((old) => old.remove());
    offerCopies();
    document.title = result.dataset.title;
    if (!('stay' in result.dataset) && !location.hash) {
      document.getElementById('verdict').focus({ preventScroll: true });
      result.querySelector('.verdict').scrollIntoView({ block: 'nearest' });
    }
    said.textContent = document.querySelector('.summary').textContent;
  };
  if (document.readyState === 'loading') {
    document.addEventListener('DOMContentLoaded', finish);
  } else {
    finish();
  }
})();
