package io.mtasts.web;

import io.mtasts.text.DisplayText;
import io.quarkus.qute.EngineBuilder;
import io.quarkus.qute.Expression;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateNode.Origin;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/** An escaper of all text that templates print, of any type. It also makes invisible characters visible. */
@ApplicationScoped
class SafeTextMapper extends HtmlEscaper {

    SafeTextMapper() {
        super(List.of());
    }

    void register(@Observes EngineBuilder engine) {
        engine.addResultMapper(this);
    }

    /** Precedes Qute's own escaper, which only escapes. */
    @Override
    public int getPriority() {
        return DEFAULT_PRIORITY + 100;
    }

    @Override
    public boolean appliesTo(Origin origin, Object result) {
        return result instanceof CharSequence && !(result instanceof RawString);
    }

    @Override
    public String map(Object result, Expression expression) {
        return super.map(DisplayText.spellOut(result.toString()), expression);
    }
}
