package io.mtasts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionContext;

class LeakGuardTest {

    private static final ExtensionContext NONE = null;

    @Test
    void leak_isReportedForTheClassThatCausedIt() {
        LeakGuard guard = new LeakGuard();
        guard.beforeAll(NONE);
        leak();

        assertThatThrownBy(() -> guard.afterAll(NONE))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("LEAK");

        LeakGuard next = new LeakGuard();
        next.beforeAll(NONE);
        assertThatCode(() -> next.afterAll(NONE)).doesNotThrowAnyException();
    }

    private static void leak() {
        ByteBuf leaked = PooledByteBufAllocator.DEFAULT.buffer(1).touch("of the class");
        assertThat(leaked.refCnt()).isEqualTo(1);
    }
}
