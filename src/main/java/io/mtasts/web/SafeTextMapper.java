package io.mtasts.web;

import io.mtasts.text.DisplayText;
import io.quarkus.qute.EngineBuilder;
import io.quarkus.qute.Expression;
import io.quarkus.qute.RawString;
import io.quarkus.qute.ResultMapper;
import io.quarkus.qute.TemplateNode.Origin;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Whatever a template prints is text: made visible, and escaped. No template can forget it. */
@ApplicationScoped
class SafeTextMapper implements ResultMapper {

    void register(@Observes EngineBuilder engine) {
        engine.addResultMapper(this);
    }

    /** Before Qute's own, which only escapes. */
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
        String shown = DisplayText.spellOut(result.toString());
        StringBuilder escaped = new StringBuilder(shown.length() + 16);
        for (int i = 0; i < shown.length(); i++) {
            char c = shown.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
