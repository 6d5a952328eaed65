import io.mtasts.client.ApiClient;
import io.mtasts.client.ApiException;
import io.mtasts.client.api.FindingsApi;
import io.mtasts.client.api.MonitoringApi;
import io.mtasts.client.api.MtaStsApi;
import io.mtasts.client.model.DomainList;
import io.mtasts.client.model.ListItem;
import java.util.List;
import java.util.Map;

/** Runs the generated Java client against the laboratory. */
final class Check {

    private Check() {}

    public static void main(String[] arguments) throws ApiException {
        ApiClient client = new ApiClient();
        client.updateBaseUri(arguments[0]);
        MtaStsApi checks = new MtaStsApi(client);
        Map<String, String> verdicts = Map.of(
                "enforcing", "enforcing",
                "gap", "enforcing",
                "testing", "testing",
                "disabled", "disabled",
                "broken-record", "broken",
                "not-configured", "not-configured");
        for (var expected : verdicts.entrySet()) {
            String verdict = checks.checkMtaSts(expected.getKey() + ".lab.test", null, null).getVerdict();
            check(verdict.equals(expected.getValue()), expected + " " + verdict);
        }

        List<ListItem> items = checks.checkMany(new DomainList().domains(List.of("enforcing.lab.test", "a_b")));
        check(items.size() == 3, items);
        check(items.get(2).getEnd() && items.get(2).getCounts().getTotal() == 2, items);
        check(items.stream().anyMatch(item -> item.getReport() != null), items);
        check(items.stream().anyMatch(item -> item.getProblem() != null), items);

        check(new MonitoringApi(client).probeMtaSts("enforcing.lab.test", null).contains("probe_success 1"), "probe");
        check(
                new FindingsApi(client).listFindings().getFindings().stream()
                        .anyMatch(entry -> entry.getCode().equals("mx-uncovered-some")),
                "findings");

        problem(checks, "a_b", 400, "input-underscore");
        problem(checks, "servfail.lab.test", 502, "txt-lookup-failed");
        System.out.println("java: ok");
    }

    private static void problem(MtaStsApi checks, String domain, int status, String code) {
        try {
            checks.checkMtaSts(domain, null, null);
        } catch (ApiException problem) {
            check(problem.getCode() == status && problem.getResponseBody().contains(code), problem);
            return;
        }
        throw new AssertionError(domain);
    }

    private static void check(boolean holds, Object what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }
}
