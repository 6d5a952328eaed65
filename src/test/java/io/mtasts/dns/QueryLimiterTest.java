package io.mtasts.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class QueryLimiterTest {

    private final Queue<Runnable> loop = new ArrayDeque<>();
    private final List<Integer> begun = new ArrayList<>();
    private final QueryLimiter slots = new QueryLimiter(loop::add, 2);

    @Test
    void whatIsTooMuch_waitsInTurn() {
        for (int i = 1; i <= 4; i++) {
            int number = i;
            slots.acquire(() -> begun.add(number));
        }
        assertThat(begun).containsExactly(1, 2);

        giveBack();
        assertThat(begun).containsExactly(1, 2, 3);

        giveBack();
        giveBack();
        giveBack();
        slots.acquire(() -> begun.add(5));
        slots.acquire(() -> begun.add(6));
        slots.acquire(() -> begun.add(7));
        assertThat(begun).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void manyThatEndAtOnce_goNoDeeper() {
        slots.acquire(() -> {});
        slots.acquire(() -> {});
        for (int i = 0; i < 100_000; i++) {
            slots.acquire(slots::release);
        }

        giveBack();
        giveBack();

        slots.acquire(() -> begun.add(1));
        assertThat(begun).containsExactly(1);
    }

    private void giveBack() {
        slots.release();
        for (Runnable next = loop.poll(); next != null; next = loop.poll()) {
            next.run();
        }
    }
}
