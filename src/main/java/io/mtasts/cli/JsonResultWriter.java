package io.mtasts.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mtasts.document.DocumentMapper;
import io.mtasts.document.ExpectationDocument;
import java.io.IOException;
import java.io.Writer;

/** Results as JSON, one object on each line. The members report and problem are the documents of the API. */
final class JsonResultWriter implements ResultWriter {

    private final Writer out;
    private final ObjectMapper json = DocumentMapper.create();

    JsonResultWriter(Writer out) {
        this.out = out;
    }

    @Override
    public void write(CheckedDomain checked) throws IOException {
        ObjectNode item = json.createObjectNode();
        item.put("given", checked.given().text());
        item.put("result", checked.resultName());
        item.set("expectations", json.valueToTree(ExpectationDocument.of(checked.assessments())));
        if (checked.problem() != null) {
            item.set("problem", json.valueToTree(checked.problem()));
        } else {
            item.set("report", json.valueToTree(checked.report()));
        }
        out.write(json.writeValueAsString(item) + "\n");
    }

    @Override
    public void end(ExitCode result) {
        // A line is complete by itself.
    }
}
