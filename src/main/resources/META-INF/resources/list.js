// Counts the rows as they come in, and lets them be put in order and saved; the table is there without it.
(() => {
  'use strict';
  const section = document.querySelector('section.list');
  const byId = (id) => document.getElementById(id);
  const count = Number(section.dataset.count);
  const facts = (row) => ({
    domain: row.cells[0].textContent,
    outcome: row.dataset.outcome,
    severity: row.dataset.severity,
    findings: row.dataset.codes.split(' ').filter(Boolean),
    summary: row.cells[3].textContent,
  });
  const rows = () => [...section.querySelectorAll('tbody tr')];

  const tally = () => {
    const done = rows().length;
    byId('done').value = done;
    byId('told').textContent = done < count ? done + ' of ' + count + ' checked' : 'All ' + count + ' checked';
    byId('exports').hidden = done === 0;
    const running = done < count;
    byId('done').hidden = byId('cancel').hidden = !running;
    return running;
  };

  // The greatest rank first, texts from a to z; once more turns it round.
  const key = (row, column) => (column === 2 ? -Number(row.dataset.rank) : row.cells[column].textContent);
  const compare = (a, b) => (typeof a === 'number' ? a - b : a.localeCompare(b));
  const sortBy = (column, head) => {
    const down = head.getAttribute('aria-sort') === 'ascending';
    section.querySelectorAll('thead th').forEach((other) => other.removeAttribute('aria-sort'));
    head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
    const sorted = rows().sort((a, b) => (down ? -1 : 1) * compare(key(a, column), key(b, column)));
    section.querySelector('tbody').append(...sorted);
  };

  // A spreadsheet would take what begins so for a formula, and what is in the table comes from outside.
  const cell = (text) => '"' + text.replace(/^[=+\-@\t\r]/, "'$&").replace(/"/g, '""') + '"';
  const written = {
    json: () => JSON.stringify(rows().map(facts), null, 2),
    csv: () => [['domain', 'outcome', 'severity', 'findings', 'summary'], ...rows().map(facts).map((fact) => [fact.domain, fact.outcome, fact.severity, fact.findings.join(' '), fact.summary])]
      .map((line) => line.map(cell).join(',') + '\r\n').join(''),
  };
  const save = (form) => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([written[form]()], { type: form === 'csv' ? 'text/csv' : 'application/json' }));
    link.download = 'mta-sts.' + form;
    link.click();
    URL.revokeObjectURL(link.href);
  };

  const start = () => {
    const body = section.querySelector('tbody');
    section.querySelectorAll('thead th').forEach((head, column) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'sort';
      button.textContent = head.textContent;
      button.addEventListener('click', () => sortBy(column, head));
      head.replaceChildren(button);
    });
    section.querySelectorAll('[data-as]').forEach((button) => button.addEventListener('click', () => save(button.dataset.as)));
    const watch = new MutationObserver(() => tally() || watch.disconnect());
    if (tally()) {
      watch.observe(body, { childList: true });
    }
    document.addEventListener('DOMContentLoaded', () => {
      if (rows().length < count) {
        byId('told').textContent = 'The connection broke off: ' + rows().length + ' of ' + count + ' checked';
        byId('done').hidden = byId('cancel').hidden = true;
      }
    });
  };
  // The table follows this script.
  const begin = () => (section.querySelector('tbody') ? start() : requestAnimationFrame(begin));
  begin();
})();
