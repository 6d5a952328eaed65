package io.mtasts.dmarc;

import io.mtasts.finding.TextSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tags of a record after its version. The text form is the record to publish. RFC 9989, 4.8. */
public record Tags(List<Tag> list) {

    static final String VERSION = "v=DMARC1";

    private static final String POLICY = "p";

    public Tags {
        list = List.copyOf(list);
    }

    /** Returns a record to begin with. Its mailbox has to be created, or replaced by another. */
    static Tags example(String domain) {
        return new Tags(List.of()).with(POLICY, "none").with("rua", reports(domain));
    }

    static String reports(String domain) {
        return "mailto:dmarc-reports@" + domain;
    }

    /** Returns what must be done before the mailbox of an example is published. */
    static String mailboxAssumption(String domain) {
        return "Create the mailbox dmarc-reports@" + domain + ", or use another mailbox that is read.";
    }

    /** Returns the value of the first tag of this name. */
    public Optional<String> value(String name) {
        return list.stream()
                .filter(tag -> tag.name().equals(name))
                .map(Tag::value)
                .findFirst();
    }

    /** Returns the tags with this value, whether the tag was there or not. The policy is first, as RFC 7489 demanded. */
    Tags with(String name, String value) {
        Tag tag = new Tag(name, value, new TextSpan(1, 1, 0));
        if (value(name).isPresent()) {
            return new Tags(list.stream()
                    .map(old -> old.name().equals(name) ? old.withValue(value) : old)
                    .toList());
        }
        List<Tag> tags = new ArrayList<>(list);
        tags.add(name.equals(POLICY) ? 0 : tags.size(), tag);
        return new Tags(tags);
    }

    Tags without(String name) {
        return new Tags(list.stream().filter(tag -> !tag.name().equals(name)).toList());
    }

    @Override
    public String toString() {
        return Stream.concat(Stream.of(VERSION), list.stream().map(Tag::toString))
                .collect(Collectors.joining("; "));
    }
}
