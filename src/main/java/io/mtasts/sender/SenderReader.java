package io.mtasts.sender;

import io.mtasts.finding.Finding;
import io.mtasts.sender.SenderReading.Cause;
import io.mtasts.sender.SenderReading.Delivery;
import io.mtasts.sender.SenderReading.HostReading;
import io.mtasts.sender.SenderReading.Status;
import io.mtasts.sts.Mode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A reader of what a domain publishes, in the way of each sender of a {@link SenderMatrix}. */
public final class SenderReader {

    /** What outcomes mean for the use of the policy, in this order: the first one that occurs decides. */
    private static final Map<Status, Set<Outcome>> BY_OUTCOME = new EnumMap<>(Map.of(
            Status.IGNORES, Set.of(Outcome.DROPPED),
            Status.DEFERS, Set.of(Outcome.DEFERRED),
            Status.UNKNOWN, Set.of(Outcome.UNKNOWN, Outcome.SEE_NOTE, Outcome.MANGLED, Outcome.WEAKER),
            Status.APPLIES_CHANGED, Set.of(Outcome.LAST, Outcome.CLAMPED, Outcome.WIDER)));

    private static final List<Status> DECISIVE =
            List.of(Status.IGNORES, Status.DEFERS, Status.UNKNOWN, Status.APPLIES_CHANGED);

    /** Outcomes that are no reason for anything. */
    private static final Set<Outcome> REGULAR = Set.of(Outcome.OK, Outcome.NOT_APPLICABLE);

    private static final Map<Outcome, Delivery> DELIVERIES = Map.of(
            Outcome.OK, Delivery.DELIVERS,
            Outcome.WIDER, Delivery.DELIVERS,
            Outcome.DEFERRED, Delivery.DEFERS,
            Outcome.REFUSED, Delivery.REFUSES);

    private final SenderMatrix matrix;
    private final Publication published;
    private final IrregularityRules.Result irregularities;
    private final Optional<RawPolicy> raw;
    private final List<HostFacts> hosts;

    /**
     * A mail server, compared with the fields of the policy.
     *
     * @param irregular the irregularities whose patterns would match
     * @param deeper whether a wildcard would match if it replaced several labels
     */
    private record HostFacts(MailHost host, boolean covered, Set<String> irregular, boolean deeper) {}

    private SenderReader(SenderMatrix matrix, Publication published, List<MailHost> hosts) {
        this.matrix = matrix;
        this.published = published;
        this.irregularities = IrregularityRules.of(published);
        this.raw = published.policyText().map(RawPolicy::of);
        this.hosts = hosts.stream().map(this::facts).toList();
    }

    /** Returns the reading of every sender, in the order of the data. */
    public static List<SenderReading> read(SenderMatrix matrix, Publication published, List<MailHost> hosts) {
        SenderReader reader = new SenderReader(matrix, published, hosts);
        return matrix.senders().stream().map(reader::read).toList();
    }

    private HostFacts facts(MailHost host) {
        return new HostFacts(
                host,
                raw.filter(policy -> policy.covers(host.names())).isPresent(),
                raw.map(policy -> policy.matchingIrregularities(host.names())).orElse(Set.of()),
                raw.filter(policy -> policy.coversDeeper(host.names())).isPresent());
    }

    private SenderReading read(Sender sender) {
        return switch (sender.support()) {
            case NO -> everywhere(sender, Status.NO_SUPPORT, List.of(), Delivery.DELIVERS);
            case UNKNOWN -> everywhere(sender, Status.UNKNOWN, List.of(), Delivery.UNKNOWN);
            case YES ->
                published.announced()
                        ? readPolicy(sender)
                        : everywhere(sender, Status.NO_POLICY, List.of(), Delivery.DELIVERS);
        };
    }

    private SenderReading readPolicy(Sender sender) {
        List<Cause> causes = new ArrayList<>();
        irregularities.present().forEach((code, findings) -> {
            SenderCell cell = sender.cell(code);
            if (!REGULAR.contains(cell.outcome()) && !isTakenAsRegular(code, cell.outcome())) {
                causes.add(new Cause(code, description(code), cell, findings));
            }
        });
        Status status = status(causes);
        causes.sort(Comparator.comparing(cause -> !decides(status, cause)));
        if (status != Status.IGNORES
                && status != Status.DEFERS
                && !irregularities.unexplained().isEmpty()) {
            Finding finding = irregularities.unexplained().get(0);
            String code = finding.code().code();
            causes.add(
                    0,
                    new Cause(
                            code,
                            "there is no data about this fault (" + code + ")",
                            SenderCell.UNKNOWN,
                            irregularities.unexplained()));
            return everywhere(sender, Status.UNKNOWN, causes, Delivery.UNKNOWN);
        }
        return switch (status) {
            case IGNORES -> everywhere(sender, status, causes, Delivery.DELIVERS);
            case DEFERS -> everywhere(sender, status, causes, Delivery.DEFERS);
            case UNKNOWN -> everywhere(sender, status, causes, Delivery.UNKNOWN);
            default -> apply(sender, status, causes);
        };
    }

