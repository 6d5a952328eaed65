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
  document.body.append(said);

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

  form.addEventListener('submit', (event) => {
    field.value = field.value.trim();
    if (button.disabled || !field.value) {
      event.preventDefault();
      return;
    }
    button.disabled = true;
    said.textContent = 'Checking ' + field.value;
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

  const result = document.querySelector('.result');
  if (result) {
    document.title = result.dataset.title;
    if (!('stay' in result.dataset) && !location.hash) {
      document.getElementById('verdict').focus({ preventScroll: true });
      result.querySelector('.verdict').scrollIntoView({ block: 'nearest' });
    }
    said.textContent = document.querySelector('.summary').textContent;
  }
})();
