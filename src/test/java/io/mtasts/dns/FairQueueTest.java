package io.mtasts.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class FairQueueTest {

    private final Queue<Runnable> loop = new ArrayDeque<>();
    private final List<String> events = new ArrayList<>();
    private final FairQueue queue = new FairQueue(loop::add, 4, 3);

    @Test
    void submit_moreThanSlotsWaits() {
        submit("a", 2);
        submit("b", 2);
        submit("a", 1);
        assertThat(events()).containsExactly("+a1", "+a2", "+b1", "+b2");

        finish("b1");
        assertThat(events()).containsExactly("-b1", "+a3");
    }

    @Test
    void submit_eachCheckHasItsOwnLimit() {
        submit("a", 5);
        assertThat(events()).containsExactly("+a1", "+a2", "+a3");
        assertThat(queue.isAtLimit("a")).isTrue();

        finish("a2");
        assertThat(events()).containsExactly("-a2", "+a4");
        finish("a1");
        finish("a3");
        assertThat(events()).containsExactly("-a1", "+a5", "-a3");
        assertThat(queue.isAtLimit("a")).isFalse();
    }

    @Test
    void submit_firstJobOfACheckTakesASlotFromTheLargest() {
        submit("a", 3);
        submit("b", 3);
        assertThat(events()).containsExactly("+a1", "+a2", "+a3", "+b1");

        submit("c", 2);
        assertThat(events()).as("c2 waits").containsExactly("!a3", "+c1");

        submit("d", 1);
        assertThat(events()).containsExactly("!a2", "+d1");

        submit("e", 1);
        assertThat(events()).as("nobody has more than one").isEmpty();

        finish("c1");
        assertThat(events()).as("c waited before e did").containsExactly("-c1", "+c2");
        finish("d1");
        assertThat(events()).as("e has nothing running").containsExactly("-d1", "+e1");
        finish("c2");
        assertThat(events()).as("the job that was stopped last").containsExactly("-c2", "+a2");
    }

    @Test
    void free_goesToTheCheckWithTheFewestInTurn() {
        submit("a", 3);
        submit("b", 1);
        submit("c", 3);
        submit("b", 2);
        assertThat(events()).containsExactly("+a1", "+a2", "+a3", "+b1", "!a3", "+c1");

        finish("a1");
        assertThat(events()).containsExactly("-a1", "+a3");
        finish("a2");
        finish("a3");
        assertThat(events()).containsExactly("-a2", "+b2", "-a3", "+c2");
    }

    @Test
    void finish_removesAWaitingJob() {
        submit("a", 3);
        submit("b", 3);
        finish("b2");
        finish("a1");

        assertThat(events()).containsExactly("+a1", "+a2", "+a3", "+b1", "-b2", "-a1", "+b3");
        for (String job : List.of("a2", "a3", "b1", "b3")) {
            finish(job);
        }
        assertThat(queue.jobs()).isEmpty();
        assertThat(loop).isEmpty();
        events.clear();

        submit("c", 3);
        submit("d", 1);
        assertThat(events()).as("all slots are free again").containsExactly("+c1", "+c2", "+c3", "+d1");
    }

    @Test
    void manyEndAtOnce_withoutRecursion() {
        FairQueue.Job[] all = new FairQueue.Job[100_000];
        submit("x", 3);
        submit("y", 1);
        for (int i = 0; i < all.length; i++) {
            int number = i;
            all[i] = new FairQueue.Job() {
                @Override
                public void start() {
                    queue.finish("a", all[number]);
                }

                @Override
                public void stop() {}
            };
            queue.submit("a", all[i]);
        }
        finish("y1");

        assertThat(queue.jobs()).hasSize(3);
    }

    private final List<NamedJob> jobs = new ArrayList<>();

    private final class NamedJob implements FairQueue.Job {

        private final String check;
        private final String name;

        NamedJob(String check, String name) {
            this.check = check;
            this.name = name;
        }

        @Override
        public void start() {
            events.add("+" + name);
        }

        @Override
        public void stop() {
            events.add("!" + name);
        }
    }

    private void submit(String check, int count) {
        for (int i = 0; i < count; i++) {
            long number = jobs.stream().filter(job -> job.check.equals(check)).count() + 1;
            NamedJob job = new NamedJob(check, check + number);
            jobs.add(job);
            queue.submit(check, job);
        }
    }

    private void finish(String name) {
        NamedJob job =
                jobs.stream().filter(each -> each.name.equals(name)).findFirst().orElseThrow();
        events.add("-" + name);
        queue.finish(job.check, job);
        for (Runnable next = loop.poll(); next != null; next = loop.poll()) {
            next.run();
        }
    }

    private List<String> events() {
        List<String> copy = List.copyOf(events);
        events.clear();
        return copy;
    }
}