    /** Returns whether the sender is taken not to care: nothing else is known, and RFC 8461 or another cause decides. */
    private boolean isTakenAsRegular(String code, Outcome outcome) {
        return outcome == Outcome.UNKNOWN
                && matrix.irregularity(code)
                        .filter(irregularity -> irregularity.isLegal() || irregularity.isDetail())
                        .isPresent();
    }

    private static Status status(List<Cause> causes) {
        return DECISIVE.stream()
                .filter(status -> causes.stream().anyMatch(cause -> decides(status, cause)))
                .findFirst()
                .orElse(Status.APPLIES);
    }

    private static boolean decides(Status status, Cause cause) {
        return BY_OUTCOME.getOrDefault(status, Set.of()).contains(cause.cell().outcome());
    }

    private SenderReading apply(Sender sender, Status status, List<Cause> causes) {
        boolean last = causes.stream()
                .anyMatch(cause -> cause.irregularity().equals("policy-duplicate-key")
                        && cause.cell().outcome() == Outcome.LAST);
        Optional<Mode> mode = raw.flatMap(policy -> policy.mode(last));
        if (mode.isEmpty()) {
            return everywhere(sender, Status.UNKNOWN, causes, Delivery.UNKNOWN);
        }
        return switch (mode.get()) {
            case NONE -> everywhere(sender, status, causes, Delivery.DELIVERS);
            case TESTING ->
                everywhere(
                        sender,
                        status,
                        causes,
                        sender.cell("testing").outcome() == Outcome.UNKNOWN ? Delivery.UNKNOWN : Delivery.DELIVERS);
            case ENFORCE ->
                new SenderReading(
                        sender,
                        status,
                        causes,
                        hosts.stream().map(host -> enforce(sender, host)).toList());
        };
    }

    private HostReading enforce(Sender sender, HostFacts facts) {
        String host = facts.host().name();
        boolean covered = facts.covered()
                || facts.irregular().stream().anyMatch(code -> sender.cell(code).outcome() == Outcome.OK);
        if (!covered && facts.deeper()) {
            SenderCell depth = sender.cell("mx-wildcard-depth");
            covered = depth.outcome() == Outcome.WIDER;
            if (depth.outcome() == Outcome.UNKNOWN) {
                return new HostReading(host, Delivery.UNKNOWN, List.of(cause(sender, "mx-wildcard-depth")));
            }
        }
        if (!covered) {
            return decided(sender, host, "mx-uncovered");
        }
        return switch (facts.host().tls()) {
            case NOT_KNOWN_TO_FAIL -> new HostReading(host, Delivery.DELIVERS, List.of());
            case COMMON_NAME_ONLY -> decided(sender, host, "starttls-cert-no-san");
            case FAILED -> new HostReading(host, Delivery.UNKNOWN, List.of());
        };
    }

    private HostReading decided(Sender sender, String host, String irregularity) {
        Cause cause = cause(sender, irregularity);
        Delivery delivery = DELIVERIES.getOrDefault(cause.cell().outcome(), Delivery.UNKNOWN);
        return new HostReading(host, delivery, delivery == Delivery.DELIVERS ? List.of() : List.of(cause));
    }

    private Cause cause(Sender sender, String irregularity) {
        return new Cause(irregularity, description(irregularity), sender.cell(irregularity), List.of());
    }

    private String description(String irregularity) {
        return matrix.irregularity(irregularity)
                .map(Irregularity::description)
                .orElseThrow(() -> new IllegalArgumentException(irregularity));
    }

    private SenderReading everywhere(Sender sender, Status status, List<Cause> causes, Delivery delivery) {
        return new SenderReading(
                sender,
                status,
                causes,
                hosts.stream()
                        .map(host -> new HostReading(host.host().name(), delivery, List.of()))
                        .toList());
    }
}
