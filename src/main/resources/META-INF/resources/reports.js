// Accepts a report that is dropped on the form. Without this script, the form works with its file field.
(() => {
  'use strict';
  const form = document.querySelector('form.upload');
  const area = form.querySelector('.drop');
  const field = form.elements.file;
  const button = form.querySelector('button');
  const status = form.querySelector('[role=status]');
  form.querySelector('.hint').hidden = false;

  form.addEventListener('submit', () => {
    button.disabled = true;
    status.textContent = 'Reading the report and checking its domains. This may take some seconds.';
  });
  // The browser may show this page again from its cache, with the disabled button.
  addEventListener('pageshow', () => {
    button.disabled = false;
    status.textContent = '';
  });

  // A file that is dropped beside the area would replace the page.
  for (const type of ['dragover', 'drop']) {
    addEventListener(type, (event) => event.preventDefault());
  }
  area.addEventListener('dragover', () => area.classList.add('over'));
  for (const type of ['dragleave', 'drop']) {
    area.addEventListener(type, () => area.classList.remove('over'));
  }
  area.addEventListener('drop', (event) => {
    if (event.dataTransfer.files.length === 1) {
      field.files = event.dataTransfer.files;
      form.requestSubmit();
    } else {
      status.textContent = 'Drop one file.';
    }
  });

  const result = document.getElementById('verdict');
  if (result) {
    result.focus({ preventScroll: true });
  }
})();
