// Counts the rows as they arrive and keeps the worst first. The table works without this script.
(() => {
  'use strict';
  const section = document.querySelector('section.list');
  const byId = (id) => document.getElementById(id);
  const count = Number(section.dataset.count);
  const rows = () => [...section.querySelectorAll('tbody tr')];

  // The highest rank first, texts from a to z. Sorting by the same column again reverses the order.
  const key = (row, column) => (column === 2 ? -Number(row.dataset.rank) : row.cells[column].textContent);
  const compare = (a, b) => (typeof a === 'number' ? a - b : a.localeCompare(b));
  let column = 2;
  let reversed = false;
  const sort = () => {
    const heads = [...section.querySelectorAll('thead th')];
    heads.forEach((head) => head.removeAttribute('aria-sort'));
    heads[column].setAttribute('aria-sort', reversed ? 'descending' : 'ascending');
    const sorted = rows().sort((a, b) => (reversed ? -1 : 1) * compare(key(a, column), key(b, column)));
    if (sorted.some((row, place) => row !== section.querySelector('tbody').rows[place])) {
      section.querySelector('tbody').append(...sorted);
    }
  };

  const tally = () => {
    const done = rows().length;
    byId('done').value = done;
    byId('status').textContent = done < count ? done + ' of ' + count + ' checked' : 'All ' + count + ' checked';
    for (const choice of section.querySelectorAll('.filter input')) {
      const number = choice.value === 'all' ? done : rows().filter((row) => row.dataset.group === choice.value).length;
      choice.closest('label').hidden = number === 0;
      choice.nextElementSibling.lastElementChild.textContent = number;
    }
    const running = done < count;
    byId('done').hidden = byId('cancel').hidden = !running;
    return running;
  };

  const start = () => {
    section.querySelectorAll('thead th').forEach((head, index) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'sort';
      button.textContent = head.textContent;
      button.addEventListener('click', () => {
        reversed = column === index && !reversed;
        column = index;
        sort();
      });
      head.replaceChildren(button);
    });
    const update = () => {
      sort();
      return tally();
    };
    const watch = new MutationObserver(() => update() || watch.disconnect());
    if (update()) {
      watch.observe(section.querySelector('tbody'), { childList: true });
    }
    const end = () => {
      byId('counts')?.remove();
      // On paper, a relative address would be useless.
      section.querySelectorAll('a.permalink').forEach((link) => link.setAttribute('href', link.href));
      const retry = byId('retry');
      if (retry) {
        section.querySelector('.filter').before(retry);
      }
      if (rows().length < count) {
        byId('status').textContent = 'The connection was interrupted: ' + rows().length + ' of ' + count + ' checked';
        byId('done').hidden = byId('cancel').hidden = true;
      }
    };
    if (document.readyState === 'loading') {
      document.addEventListener('DOMContentLoaded', end);
    } else {
      end();
    }
  };
  // The table is loaded after this script.
  const begin = () => (section.querySelector('tbody') ? start() : requestAnimationFrame(begin));
  begin();
})();
